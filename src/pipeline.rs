//! The stages, joined: what becomes of texts, whoever reads and writes them.
//!
//! Promises that the same texts give the same values: nothing here reads, writes, prints or asks. Knows no command line
//! and no stream; [`crate::commands`] has these.

mod deployed;
mod earlier;
mod loaded;
mod repair;

pub use deployed::{Deployed, DeployedFile};
pub use loaded::{Loaded, Usable};
pub use repair::Repaired;

use std::collections::BTreeSet;

use semver::Version;

use crate::baseline::{Baseline, Lock};
use crate::change::deployed::{DeployedError, Said, edited, said, text};
use crate::change::{Finding, History};
use crate::diagnostic::{Code, Diagnostics, Rules};
use crate::error::Error;
use crate::model::{Frozen, Service};
use crate::path::ProjectPath;
use crate::plan::{self, Choices, Plan};
use crate::render::{self, RenderedProject};
use crate::snapshot::{OnDisk, Snapshot};
use crate::source::Source;
use crate::text::unix;
use crate::{spec, validate};
use earlier::{Earlier, To};

/// Stages 1 and 2: reads and validates a spec; `name` is what diagnostics call it.
///
/// A text longer than [`Source::MAX_BYTES`] is refused unread: a caller needs to fetch only one byte more.
#[must_use]
pub fn load(name: &str, bytes: &[u8]) -> Loaded {
    load_by(Rules::Present, name, bytes)
}

/// As [`load`], for a spec that an earlier version may have taken, and that is only compared with.
fn load_earlier(name: &str, bytes: &[u8]) -> Loaded {
    load_by(Rules::Earlier, name, bytes)
}

/// What was said of the spec that a project was last made from.
#[must_use]
pub fn told(text: &str) -> Diagnostics {
    load_earlier("", text.as_bytes()).diagnostics
}

fn load_by(rules: Rules, name: &str, bytes: &[u8]) -> Loaded {
    let mut problems = Diagnostics::by(rules);
    let source = spec::decode(name, bytes, &mut problems);
    if problems.has_errors() {
        return Loaded { source, service: None, diagnostics: problems.sorted() };
    }
    let service = service(&source, &mut problems);
    if service.is_none() && rules == Rules::Present {
        problems = understood(&source, problems);
        // What is wrong may be what a warning asks for.
        problems.keep_errors();
    }
    Loaded { source, service, diagnostics: problems.sorted() }
}

fn service(source: &Source, problems: &mut Diagnostics) -> Option<Service> {
    let spec = spec::read(source, problems)?;
    validate::validate(&spec, problems)
}

/// The problems of a wrong spec, as far as what was meant can be told.
fn understood(source: &Source, problems: Diagnostics) -> Diagnostics {
    let mut better = Diagnostics::by(Rules::Present);
    if let Some(problem) = spec::foreign(source) {
        better.push(problem);
        return better;
    }
    let problems = meant(source).unwrap_or(problems);
    let Some(cleaned) = spec::cleaned(source) else { return problems };
    let mut rest = Diagnostics::by(Rules::Present);
    if service(&cleaned.source, &mut rest).is_none() {
        rest = meant(&cleaned.source).unwrap_or(rest);
    }
    rest.keep_errors();
    // Such a sign may also be a part of a text: it counts where the spec is better without it.
    let stops =
        |problems: &Diagnostics| problems.iter().find(|it| it.code == Code::Syntax).map(|it| it.primary.span.start);
    let is_read_further = match (stops(&problems), stops(&rest)) {
        (Some(before), Some(after)) => cleaned.before(after) > before,
        (before, after) => before.is_some() && after.is_none(),
    };
    if !is_read_further && rest.len() >= problems.iter().filter(|problem| problem.is_error()).count() {
        return problems;
    }
    let rest = rest.iter().map(|problem| cleaned.placed(problem.clone()));
    for problem in cleaned.problems.iter().cloned().chain(rest) {
        better.push(problem);
    }
    better
}

/// The problems that stay where a spec is read as it was meant; none if there is nothing more to say than before.
fn meant(source: &Source) -> Option<Diagnostics> {
    let mut problems = Diagnostics::by(Rules::Present);
    let spec = spec::read_as_meant(source, &mut problems);
    let spec = spec.filter(|_| problems.has_errors());
    let _ = spec.and_then(|spec| validate::validate(&spec, &mut problems));
    // What is not read yet may be what a warning asks for.
    problems.keep_errors();
    problems.has_errors().then_some(problems)
}

