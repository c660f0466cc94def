use clap::CommandFactory;
use clap_mangen::Man;

use super::terminal;
use crate::cli::{self, Cli};
use crate::error::Error;

/// Prints a manual page.
pub(super) fn run(arguments: &cli::Man) -> Result<(), Error> {
    let mut page = Cli::command();
    page.build();
    if let Some(name) = &arguments.command {
        page = page.find_subcommand(name).cloned().ok_or_else(|| Error::NoCommand(name.clone()))?;
    }
    let mut text = Vec::new();
    Man::new(page).render(&mut text).map_err(Error::output)?;
    terminal::print_text(&String::from_utf8_lossy(&text))
}
