//! One file a command; they only join the stages. Messages go to standard error, data to standard output.

mod init;
mod new;
mod report;
mod schema;
mod spec;
mod terminal;
mod validate;
mod workspace;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::error::Error;
use terminal::Terminal;

/// Runs a command, reports its failure, and chooses the exit code.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let terminal = Terminal::new(cli.color, cli.quiet);
    let done = match &cli.command {
        Command::Init(init) => init::run(init, &terminal),
        Command::New(new) => new::run(new, &terminal),
        Command::Validate(validate) => validate::run(validate, &terminal),
        Command::Schema => schema::run(),
    };
    match done {
        // A reader that has seen enough, such as `head`, is no failure.
        Ok(()) | Err(Error::Closed) => ExitCode::SUCCESS,
        Err(Error::InvalidSpec) => ExitCode::from(3),
        Err(error) => {
            terminal.error(&error);
            ExitCode::FAILURE
        }
    }
}
