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

/// Rebuilds a lock that was lost, or that a merge left with markers.
pub(super) fn run(repair: &Repair, terminal: &Terminal) -> Result<(), Error> {
    let Repair { dir } = repair;
    apply::check_at_rest(dir)?;
    match Snapshot::of_lock(dir) {
        Ok(_) => {
            terminal.say(&shown!("slsgen.lock is whole: there is nothing to repair."));
            return Ok(());
        }
        Err(Error::NotAProject(_) | Error::Markers { .. } | Error::Lock { .. }) => {}
        Err(error) => return Err(error),
    }
    let mut snapshot = Snapshot::without_lock(dir)?;
    let Repaired { lock, assumed } = pipeline::repair(&mut snapshot)?;
    let path = ProjectPath::lock();
    let before = match snapshot.on_disk(&path) {
        OnDisk::Text(text) => Some(text.clone()),
        OnDisk::Absent | OnDisk::Other(_) => None,
    };
    let files = lock.files.len();
    apply::run(dir, Kind::Update, &[Write { path, before, after: Some(lock.to_string()) }])?;
    terminal.say(&shown!("Rebuilt slsgen.lock of {} files, from their bases in .slsgen/base. It assumes:", files));
    for sentence in &assumed {
        terminal.say(&shown!("  {}", sentence));
    }
    let plan = shell::slsgen("plan", dir);
    terminal.say(&shown!("`{}` shows what an update does now; `git diff slsgen.lock` shows what was lost.", plan));
    Ok(())
}