/// More corrections than anybody makes mistakes.
const MAX_CORRECTIONS: usize = 1000;

/// A spec that is corrected where there is one way to correct it.
#[derive(Debug)]
pub struct Fixed {
    /// The text as it was.
    pub before: String,
    /// The text as it is now.
    pub after: String,
    /// How many mistakes it has less.
    pub corrections: usize,
}

/// Makes each correction that is certain; none if there is none.
#[must_use]
pub fn fixed(name: &str, bytes: &[u8]) -> Option<Fixed> {
    let mut loaded = load(name, bytes);
    let before = loaded.source.text.clone();
    let mut corrections = 0;
    // Two mistakes that correct into each other would go on for ever.
    while let Some(better) = corrected(&loaded).filter(|_| corrections < MAX_CORRECTIONS) {
        loaded = better;
        corrections += 1;
    }
    (corrections > 0).then_some(Fixed { before, after: loaded.source.text, corrections })
}

/// A spec after the first correction that is certain and takes its mistake away.
fn corrected(loaded: &Loaded) -> Option<Loaded> {
    let certain = loaded.diagnostics.iter().flat_map(|problem| {
        let certain = problem.advice.iter().filter(|advice| advice.is_certain && !advice.edits.is_empty());
        certain.map(move |advice| (problem, advice))
    });
    certain
        .map(|(problem, advice)| (problem, load(&loaded.source.name, advice.applied(&loaded.source.text).as_bytes())))
        .find(|(problem, better)| {
            let count = |loaded: &Loaded| loaded.diagnostics.iter().filter(|it| it.message == problem.message).count();
            count(better) < count(loaded)
        })
        .map(|(_, better)| better)
}

/// Stages 3 and 4 for a project that is not there yet.
#[must_use]
pub fn new(spec: &Usable) -> RenderedProject {
    render::render_new(&spec.service, &spec.source.text)
}

/// As [`new`], with a workshop; nothing where the routes are not enough for one.
#[must_use]
pub fn new_with_workshop(spec: &Usable) -> Option<RenderedProject> {
    render::has_workshop(&spec.service).then(|| {
        let mut project = new(spec);
        render::add_workshop(&spec.service, &mut project);
        project
    })
}

/// Stages 3 and 4 for a project that is: what is deployed keeps its logical IDs and its orders.
#[must_use]
pub fn regenerate(spec: &Usable, baseline: &Baseline) -> RenderedProject {
    let frozen = Frozen::assign(&spec.service, &baseline.frozen());
    render::render(&spec.service, &spec.source.text, &frozen)
}

/// Rebuilds the lock of a project from the bases and the files. The snapshot was read without it.
pub fn repair(snapshot: &mut Snapshot) -> Result<Repaired, Error> {
    let spec = ProjectPath::spec();
    let path = spec.base().in_folder(&snapshot.folder);
    let Some(text) = snapshot.baseline.texts.get(&spec) else {
        return Err(Error::NoBase { project: snapshot.folder.clone(), path });
    };
    let service = load_earlier(&path.to_string_lossy(), text.as_bytes()).service;
    repair::rebuilt(snapshot, &service.ok_or(Error::BaseUnread { path })?)
}

/// Where slsgen makes files for a spec, or made them under earlier names; nowhere if the spec is invalid.
#[must_use]
pub fn paths(spec: &[u8]) -> BTreeSet<ProjectPath> {
    let Loaded { source, service: Some(service), .. } = load("", spec) else { return BTreeSet::new() };
    let project = render::render_new(&service, &source.text);
    project.files().flat_map(|(path, file)| file.formerly.iter().chain([path]).cloned()).collect()
}

/// What an update does, and what its findings point into beside the spec.
#[derive(Debug)]
pub struct Update {
    /// What it does.
    pub plan: Plan,
    /// What the spec was compared with.
    pub old: Source,
}

