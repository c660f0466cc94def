use super::place;
use super::terminal::Terminal;
use crate::apply::{self, Kind};
use crate::cli::Repair;
use crate::error::Error;
use crate::path::ProjectPath;
use crate::pipeline::{self, Repaired};
use crate::plan::Write;
use crate::report::shown;
use crate::snapshot::{OnDisk, Snapshot};
use crate::text::shell;

/// Rebuilds a lock that was lost, or that a merge left with markers, and a history that lacks what the last spec stores.
pub(super) fn run(repair: &Repair, terminal: &Terminal) -> Result<(), Error> {
    let dir = &place::of(&repair.project)?;
    apply::check_at_rest(dir)?;
    let known = match Snapshot::of_lock(dir) {
        Ok(snapshot) => Some(snapshot.baseline.lock),
        Err(Error::NotAProject(_) | Error::Markers { .. } | Error::Lock { .. }) => None,
        Err(error) => return Err(error),
    };
    let mut snapshot = Snapshot::without_lock(dir)?;
    let Repaired { lock, history, assumed } = pipeline::repair(&mut snapshot)?;
    let is_whole = known.is_some();
    if is_whole && history == snapshot.baseline.history {
        terminal.say(&shown!("slsgen.lock and .slsgen/history are whole: there is nothing to repair."));
        return Ok(());
    }
    let write = |path: ProjectPath, after: String| {
        let before = match snapshot.on_disk(&path) {
            OnDisk::Text(text) => Some(text.clone()),
            OnDisk::Absent | OnDisk::Other(_) => None,
        };
        Write { path, before, after: Some(after) }
    };
    let lock = known.unwrap_or(lock);
    let writes = [write(ProjectPath::history(), history.to_string()), write(ProjectPath::lock(), lock.to_string())];
    let writes: Vec<Write> = writes.into_iter().filter(|write| write.before != write.after).collect();
    apply::run(dir, Kind::Update, &writes)?;
    if is_whole {
        terminal.say(&shown!(
            ".slsgen/history begins anew with the last spec: nothing tells any more what earlier ones stored."
        ));
        return Ok(());
    }
    terminal.say(&shown!(
        "Rebuilt slsgen.lock of {} files, from their bases in .slsgen/base. It assumes:",
        lock.files.len()
    ));
    for sentence in &assumed {
        terminal.say(&shown!("  {}", sentence));
    }
    let plan = shell::slsgen("plan", dir);
    terminal.say(&shown!("`{}` shows what an update does now; `git diff slsgen.lock` shows what was lost.", plan));
    Ok(())
}
