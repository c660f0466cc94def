use std::path::Path;

use super::command_line::CommandLine;
use super::spec;
use super::terminal::Terminal;
use crate::apply;
use crate::change::Fingerprint;
use crate::cli::{Against, CheckFormat, ConflictChoice, Decisions};
use crate::error::Error;
use crate::fs;
use crate::path::ProjectPath;
use crate::pipeline::{self, DeployedFile, Update, Usable};
use crate::plan::{Action, Choices, FilePlan, Plan, own_code};
use crate::snapshot::{OnDisk, Snapshot};
use crate::source::Source;
use crate::spec::suggest;
use crate::text::shell;

/// A project, and what an update would do to it.
pub(super) struct Planned {
    /// The update that this is a plan of.
    pub(super) command: CommandLine,
    /// The spec as it is now.
    pub(super) spec: Usable,
    /// What the spec is compared with.
    pub(super) old: Source,
    pub(super) snapshot: Snapshot,
    pub(super) plan: Plan,
}

/// What a person approves on the command line, and why.
#[derive(Default)]
pub(super) struct Approval<'a> {
    pub(super) changes: &'a [Fingerprint],
    pub(super) because: Option<&'a str>,
}

/// Reads a project and plans its update. Nothing is written.
pub(super) fn plan(
    folder: &Path,
    decisions: &Decisions,
    approval: &Approval<'_>,
    against: &Against,
    format: CheckFormat,
    terminal: &Terminal,
) -> Result<Planned, Error> {
    apply::check_at_rest(folder)?;
    let mut snapshot = Snapshot::read(folder)?;
    let spec = spec::of_project(&snapshot, format, terminal)?;
    let rendered = pipeline::regenerate(&spec, &snapshot.baseline);
    snapshot.look_at_each(rendered.files().map(|(path, _)| path))?;
    snapshot.look_at_deployments(None)?;
    for stage in &spec.service.stages {
        snapshot.look_at_deployments(Some(&stage.name))?;
    }

    let deployed = against.against.as_deref().map(|file| read_deployed(file, against.stage.as_deref())).transpose()?;
    let choices = choices(decisions, approval);
    let Update { mut plan, old } = pipeline::update(&spec, &rendered, &snapshot, deployed.as_ref(), &choices)?;
    if plan.findings.iter().any(|finding| !finding.gone.is_empty()) {
        snapshot.look_at_rust()?;
        plan.uses = own_code::uses(&snapshot, &plan.findings);
    }
    let is_gone = |file: &&FilePlan| *snapshot.on_disk(&file.path) == OnDisk::Absent;
    let homes: Vec<_> = plan.files.iter().filter(is_gone).filter_map(|file| own_code::homes(&file.path)).collect();
    snapshot.look_at_each(homes.iter().flatten())?;
    check_named(decisions, &plan, &snapshot)?;
    if plan.deployments.iter().any(|deployment| deployment.is_new) {
        snapshot.check_fits_in(&ProjectPath::deploy(plan.stage.as_deref()))?;
    }
    Ok(Planned { command: command(folder, decisions, approval, against), old, spec, snapshot, plan })
}

fn read_deployed(file: &Path, stage: Option<&str>) -> Result<DeployedFile, Error> {
    let bytes = fs::read(file, DeployedFile::MAX_BYTES)?;
    Ok(DeployedFile { path: file.to_owned(), bytes, stage: stage.map(str::to_owned) })
}

fn command(folder: &Path, decisions: &Decisions, approval: &Approval<'_>, against: &Against) -> CommandLine {
    let mut command = CommandLine::new("update", folder).against(against);
    for choice in &decisions.conflict {
        command = command.with("--conflict", &choice.to_string());
    }
    command = decisions.restore.iter().fold(command, |command, path| command.with("--restore", path));
    for change in approval.changes {
        command = command.with("--approve", &change.to_string());
    }
    approval.because.into_iter().fold(command, |command, because| command.with("--because", because))
}

fn choices(decisions: &Decisions, approval: &Approval<'_>) -> Choices {
    let mut choices = Choices::default();
    for choice in &decisions.conflict {
        match &choice.path {
            Some(path) => {
                choices.by_path.insert(path.clone(), choice.how);
            }
            None => choices.everywhere = Some(choice.how),
        }
    }
    choices.approved = approval.changes.iter().copied().collect();
    choices.because = approval.because.map(str::to_owned);
    choices.restore = decisions.restore.iter().filter_map(|path| ProjectPath::new(path)).collect();
    choices
}

/// A path that can't be restored or decided is a mistake of the command line, and better said than ignored.
fn check_named(decisions: &Decisions, plan: &Plan, snapshot: &Snapshot) -> Result<(), Error> {
    let files = |is_meant: &dyn Fn(&FilePlan) -> bool| -> Vec<&str> {
        plan.files.iter().filter(|file| is_meant(file)).map(|file| file.path.as_str()).collect()
    };
    let restored = files(&|file| matches!(file.action, Action::Restore(_)));
    if let Some(path) = decisions.restore.iter().find(|path| !restored.contains(&path.as_str())) {
        let deleted = files(&|file| *snapshot.on_disk(&file.path) == OnDisk::Absent && file.action.text().is_none());
        let near = nearest(path, &deleted).map(|near| format!("--restore {}", shell::word(near)));
        return Err(Error::NotAFile { path: path.clone(), wanted: "a deleted file of the project", near });
    }
    let generated = files(&|_| true);
    for ConflictChoice { how, path } in &decisions.conflict {
        let Some(path) = path.as_ref().map(ProjectPath::as_str).filter(|path| !generated.contains(path)) else {
            continue;
        };
        let near = nearest(path, &generated).and_then(ProjectPath::new);
        let near = near.map(|near| format!("--conflict {}", ConflictChoice { how: *how, path: Some(near) }));
        return Err(Error::NotAFile { path: path.to_owned(), wanted: "a file that slsgen generates", near });
    }
    Ok(())
}

/// The file that somebody most likely meant, who left out folders, named some of above the project, or mistyped a letter.
fn nearest<'a>(typed: &str, files: &[&'a str]) -> Option<&'a str> {
    let is_part = |whole: &str, part: &str| whole.strip_suffix(part).is_some_and(|rest| rest.ends_with('/'));
    let mut parts = files.iter().copied().filter(|file| is_part(typed, file) || is_part(file, typed));
    match (parts.next(), parts.next()) {
        (Some(one), None) => Some(one),
        _ => suggest::nearest(typed, files),
    }
}
