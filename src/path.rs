//! Paths of a project's files, which can't lead out of the project.

use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};

/// Whether Windows can't have a file of this name: it stands for a device, whatever follows a dot, and in any case
/// (Microsoft, Naming Files, Paths, and Namespaces).
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = ["com", "lpt"].into_iter().find_map(|port| stem.strip_prefix(port));
    matches!(stem.as_str(), "aux" | "con" | "nul" | "prn")
        || port.is_some_and(|port| matches!(port.as_bytes(), [b'1'..=b'9']))
}

/// The name, with `_` behind it if Windows can't have such a file.
#[must_use]
pub fn portable(name: &str) -> String {
    if is_device(name) { format!("{name}_") } else { name.to_owned() }
}

/// A file inside a project: relative, its parts joined by `/`.
///
/// Each part is made of `A-Z a-z 0-9 . _ -`, does not end in a dot, which Windows drops, and is not `.git`: on every
/// system it names a file inside the project, wherever the text came from. Links are another matter, which whoever
/// reaches the disk looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProjectPath(String);

impl ProjectPath {
    const SPEC: &str = "slsgen.yaml";
    const LOCK: &str = "slsgen.lock";
    /// The folder of the templates that have to be deployed before `template.yaml`.
    const DEPLOY: &str = "deploy";
    /// The folder of what slsgen remembers.
    pub const STATE: &str = ".slsgen";

    /// The folder of the templates that have to be deployed before `template.yaml`: to every stage, or to this one.
    #[must_use]
    pub fn deploy(stage: Option<&str>) -> Self {
        Self(stage.map_or(Self::DEPLOY.to_owned(), |stage| format!("{}/{}", Self::DEPLOY, portable(stage))))
    }

    /// The file of this name in a folder, if it can be one's.
    #[must_use]
    pub fn inside(&self, name: &str) -> Option<Self> {
        Self::new(&format!("{self}/{name}"))
    }

    /// The name of a file that lies right in this folder.
    #[must_use]
    pub fn name_of<'a>(&self, file: &'a Self) -> Option<&'a str> {
        file.0.strip_prefix(&self.0)?.strip_prefix('/').filter(|name| !name.contains('/'))
    }

    /// The spec.
    #[must_use]
    pub fn spec() -> Self {
        Self(Self::SPEC.to_owned())
    }

    /// The lock.
    #[must_use]
    pub fn lock() -> Self {
        Self(Self::LOCK.to_owned())
    }

    /// The SAM template.
    #[must_use]
    pub fn template() -> Self {
        Self("template.yaml".to_owned())
    }

    /// The hooks, which are a person's.
    #[must_use]
    pub fn hooks() -> Self {
        Self("src/hooks.rs".to_owned())
    }

    /// Keeps git from what a run needs and nobody else.
    #[must_use]
    pub fn ignored() -> Self {
        Self(format!("{}/.gitignore", Self::STATE))
    }

    /// What stored items may hold of every spec so far.
    #[must_use]
    pub fn history() -> Self {
        Self(format!("{}/history", Self::STATE))
    }

    /// Whether slsgen keeps a note there, beside the lock and the bases.
    #[must_use]
    pub fn is_note(&self) -> bool {
        [Self::ignored(), Self::history()].contains(self)
    }

    /// The longest path, in bytes: what macOS opens, and far more than slsgen makes.
    const MAX_BYTES: usize = 1_000;

    /// Reads a path; none if it is not one inside a project.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let is_legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let is_part = |part: &str| {
            let is_name = !part.is_empty() && part.chars().all(is_legal) && !part.ends_with('.');
            is_name && !part.eq_ignore_ascii_case(".git")
        };
        let is_path = text.len() <= Self::MAX_BYTES && text.split('/').all(is_part);
        is_path.then(|| Self(text.to_owned()))
    }

    /// Whether it is the lock.
    #[must_use]
    pub fn is_lock(&self) -> bool {
        self.0 == Self::LOCK
    }

    /// Whether it is the spec.
    #[must_use]
    pub fn is_spec(&self) -> bool {
        self.0 == Self::SPEC
    }

    /// Whether slsgen keeps there what it remembers.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.is_lock() || self.0.split('/').next() == Some(Self::STATE)
    }

    /// Whether a project's own file can have this path: it is neither the spec nor what slsgen remembers.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        let first = self.0.split('/').next().unwrap_or_default();
        // Some systems take the case of a name for nothing.
        ![Self::SPEC, Self::LOCK, Self::STATE].iter().any(|own| first.eq_ignore_ascii_case(own))
    }

    /// Where the text that slsgen last generated for this file is kept. The name's end keeps other tools from taking
    /// it for what it is a copy of: a bot that raises versions in a `Cargo.toml`, git in a `.gitattributes`.
    #[must_use]
    pub fn base(&self) -> Self {
        Self(format!("{}/base/{}.base", Self::STATE, self.0))
    }

    /// The folder of all bases.
    #[must_use]
    pub fn bases() -> Self {
        Self(format!("{}/base", Self::STATE))
    }

    /// The file whose base this is; none if it is no base.
    #[must_use]
    pub fn of_base(&self) -> Option<Self> {
        let name = self.0.strip_prefix(Self::STATE)?.strip_prefix("/base/")?.strip_suffix(".base")?;
        Self::new(name).filter(|file| file.is_generated() || file.is_spec())
    }

    /// The path of the file on disk.
    #[must_use]
    pub fn in_folder(&self, project: &Path) -> PathBuf {
        // As people name it: `slsgen.yaml`, not `./slsgen.yaml`.
        if project == Path::new(".") { PathBuf::from(&self.0) } else { project.join(&self.0) }
    }

    /// The folders above the file, the outermost first; the project's own is not among them.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(end, _)| &self.0[..end])
    }

    /// The folder that the file is in, unless that is the project's own, and the file's name there.
    #[must_use]
    pub fn split(&self) -> (Option<&str>, &str) {
        self.0.rsplit_once('/').map_or((None, self.as_str()), |(folder, name)| (Some(folder), name))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for ProjectPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::ProjectPath;

    #[test]
    fn no_path_leads_out_of_the_project() {
        let hostile = [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../x",
            "a/../../x",
            "a/..",
            "./a",
            "a//b",
            "a/",
            "C:/x",
            "C:x",
            "a\\b",
            "\\\\host\\x",
            ".git/hooks/pre-commit",
            "a/.GIT/config",
            ".git./config",
            "...",
            "a./b",
            "a\0b",
            "a\nb",
            "~/x",
            "é",
            "a b",
        ];
        for text in hostile {
            assert_eq!(ProjectPath::new(text), None, "{text:?}");
        }
        for text in ["Cargo.toml", ".gitignore", ".github/workflows/ci.yml", "src/a-b_c/item.rs", "..a/..b"] {
            assert!(ProjectPath::new(text).is_some(), "{text:?}");
        }
        assert!(ProjectPath::new(&"a/".repeat(500)[..999]).is_some());
        assert_eq!(ProjectPath::new(&"a/a".repeat(334)), None);
    }

    #[test]
    fn a_base_tells_whose_it_is() {
        for text in ["slsgen.yaml", "README.md", "src/notes/item.rs", "a.base"] {
            let path = ProjectPath::new(text).expect("it is one");
            assert_eq!(path.base().of_base(), Some(path));
        }
        for text in ["README.md", ".slsgen/base/README.md", ".slsgen/base/slsgen.lock.base", ".slsgen/basement/a.base"]
        {
            assert_eq!(ProjectPath::new(text).expect("it is one").of_base(), None, "{text}");
        }
    }
}
