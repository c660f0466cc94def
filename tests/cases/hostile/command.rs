//! Runs slsgen on a project that nobody should trust: it must not wait, and must not say what it has no business to read.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// What lies outside of the project, and in the environment, which `/proc/self/environ` shows.
pub(crate) const SECRET: &str = "Nobody's business";

/// Far more than any command takes in debug on a busy machine, and far less than somebody takes who never comes.
const SOON: Duration = Duration::from_secs(20);

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Runs slsgen in a folder; fails if it crashes, waits or tells a secret.
pub(crate) fn slsgen(folder: &Path, arguments: &[&str]) -> Ran {
    let binary = std::env::var_os("SLSGEN").unwrap_or_else(|| env!("CARGO_BIN_EXE_slsgen").into());
    let mut command = Command::new(binary);
    command.args(arguments).current_dir(folder).env("SECRET", SECRET);
    let ran = run(&mut command);
    assert!((0..=6).contains(&ran.code), "{arguments:?} ends with {ran:?}");
    let said = ran.output.clone() + &ran.errors;
    assert!(!said.contains("panicked"), "{arguments:?} panics: {ran:?}");
    assert!(!said.contains(SECRET), "{arguments:?} tells a secret: {ran:?}");
    ran
}

/// Runs a command; fails if it waits.
pub(crate) fn run(command: &mut Command) -> Ran {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command is there");
    let output = read(child.stdout.take().expect("it is a pipe"));
    let errors = read(child.stderr.take().expect("it is a pipe"));
    let code = await_end(&mut child, command);
    let [output, errors] = [output, errors].map(|text| text.recv().expect("it was read"));
    Ran { code, output, errors }
}

/// Reads beside the test, as a full pipe would make the command wait.
fn read(mut from: impl Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("a pipe can be read");
        // The test may have failed already.
        let _ = sender.send(String::from_utf8(bytes).expect("slsgen says text"));
    });
    receiver
}

fn await_end(child: &mut Child, command: &Command) -> i32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.code().unwrap_or_else(|| panic!("{command:?} is killed: {status}"));
        }
        if start.elapsed() > SOON {
            child.kill().expect("it can be killed");
            panic!("{command:?} waits");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Fails if a text for people holds what would obey a terminal, or a line that a CI would obey.
pub(crate) fn assert_harmless(text: &str) {
    let obeyed = |c: &char| match c {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        c => c.is_control(),
    };
    let found = text.chars().find(obeyed);
    assert_eq!(found, None, "{text:?}");
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line:?} is a command");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{line:?} holds a command");
    }
}
