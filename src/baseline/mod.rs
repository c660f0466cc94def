//! What slsgen generated last: `slsgen.lock`, and the pristine texts under `.slsgen/base`.
//!
//! Both are untrusted, as anybody can send a project: each path is a [`ProjectPath`], each ID is letters and digits, and
//! what can't be read is refused rather than guessed. Texts alone: [`crate::snapshot`] reads them, and [`crate::apply`]
//! writes them.

mod lock;
mod projections;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use lock::{Lock, LockProblem, Tracking};

use crate::change::History;
use crate::model::Frozen;
use crate::path::ProjectPath;
use crate::render::{Policy, RenderedProject};
use crate::text::unix;

/// What `.slsgen/.gitignore` holds: what a run needs and nobody else.
pub const IGNORED: &str = "txn/\nundo/\n";

/// What slsgen generated last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The lock.
    pub lock: Lock,
    /// The pristine texts by the file they belong to, the spec's among them; line ends are `\n`.
    pub texts: BTreeMap<ProjectPath, String>,
    /// What stored items may hold of every spec so far.
    pub history: History,
}

/// All files of a new project: what was rendered, and what is remembered of it.
#[must_use]
pub fn files_of_new_project(project: &RenderedProject) -> Vec<(ProjectPath, String)> {
    let files = project.files().map(|(path, file)| (path.clone(), file.text.clone()));
    let baseline = Baseline::of_new(project);
    let remembered = baseline.files().map(|(path, text)| (path, text.into_owned()));
    files.chain(remembered).collect()
}

impl Baseline {
    /// What is remembered of a project that was just made.
    #[must_use]
    pub fn of_new(project: &RenderedProject) -> Self {
        let tracking = |policy| match policy {
            Policy::Merged => Some(Tracking::Merged),
            Policy::Once => Some(Tracking::Once),
            Policy::Lockfile => Some(Tracking::Lockfile),
            Policy::Spec => None,
        };
        let files = project.files().filter_map(|(path, file)| Some((path.clone(), tracking(file.policy)?)));
        let pristine = project.files().filter(|(_, file)| file.policy != Policy::Once);
        Self {
            lock: Lock::now(project.frozen.clone(), files.collect()),
            texts: pristine.map(|(path, file)| (path.clone(), unix(&file.text).into_owned())).collect(),
            history: project.history.clone(),
        }
    }

    /// What the next project keeps. A lock from before 0.3.0 knows no orders: the template's base does.
    #[must_use]
    pub fn frozen(&self) -> Frozen {
        let Frozen { ids, projections: known } = self.lock.frozen.clone();
        let template = self.texts.iter().find(|(path, _)| path.as_str() == "template.yaml");
        let mut projections = template.map(|(_, text)| projections::of_template(text, &ids)).unwrap_or_default();
        projections.extend(&known);
        Frozen { ids, projections }
    }

    /// The files that hold it: where they are, and their texts.
    pub fn files(&self) -> impl Iterator<Item = (ProjectPath, Cow<'_, str>)> {
        let texts = self.texts.iter().map(|(path, text)| (path.base(), Cow::Borrowed(text.as_str())));
        let own = [
            (ProjectPath::lock(), self.lock.to_string().into()),
            (ProjectPath::ignored(), IGNORED.into()),
            (ProjectPath::history(), self.history.to_string().into()),
        ];
        own.into_iter().chain(texts)
    }
}
