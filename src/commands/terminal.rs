use std::io::{self, IsTerminal, Write};

use crate::cli::ColorChoice;
use crate::error::Error;

/// Where a command speaks: messages for people to standard error, data to standard output.
#[derive(Debug)]
pub(super) struct Terminal {
    color: bool,
    quiet: bool,
}

impl Terminal {
    pub(super) fn new(choice: ColorChoice, quiet: bool) -> Self {
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
                let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                io::stderr().is_terminal() && !is_set("NO_COLOR") && !is_dumb
            }
        };
        Self { color, quiet }
    }

    /// Whether messages are coloured.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Whether only errors are wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells people something that is no error.
    pub(super) fn say(&self, message: &str) {
        if !self.quiet {
            write_message(message);
        }
    }

    /// Shows people problems, which they have asked for even when they want quiet.
    pub(super) fn show(message: &str) {
        write_message(message);
    }

    /// Tells people why a command failed.
    pub(super) fn error(&self, error: &Error) {
        let label = if self.color { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        write_message(&format!("{label}: {error}"));
    }
}

/// Nothing can be done about messages that nobody can read.
fn write_message(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", message.trim_end_matches('\n'));
}

/// Writes data to standard output.
pub(super) fn print(data: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(data.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::output)
}
