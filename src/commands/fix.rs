use std::path::Path;

use super::spec;
use super::terminal::{self, Terminal};
use crate::cli::CheckFormat;
use crate::error::Error;
use crate::fs;
use crate::pipeline;
use crate::report::{diff, shown};

/// Corrects a spec where there is one way to correct it, and shows people what changed.
pub(super) fn run(path: &Path, format: CheckFormat, terminal: &Terminal) -> Result<(), Error> {
    if path == Path::new("-") {
        return Err(Error::FixOfStdin);
    }
    let before = spec::bytes(path)?;
    let name = path.to_string_lossy();
    let Some(fixed) = pipeline::fixed(&name, &before) else { return Ok(()) };
    if spec::bytes(path)? != before {
        return Err(Error::Changed(path.to_owned()));
    }
    fs::replace(path, &fixed.after)?;
    if format == CheckFormat::Human {
        terminal::print(&diff(&name, &fixed.before, &fixed.after, terminal.output_color()))?;
        let plural = if fixed.corrections == 1 { "" } else { "s" };
        terminal.say(&shown!("{}: {} correction{}", path, fixed.corrections.to_string(), plural));
    }
    Ok(())
}
