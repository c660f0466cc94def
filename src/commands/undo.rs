use super::made::Made;
use super::place;
use super::recovery;
use super::terminal::Terminal;
use crate::apply::{self, Kind, Recovered};
use crate::cli::Undo;
use crate::error::Error;
use crate::report::shown;
use crate::text::shell;

/// Takes the last update back, or what an interrupted one has written.
pub(super) fn run(undo: &Undo, terminal: &Terminal) -> Result<(), Error> {
    let folder = place::of(&undo.project)?;
    match recovery::recover(&folder, terminal)? {
        Some(Recovered::PutBack(_) | Recovered::Finished(Kind::Undo)) => return Ok(()),
        // Then that update is the last one.
        Some(Recovered::Finished(Kind::Update)) | None => {}
    }
    let update = apply::last_update(&folder)?;
    let spec = update.iter().find(|write| write.path.of_base().is_some_and(|file| file.is_spec()));
    let made = Made::of(&folder, spec.and_then(|write| write.before.as_deref()))?;
    let foreign = apply::foreign(&update, &|path| made.has(path));
    if !foreign.is_empty() {
        let names = recovery::names(foreign);
        Terminal::show(&shown!(
            "The record of the update is about files that slsgen doesn't make, so nothing was taken back:\n{}",
            names
        ));
        return Err(Error::Conflict);
    }
    let changed = apply::changed_since(&folder, &update)?;
    if !changed.is_empty() {
        let names = recovery::names(changed);
        Terminal::show(&shown!("These files have changed since the update, so nothing was taken back:\n{}", names));
        return Err(Error::Conflict);
    }
    apply::run(&folder, Kind::Undo, &apply::turned_round(update))?;
    let plan = shell::slsgen("plan", &folder);
    terminal.say(&shown!(
        "Took the last update back. slsgen.yaml stays as you wrote it; `{}` shows what it asks for.",
        plan
    ));
    Ok(())
}
