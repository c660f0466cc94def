use std::path::Path;

use super::terminal::Terminal;
use crate::apply;
use crate::error::Error;

/// Puts back what an update that died has written; tells whether there was one.
pub(super) fn recover(folder: &Path, terminal: &Terminal) -> Result<bool, Error> {
    let Some(left_alone) = apply::recover(folder)? else { return Ok(false) };
    terminal.say("Put back what an interrupted update had written.");
    if !left_alone.is_empty() {
        let names: Vec<_> = left_alone.iter().map(|path| format!("  {path}")).collect();
        Terminal::show(&format!(
            "These files have changed since then, and were left as they are:\n{}",
            names.join("\n")
        ));
    }
    Ok(true)
}
