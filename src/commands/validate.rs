use super::terminal::Terminal;
use super::{report, spec};
use crate::cli::{Format, Validate};
use crate::error::Error;

/// Reports every problem of a spec.
pub(super) fn run(validate: &Validate, terminal: &Terminal) -> Result<(), Error> {
    let loaded = spec::read(&validate.spec)?;
    match validate.spec.format {
        Format::Json => report::print(&loaded, None)?,
        Format::Human => spec::show(&loaded, terminal),
    }
    if loaded.service.is_none() {
        return Err(Error::InvalidSpec);
    }
    if validate.spec.format == Format::Human {
        terminal.say(&format!("{} is valid.", loaded.source.name));
    }
    Ok(())
}
