use std::path::Path;

use super::terminal::{self, Terminal};
use crate::cli::Init;
use crate::error::Error;
use crate::fs;
use crate::report::{Shown, shown};
use crate::text::shell;

/// The starter spec, whose comments teach the format.
const STARTER: &str = include_str!("starter.yaml");

/// Writes the starter spec; never over a file.
pub(super) fn run(init: &Init, terminal: &Terminal) -> Result<(), Error> {
    if init.file == Path::new("-") {
        return terminal::print(&Shown::fixed(STARTER));
    }
    fs::write_new(&init.file, STARTER)?;
    let command = shell::path(&init.file);
    terminal.say(&shown!("Wrote {}. Change it to your needs, then:\n\n    slsgen new --spec {}", init.file, command));
    Ok(())
}
