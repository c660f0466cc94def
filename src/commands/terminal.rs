#![expect(clippy::disallowed_methods, reason = "this module is where slsgen prints")]

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use terminal_size::{Width, terminal_size};

use super::suggest;
use crate::cli::ColorChoice;
use crate::error::Error;
use crate::report::{Annotations, Color, Paint, Shown, shown};
use crate::text::visible;
use crate::text::wrapped::wrapped;

/// Where a command speaks: messages for people to standard error, data to standard output. Nothing else in slsgen prints.
///
/// What it prints to people is [`Shown`], so nothing in it obeys a terminal; and no line of it is a command to a CI that
/// keeps the log.
#[derive(Debug)]
pub(super) struct Terminal {
    /// Of messages.
    color: Color,
    /// Of data.
    output_color: Color,
    quiet: bool,
}

impl Terminal {
    pub(super) fn new(choice: ColorChoice, quiet: bool) -> Self {
        let (color, output_color) =
            (color(choice, io::stderr().is_terminal()), color(choice, io::stdout().is_terminal()));
        Self { color, output_color, quiet }
    }

    /// Whether messages are coloured.
    pub(super) fn color(&self) -> Color {
        self.color
    }

    /// Whether data that people read is coloured.
    pub(super) fn output_color(&self) -> Color {
        self.output_color
    }

    /// Whether only errors are wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// How many columns messages can take; none where nobody looks at them.
    pub(super) fn columns() -> Option<usize> {
        columns(&io::stderr())
    }

    /// Tells people something that is no error.
    pub(super) fn say(&self, message: &Shown) {
        if !self.quiet {
            write_message(message);
        }
    }

    /// Shows people problems, which they have asked for even when they want quiet.
    pub(super) fn show(message: &Shown) {
        write_message(message);
    }

    /// Tells people why a command failed, and what to do.
    pub(super) fn error(&self, error: &Error) {
        let label = Paint::new(self.color).red(&shown!("error"));
        let advice = error.advice().into_iter().map(|line| shown!("\n{}", line));
        write_message(&shown!("{}: {}{}", label, error.to_string(), advice.collect::<Shown>()));
    }
}

fn color(choice: ColorChoice, is_terminal: bool) -> Color {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    match choice {
        ColorChoice::Always => Color::Always,
        ColorChoice::Auto if is_terminal && !is_set("NO_COLOR") && !is_dumb() => Color::Always,
        ColorChoice::Auto | ColorChoice::Never => Color::Never,
    }
}

/// How many columns a stream's terminal has; none where nobody looks at it.
fn columns(stream: &impl IsTerminal) -> Option<usize> {
    let (Width(width), _) = terminal_size().filter(|_| stream.is_terminal())?;
    Some(usize::from(width))
}

fn fitted(text: &str, columns: Option<usize>) -> Cow<'_, str> {
    columns.map_or(Cow::Borrowed(text), |columns| Cow::Owned(wrapped(text, columns)))
}

/// Nothing can be done about messages that nobody can read.
fn write_message(message: &Shown) {
    let message = visible::without_commands(message.as_str());
    let message = fitted(&message, columns(&io::stderr()));
    let _ = writeln!(io::stderr().lock(), "{}", message.trim_end_matches('\n'));
}

/// Writes what people read to standard output.
pub(super) fn print(data: &Shown) -> Result<(), Error> {
    write(&fitted(&visible::without_commands(data.as_str()), columns(&io::stdout())))
}

/// Writes a text of slsgen's own to standard output, for a program.
pub(super) fn print_text(text: &str) -> Result<(), Error> {
    write(text)
}

/// Writes a value to standard output, as JSON.
pub(super) fn print_json(value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value).expect("what is reported always serialises");
    write(&visible::json(&format!("{text}\n")))
}

/// Writes commands to GitHub to standard output.
pub(super) fn print_annotations(annotations: &Annotations) -> Result<(), Error> {
    write(annotations.as_str())
}

/// Ends the process as clap does: with help, or with what is wrong with the arguments.
pub fn exit(error: clap::Error) -> ! {
    let error = suggest::improved(error);
    let text = error.to_string();
    let shown = Shown::of_lines(&text);
    if visible::without_commands(shown.as_str()) == text {
        // In clap's colours.
        error.exit();
    }
    write_message(&shown);
    std::process::exit(error.exit_code());
}

fn write(data: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(data.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::output)
}