/// Stage 5: the update of a project to what [`regenerate`] made. The spec is compared with the one that was generated
/// last, or else with what is deployed. The snapshot has to hold each file that was rendered.
pub fn update(
    spec: &Usable,
    rendered: &RenderedProject,
    snapshot: &Snapshot,
    deployed: Option<&DeployedFile>,
    choices: &Choices,
) -> Result<Update, Error> {
    let to = To {
        spec,
        frozen: &rendered.frozen,
        history: &snapshot.baseline.history,
        stage: deployed.and_then(|file| file.stage.as_deref()),
    };
    let mut earlier = match deployed {
        None => since_last(snapshot, &to)?,
        Some(file) => since_deployed(file, &snapshot.baseline.lock.version, &to)
            .map_err(|problem| Error::Deployed { path: file.path.clone(), problem: problem.into() })?,
    };
    earlier.changes.may_be_approved = deployed.is_some();
    earlier.changes.findings.extend(edited_tables(spec, snapshot));
    earlier.changes.findings.sort_by_key(Finding::class);
    Ok(Update { plan: plan::plan(snapshot, rendered, earlier.changes, choices), old: earlier.source })
}

/// What a person did to the tables of `template.yaml`, and nobody has approved yet. It stays so from update to update.
fn edited_tables(spec: &Usable, snapshot: &Snapshot) -> Vec<Finding> {
    let template = ProjectPath::template();
    let base = snapshot.baseline.texts.get(&template);
    let (Some(base), OnDisk::Text(disk)) = (base, snapshot.on_disk(&template)) else { return Vec::new() };
    let disk = unix(disk);
    if *base == disk {
        return Vec::new();
    }
    let found = edited(base, &disk, &spec.revision()).into_iter();
    found.filter(|finding| !snapshot.baseline.history.is_approved(finding.fingerprint)).collect()
}

fn since_last(snapshot: &Snapshot, to: &To<'_>) -> Result<Earlier, Error> {
    let path = ProjectPath::spec();
    let name = path.base().in_folder(&snapshot.folder);
    let text = snapshot
        .baseline
        .texts
        .get(&path)
        .ok_or_else(|| Error::NoBase { project: snapshot.folder.clone(), path: name.clone() })?;
    let name = name.display().to_string();
    let version = &snapshot.baseline.lock.version;
    let is_kept = |facts: &History| {
        // Before 0.6.0 there was no history.
        *version < Version::new(0, 6, 0) || snapshot.baseline.history.holds(facts)
    };
    let lacks = || Error::HistoryLacks {
        project: snapshot.folder.clone(),
        path: ProjectPath::history().in_folder(&snapshot.folder),
    };
    if *text == unix(&to.spec.source.text) && version == Lock::this_version() {
        if !is_kept(&History::of(&to.spec.service)) {
            return Err(lacks());
        }
        // The usual case for `check`, which then has half as much to read.
        return Ok(Earlier::same(Source { name, text: text.clone() }, &to.spec.service.policy));
    }
    let last = load_earlier(&name, text.as_bytes());
    if last.service.as_ref().is_some_and(|service| !is_kept(&History::of(service))) {
        return Err(lacks());
    }
    Ok(Earlier::spec(last, version, to))
}

/// `version` generated the project last: what is deployed may be older, and a spec or a table says no version.
fn since_deployed(file: &DeployedFile, version: &Version, to: &To<'_>) -> Result<Earlier, DeployedError> {
    if let Some(stage) = to.stage.filter(|stage| !to.stages().iter().any(|known| known == stage)) {
        return Err(DeployedError::NoStage(stage.to_owned(), to.stages()));
    }
    let name = file.path.to_string_lossy();
    match deployed(&name, &file.bytes)? {
        Deployed::Spec(loaded) => Ok(Earlier::spec(*loaded, version, to)),
        Deployed::Table(table) => Earlier::table(name.into_owned(), &table, version, to),
        Deployed::Template(template) => {
            let spec = template.spec.as_deref().ok_or(DeployedError::NoMetadata)?;
            Earlier::stack(load_earlier(&name, spec.as_bytes()), &template, version, to)
        }
    }
}

/// Reads a file: what AWS says of a stack or a table, or else a spec, which `name` names in diagnostics and which an
/// earlier version may have taken.
pub fn deployed(name: &str, bytes: &[u8]) -> Result<Deployed, DeployedError> {
    let text = text(bytes)?;
    match said(&text) {
        Some(Ok(Said::Table(table))) => return Ok(Deployed::Table(Box::new(table))),
        Some(Ok(Said::Template(template))) => return Ok(Deployed::Template(Box::new(template))),
        Some(Err(error)) => return Err(error),
        None => {}
    }
    match load_earlier(name, text.as_bytes()) {
        Loaded { service: None, .. } => Err(DeployedError::Spec),
        loaded => Ok(Deployed::Spec(Box::new(loaded))),
    }
}
