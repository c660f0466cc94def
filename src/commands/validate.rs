use super::terminal::Terminal;
use super::{report, spec};
use crate::cli::{Format, Validate};
use crate::error::Error;
use crate::report::shown;

/// Reports every problem of a spec.
pub(super) fn run(validate: &Validate, terminal: &Terminal) -> Result<(), Error> {
    let loaded = spec::read(&validate.spec, terminal)?;
    match validate.spec.format {
        Format::Human => terminal.say(&shown!("{} is valid.", loaded.source.name)),
        Format::Json => report::print(&loaded.warnings, &loaded.source, None)?,
    }
    Ok(())
}
