use super::recovery;
use super::terminal::Terminal;
use crate::apply::{self, Kind};
use crate::cli::Undo;
use crate::error::Error;

/// Takes the last update back, or what an interrupted one has written.
pub(super) fn run(undo: &Undo, terminal: &Terminal) -> Result<(), Error> {
    if recovery::recover(&undo.dir, terminal)? {
        return Ok(());
    }
    let writes = apply::last_update(&undo.dir)?;
    let changed = apply::changed_since(&undo.dir, &writes)?;
    if !changed.is_empty() {
        let names: Vec<_> = changed.iter().map(|path| format!("  {path}")).collect();
        let names = names.join("\n");
        Terminal::show(&format!("These files have changed since the update, so nothing was taken back:\n{names}"));
        return Err(Error::Conflict);
    }
    apply::run(&undo.dir, Kind::Undo, &writes)?;
    terminal.say("Took the last update back. slsgen.yaml stays as you wrote it; `slsgen plan` shows what it asks for.");
    Ok(())
}
