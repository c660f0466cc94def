use std::path::Path;

use super::spec::{self, Usable};
use super::terminal::Terminal;
use crate::apply;
use crate::change::deployed::{self, Against, Deployed, DeployedError};
use crate::change::state::{TableState, states};
use crate::change::steps::{Step, steps};
use crate::change::{self, Class, Fingerprint, Side};
use crate::cli::{Decisions, Format};
use crate::error::Error;
use crate::model::LogicalIds;
use crate::path::ProjectPath;
use crate::plan::{self, Action, Changes, Choices, Conflicting, Plan, StepTemplate};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::text::unix;
use crate::{Loaded, fs, load, render};

/// A project, and what an update would do to it.
pub(super) struct Planned {
    /// The update that this is a plan of, as a person would type it.
    pub(super) command: String,
    /// The spec as it is now.
    pub(super) spec: Usable,
    /// What the spec is compared with.
    pub(super) old: Source,
    pub(super) snapshot: Snapshot,
    pub(super) plan: Plan,
}

/// Why an update writes nothing.
pub(super) enum Refusal {
    /// Every dangerous change, as somebody has approved but some of them, or none.
    NotApproved(Vec<Fingerprint>),
    /// So many files that a person must decide about.
    Conflict(usize),
    /// Nothing but conflict markers of before.
    Marked,
}

impl Planned {
    /// Why the update is refused; none if it is not.
    pub(super) fn refusal(&self, approved: &[Fingerprint]) -> Option<Refusal> {
        let dangers = self.plan.findings.iter().filter(|finding| finding.class() == Class::Data);
        let dangers: Vec<_> = dangers.map(|danger| danger.fingerprint).collect();
        if dangers.iter().any(|danger| !approved.contains(danger)) {
            return Some(Refusal::NotApproved(dangers));
        }
        let is_marked = |file: &&plan::FilePlan| matches!(file.action, Action::Conflict(Conflicting::Marked(_)));
        let (marked, others): (Vec<_>, Vec<_>) = self.plan.conflicts().partition(is_marked);
        match (marked.len(), others.len()) {
            (0, 0) => None,
            (_, 0) => Some(Refusal::Marked),
            (_, others) => Some(Refusal::Conflict(others)),
        }
    }
}

impl Refusal {
    /// What a person has to do about it, after the refusal of a command.
    pub(super) fn to_decide(&self, refused: &str) -> String {
        match self {
            Self::NotApproved(dangers) => {
                let command =
                    dangers.iter().fold(refused.to_owned(), |command, danger| format!("{command} --approve {danger}"));
                format!("stored data is in danger. If this is meant:\n\n    {command}")
            }
            Self::Conflict(count) => {
                let files = if *count == 1 { "1 file".to_owned() } else { format!("{count} files") };
                format!(
                    "{files} in conflict. Decide by one of these, for all of them or for one (`=PATH`):\n\n    \
                     {refused} --conflict markers   # both versions, for you to edit\n    \
                     {refused} --conflict ours      # your lines\n    \
                     {refused} --conflict theirs    # the generated lines"
                )
            }
            Self::Marked => "conflict markers are left. Decide between them, and update again.".to_owned(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotApproved(_) => Self::NotApproved,
            Refusal::Conflict(_) | Refusal::Marked => Self::Conflict,
        }
    }
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
    let spec = spec::read_file(&ProjectPath::spec().in_folder(folder), format, terminal)?;
    let ids = LogicalIds::assign(&spec.service, &snapshot.baseline.lock.ids);
    let rendered = render::render(&spec.service, &spec.source.text, &ids);
    snapshot.look_at_each(rendered.files().map(|(path, _)| path))?;
    snapshot.look_at_deployments()?;

    let earlier = match against {
        None => since_last(&snapshot, &spec, &rendered.ids)?,
        Some(file) => since_deployed(file, &spec, &rendered.ids)?,
    };
    let plan = plan::plan(&snapshot, &rendered, earlier.changes, &choices(decisions));
    check_restored(decisions, &plan)?;
    Ok(Planned { command: command(folder, decisions, against), old: earlier.source, spec, snapshot, plan })
}

fn command(folder: &Path, decisions: &Decisions, against: Option<&Path>) -> String {
    let mut words = vec!["slsgen update".to_owned()];
    words.extend((folder != Path::new(".")).then(|| folder.display().to_string()));
    words.extend(against.map(|file| format!("--against {}", file.display())));
    words.extend(decisions.conflict.iter().map(|choice| format!("--conflict {choice}")));
    words.extend(decisions.restore.iter().map(|path| format!("--restore {path}")));
    words.join(" ")
}

/// What the spec is compared with to tell what its change means.
struct Earlier {
    /// What findings point into.
    source: Source,
    changes: Changes,
}

/// Compares the spec with the one that was generated last.
fn since_last(snapshot: &Snapshot, spec: &Usable, ids: &LogicalIds) -> Result<Earlier, Error> {
    let path = ProjectPath::spec();
    let name = path.base().in_folder(&snapshot.folder);
    let text = snapshot.baseline.texts.get(&path).ok_or_else(|| Error::NoBase(name.clone()))?;
    let name = name.display().to_string();
    if *text == unix(&spec.source.text) {
        // The usual case for `check`, which then has half as much to read.
        return Ok(Earlier { source: Source { name, text: text.clone() }, changes: Changes::default() });
    }
    Ok(since_spec(load(&name, text.as_bytes()), spec, ids))
}

/// Compares the spec with what is deployed.
fn since_deployed(file: &Path, spec: &Usable, ids: &LogicalIds) -> Result<Earlier, Error> {
    let name = file.to_string_lossy();
    let unusable = |problem: DeployedError| Error::Deployed { path: file.to_owned(), problem: problem.into() };
    match deployed::read(&name, &fs::read(file, Source::MAX_BYTES)?).map_err(unusable)? {
        Deployed::Spec(loaded) => Ok(since_spec(*loaded, spec, ids)),
        Deployed::Table(table) => {
            let Against { findings, state } = deployed::against(&table, &spec.side()).map_err(unusable)?;
            let others = states(&spec.service).into_iter().filter(|other| other.name != state.name);
            let tables: Vec<_> = others.chain([state.clone()]).collect();
            let source = Source { name: name.into_owned(), text: String::new() };
            Ok(Earlier { source, changes: Changes { findings, steps: step_templates(&tables, spec, ids) } })
        }
    }
}

fn since_spec(earlier: Loaded, spec: &Usable, ids: &LogicalIds) -> Earlier {
    let Loaded { source, service, .. } = earlier;
    let changes = match &service {
        Some(service) => Changes {
            findings: change::changes(&Side { service, source: &source }, &spec.side()),
            steps: step_templates(&states(service), spec, ids),
        },
        None => Changes { findings: vec![change::not_comparable(&source)], steps: Vec::new() },
    };
    Earlier { source, changes }
}

fn step_templates(tables: &[TableState], spec: &Usable, ids: &LogicalIds) -> Vec<StepTemplate> {
    let template = |step: Step| StepTemplate { text: render::step_template(&step.service, ids), name: step.name };
    steps(tables, &spec.service).into_iter().map(template).collect()
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
