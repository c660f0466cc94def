use super::terminal;
use crate::error::Error;
use crate::spec;

/// Prints the JSON Schema of specs.
pub(super) fn run() -> Result<(), Error> {
    let schema = serde_json::to_string_pretty(&spec::schema()).expect("a schema always serialises");
    terminal::print(&format!("{schema}\n"))
}
