use clap::CommandFactory;

use super::terminal;
use crate::cli::{Cli, Completions};
use crate::error::Error;

/// Prints a script that completes commands in a shell.
pub(super) fn run(arguments: &Completions) -> Result<(), Error> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "slsgen", &mut script);
    terminal::print_text(&String::from_utf8_lossy(&script))
}
