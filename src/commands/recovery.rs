use std::path::Path;

use super::made::Made;
use super::terminal::Terminal;
use crate::apply::{self, Kind, PutBack, Recovered};
use crate::error::Error;
use crate::path::ProjectPath;
use crate::report::{Shown, shown};
use crate::text::shell;

/// Puts back what an update that died has written, or finishes one that had written all of it; tells which, or none if
/// no update died.
pub(super) fn recover(folder: &Path, terminal: &Terminal) -> Result<Option<Recovered>, Error> {
    match apply::check_at_rest(folder) {
        Ok(()) => return Ok(None),
        Err(Error::Interrupted(_)) => {}
        Err(error) => return Err(error),
    }
    let made = Made::of(folder, None)?;
    let recovered = apply::recover(folder, &|path| made.has(path))?;
    match &recovered {
        None => {}
        Some(Recovered::Finished(Kind::Update)) => {
            terminal.say(&shown!("An interrupted update had written everything, and is done."));
        }
        Some(Recovered::Finished(Kind::Undo)) => {
            terminal.say(&shown!("An interrupted `slsgen undo` had put everything back, and is done."));
        }
        Some(Recovered::PutBack(left)) => report(left, terminal)?,
    }
    Ok(recovered)
}

fn report(left: &PutBack, terminal: &Terminal) -> Result<(), Error> {
    terminal.say(&shown!("Put back what an interrupted update had written."));
    if !left.changed.is_empty() {
        let names = names(&left.changed);
        Terminal::show(&shown!("These files have changed since then, and were left as they are:\n{}", names));
    }
    if left.foreign.is_empty() {
        return Ok(());
    }
    Terminal::show(&shown!(
        "{} is about files that slsgen doesn't make, so they were left as they are:\n{}\
         If nobody misses them, remove the record:\n\n    rm {}",
        left.record,
        names(&left.foreign),
        shell::path(&left.record),
    ));
    Err(Error::Conflict)
}

/// A line each.
pub(super) fn names<'a>(paths: impl IntoIterator<Item = &'a ProjectPath>) -> Shown {
    paths.into_iter().map(|path| shown!("  {}\n", path)).collect()
}
