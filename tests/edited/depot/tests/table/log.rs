//! What the function logs. A test runs on a thread of its own, and so do its requests.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

use serde_json::Value;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

thread_local! {
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what the project's own code logs. Has to come before anything logs, as who listens is asked once.
pub fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let project = Targets::new().with_target("depot", Level::TRACE);
        let lines = layer().json().with_writer(|| Writer);
        registry().with(project).with(lines).init();
    });
}

/// The lines since the last time.
pub fn take() -> Vec<Value> {
    let bytes = LINES.take();
    let lines = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_slice(line).expect("a line is JSON"))
        .collect()
}

struct Writer;

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
