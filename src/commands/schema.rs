use super::terminal;
use crate::error::Error;

/// Prints the JSON Schema of specs.
pub(super) fn run() -> Result<(), Error> {
    terminal::print(&crate::spec::schema())
}
