use super::place;
use super::terminal::Terminal;
use crate::apply::{self, Kind};
use crate::cli::Forget;
use crate::error::Error;
use crate::path::ProjectPath;
use crate::plan::Write;
use crate::report::shown;
use crate::snapshot::{OnDisk, Snapshot};

/// Takes note that no stored item holds an attribute any more, as earlier specs stored it.
pub(super) fn run(forget: &Forget, terminal: &Terminal) -> Result<(), Error> {
    let Forget { table, attribute, because, project } = forget;
    let dir = &place::of(project)?;
    apply::check_at_rest(dir)?;
    let snapshot = Snapshot::read(dir)?;
    let mut history = snapshot.baseline.history.clone();
    let forgotten = history.forget(table, attribute, because.as_deref());
    if forgotten.is_empty() {
        return Err(Error::NothingToForget { table: table.clone(), attribute: attribute.clone() });
    }
    let path = ProjectPath::history();
    let before = match snapshot.on_disk(&path) {
        OnDisk::Text(text) => Some(text.clone()),
        OnDisk::Absent | OnDisk::Other(_) => None,
    };
    apply::run(dir, Kind::Update, &[Write { path, before, after: Some(history.to_string()) }])?;
    for fact in forgotten {
        terminal.say(&shown!("Forgot {}", fact));
    }
    Ok(())
}
