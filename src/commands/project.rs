use std::path::Path;

use super::spec::{self, Usable};
use super::terminal::Terminal;
use crate::apply;
use crate::cli::{Decisions, Format};
use crate::error::Error;
use crate::model::LogicalIds;
use crate::path::ProjectPath;
use crate::plan::change::{self, Side};
use crate::plan::{self, Action, Changes, Choices, Plan};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::{load, render};

/// A project, and what an update would do to it.
pub(super) struct Planned {
    /// The spec as it is now.
    pub(super) spec: Usable,
    /// The spec that was generated last.
    pub(super) old: Source,
    pub(super) snapshot: Snapshot,
    pub(super) plan: Plan,
}

/// Reads a project and plans its update. Nothing is written.
pub(super) fn plan(
    folder: &Path,
    decisions: &Decisions,
    against: Option<&Path>,
    format: Format,
    terminal: &Terminal,
) -> Result<Planned, Error> {
    apply::check_at_rest(folder)?;
    let mut snapshot = Snapshot::read(folder)?;
    let spec = spec::read_file(&folder.join(ProjectPath::SPEC), format, terminal)?;
    let ids = LogicalIds::assign(&spec.service, &snapshot.baseline.lock.ids);
    let rendered = render::render(&spec.service, &spec.source.text, &ids);
    snapshot.look_at_each(rendered.files().map(|(path, _)| path))?;

    let old = old_spec(&snapshot)?;
    let changes = changes(&old, &spec, against)?;
    let plan = plan::plan(&snapshot, &rendered, changes, &choices(decisions));
    check_restored(decisions, &plan)?;
    Ok(Planned { old, spec, snapshot, plan })
}

/// The spec that was generated last.
fn old_spec(snapshot: &Snapshot) -> Result<Source, Error> {
    let path = ProjectPath::new(ProjectPath::SPEC).expect("a legal path");
    let name = path.base().in_folder(&snapshot.folder);
    match snapshot.baseline.texts.get(&path) {
        Some(text) => Ok(Source { name: name.display().to_string(), text: text.clone() }),
        None => Err(Error::NoBase(name)),
    }
}

fn changes(old: &Source, spec: &Usable, against: Option<&Path>) -> Result<Changes, Error> {
    let _ = against;
    let loaded = load(&old.name, old.text.as_bytes());
    let new = Side { service: &spec.service, source: &spec.source };
    let Some(service) = &loaded.service else { todo!() };
    let old = Side { service, source: &loaded.source };
    Ok(Changes { findings: change::changes(&old, &new) })
}

fn choices(decisions: &Decisions) -> Choices {
    let mut choices = Choices::default();
    for choice in &decisions.conflict {
        match &choice.path {
            Some(path) => {
                choices.by_path.insert(path.clone(), choice.how);
            }
            None => choices.everywhere = Some(choice.how),
        }
    }
    choices.restore = decisions.restore.iter().filter_map(|path| ProjectPath::new(path)).collect();
    choices
}

/// A path that can't be restored is a mistake of the command line, and better said than ignored.
fn check_restored(decisions: &Decisions, plan: &Plan) -> Result<(), Error> {
    for path in &decisions.restore {
        let is_restored = |file: &&plan::FilePlan| matches!(file.action, Action::Restore(_));
        if !plan.files.iter().filter(is_restored).any(|file| file.path.as_str() == path) {
            return Err(Error::NotAFile { path: path.clone(), wanted: "a deleted file of the project" });
        }
    }
    Ok(())
}
