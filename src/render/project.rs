use std::collections::BTreeMap;

use crate::change::History;
use crate::model::{Frozen, Name, Resource};
use crate::path::{ProjectPath, is_device};

/// A project in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenderedProject {
    /// What its template keeps from now on.
    pub frozen: Frozen,
    /// What its items hold from now on.
    pub history: History,
    /// Sorted by path.
    files: BTreeMap<ProjectPath, RenderedFile>,
}

/// A file of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedFile {
    /// The whole text; lines end with `\n`.
    pub text: String,
    /// What becomes of it when the project is rendered anew.
    pub policy: Policy,
    /// Where it was while its resource had another name, or under an earlier version of slsgen.
    pub formerly: Vec<ProjectPath>,
}

/// What becomes of a file when its project is rendered anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// What people changed in it is merged with what slsgen changes.
    Merged,
    /// Theirs from the first day on.
    Once,
    /// `Cargo.lock`, which cargo changes too.
    Lockfile,
    /// The spec, which slsgen reads.
    Spec,
}

impl RenderedProject {
    /// A project without files yet.
    pub(super) fn new(frozen: Frozen, history: History) -> Self {
        Self { frozen, history, files: BTreeMap::new() }
    }

    /// Adds a file; each path is added once.
    pub(super) fn add(&mut self, path: impl AsRef<str>, text: impl Into<String>) {
        self.insert(legal(path.as_ref()), Vec::new(), text.into());
    }

    /// Adds a file that an earlier version of slsgen had elsewhere, unless it is the same place.
    pub(super) fn add_moved(&mut self, path: &str, from: &str, text: String) {
        let formerly = (path != from).then(|| legal(from));
        self.insert(legal(path), formerly.into_iter().collect(), text);
    }

    /// Adds a file of a resource, whose path follows from its name: it was elsewhere before a rename.
    pub(super) fn add_of(&mut self, resource: &Resource, path: impl Fn(&Name) -> String, text: impl Into<String>) {
        let now = path(&resource.name);
        let names = [&resource.name].into_iter().chain(resource.renamed_from.iter().rev());
        let places = names.flat_map(|name| [Some(path(name)), before_0_3(name, &path(name))]).flatten();
        let formerly = places.filter(|place| *place != now).map(|place| legal(&place)).collect();
        self.insert(legal(&now), formerly, text.into());
    }

    fn insert(&mut self, path: ProjectPath, formerly: Vec<ProjectPath>, text: String) {
        let policy = Policy::of(path.as_str());
        let is_ours = policy != Policy::Spec;
        debug_assert!(!is_ours || text.is_empty() || text.ends_with('\n'), "{path} must end with a newline");
        let earlier = self.files.insert(path, RenderedFile { text, policy, formerly });
        debug_assert!(earlier.is_none(), "a file was rendered twice");
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| file.text.as_str())
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&ProjectPath, &RenderedFile)> {
        self.files.iter()
    }

    /// The file of this path.
    #[must_use]
    pub fn file(&self, path: &ProjectPath) -> Option<&RenderedFile> {
        self.files.get(path)
    }
}

/// Where the file was before 0.3.0, which let a folder or a file have the name of a device of Windows.
fn before_0_3(name: &Name, path: &str) -> Option<String> {
    let name = name.snake();
    let place = |end: &str| path.replace(&format!("/{name}_{end}"), &format!("/{name}{end}"));
    is_device(name).then(|| place(if path.contains(&format!("/{name}_/")) { "/" } else { "." }))
}

fn legal(path: &str) -> ProjectPath {
    ProjectPath::new(path).expect("names of the model are legal in paths")
}

impl Policy {
    fn of(path: &str) -> Self {
        match path {
            "slsgen.yaml" => Self::Spec,
            "docs/workshop.md" | "src/hooks.rs" => Self::Once,
            "Cargo.lock" => Self::Lockfile,
            _ => Self::Merged,
        }
    }
}
