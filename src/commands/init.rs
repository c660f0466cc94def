use std::path::Path;

use super::terminal::{self, Terminal};
use crate::cli::Init;
use crate::error::Error;
use crate::fs::{self, Kind};
use crate::path::ProjectPath;
use crate::report::{Shown, shown};
use crate::text::shell;

/// The starter spec, whose comments teach the format.
const STARTER: &str = include_str!("starter.yaml");

/// Writes the starter spec; never over a file.
pub(super) fn run(init: &Init, terminal: &Terminal) -> Result<(), Error> {
    if init.file == Path::new("-") {
        return terminal::print(&Shown::fixed(STARTER));
    }
    let is_folder = fs::kind(&init.file)? == Some(Kind::Folder);
    let file = if is_folder { ProjectPath::spec().in_folder(&init.file) } else { init.file.clone() };
    if !is_folder && !file.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
        return Err(Error::NotYaml(file));
    }
    if let Some(folder) = file.parent().filter(|folder| *folder != Path::new("")) {
        fs::kind(folder)?.ok_or_else(|| Error::NoFolder(folder.to_owned()))?;
    }
    fs::write_new(&file, STARTER)?;
    terminal.say(&shown!("Wrote {}. Change it to your needs, then:\n\n    slsgen new {}", file, shell::path(&file)));
    Ok(())
}
