use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use semver::Version;
use serde::Deserialize;

use crate::model::{Frozen, LogicalIds};
use crate::path::ProjectPath;

/// The format of locks that this version writes, and the only one that it reads.
const FORMAT: u32 = 1;

/// `slsgen.lock`: which version generated the project, the logical IDs it is deployed under, and each file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The version of slsgen that generated the project last.
    pub version: Version,
    /// What must not change any more: logical IDs, and orders.
    pub frozen: Frozen,
    /// Each file that slsgen made, and what becomes of it.
    pub files: BTreeMap<ProjectPath, Tracking>,
}

/// What becomes of a file that slsgen made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tracking {
    /// What people change in it is merged with what slsgen changes.
    Merged,
    /// Made once, and theirs since then.
    Once,
    /// Somebody deleted it, and it stays so.
    Deleted,
    /// `Cargo.lock`.
    Lockfile,
}

impl Tracking {
    fn as_str(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Once => "once",
            Self::Deleted => "deleted",
            Self::Lockfile => "lockfile",
        }
    }
}

/// Why a text is no lock.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockProblem {
    /// Not TOML, or not of a lock's shape: what the reader says.
    #[error("it can't be read, at line {line}: {reason}")]
    Unreadable {
        /// Where, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Another format of locks.
    #[error("its format is {0}, and this slsgen reads format {FORMAT}")]
    Format(u32),
    /// A path that is absolute, leads out of the project, or is slsgen's own.
    #[error("`{0}` is not the path of a file that slsgen makes")]
    Path(String),
    /// A logical ID that CloudFormation would refuse.
    #[error("`{0}` is not a logical ID: letters and digits, at most 255")]
    Id(String),
    /// A logical ID that stands for something else in the template.
    #[error("the logical ID `{0}` stands for something else in the template already")]
    TakenId(String),
    /// Not a version number.
    #[error("`{0}` is not a version number")]
    Version(String),
}

/// The part that every format of locks has.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Document {
    #[serde(rename = "format")]
    _format: u32,
    slsgen: String,
    logical_ids: BTreeMap<String, String>,
    #[serde(default)]
    projections: BTreeMap<String, String>,
    files: BTreeMap<String, Tracking>,
}

impl Lock {
    /// The lock of what this version generates.
    #[must_use]
    pub fn now(frozen: Frozen, files: BTreeMap<ProjectPath, Tracking>) -> Self {
        Self { version: Self::this_version().clone(), frozen, files }
    }

    /// The version of slsgen that runs.
    #[must_use]
    pub fn this_version() -> &'static Version {
        static VERSION: LazyLock<Version> =
            LazyLock::new(|| env!("CARGO_PKG_VERSION").parse().expect("cargo takes only version numbers"));
        &VERSION
    }

    /// Reads a lock.
    pub fn read(text: &str) -> Result<Self, LockProblem> {
        let unreadable = |error: toml_edit::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            LockProblem::Unreadable { line, reason: error.message().lines().collect::<Vec<_>>().join("; ") }
        };
        let Head { format } = toml_edit::de::from_str(text).map_err(unreadable)?;
        if format != FORMAT {
            return Err(LockProblem::Format(format));
        }
        let document: Document = toml_edit::de::from_str(text).map_err(unreadable)?;
        let version = document.slsgen.parse().map_err(|_| LockProblem::Version(document.slsgen.clone()))?;
        let is_id = |id: &str| (1..=255).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric());
        if let Some(id) = document.logical_ids.values().find(|id| !is_id(id)) {
            return Err(LockProblem::Id(id.clone()));
        }
        let mut taken: BTreeSet<&str> = LogicalIds::OF_THE_TEMPLATE.into_iter().collect();
        if let Some(id) = document.logical_ids.values().find(|id| !taken.insert(id)) {
            return Err(LockProblem::TakenId(id.clone()));
        }
        let file = |(path, tracking): (String, Tracking)| match ProjectPath::new(&path) {
            Some(legal) if legal.is_generated() => Ok((legal, tracking)),
            _ => Err(LockProblem::Path(path)),
        };
        let files = document.files.into_iter().map(file).collect::<Result<_, _>>()?;
        let order = |(index, names): (String, String)| (index, names.split(' ').map(str::to_owned).collect());
        let frozen = Frozen {
            ids: document.logical_ids.into_iter().collect(),
            projections: document.projections.into_iter().map(order).collect(),
        };
        Ok(Self { version, frozen, files })
    }
}

impl Default for Lock {
    fn default() -> Self {
        Self::now(Frozen::default(), BTreeMap::new())
    }
}

/// One line for each fact, sorted, so that git can merge what two branches changed. Nothing in it needs an escape.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# What slsgen generated. Commit it with .slsgen/, and leave both to slsgen.")?;
        writeln!(f, "format = {FORMAT}\nslsgen = \"{}\"", self.version)?;
        writeln!(f, "\n# Never changed: a new ID would replace the deployed API or table.\n[logical-ids]")?;
        for (what, id) in self.frozen.ids.iter() {
            writeln!(f, "\"{what}\" = \"{id}\"")?;
        }
        let mut orders = self.frozen.projections.iter().peekable();
        if orders.peek().is_some() {
            writeln!(f, "\n# Never changed: another order could build the index anew.\n[projections]")?;
        }
        for (index, names) in orders {
            writeln!(f, "\"{index}\" = \"{}\"", names.join(" "))?;
        }
        writeln!(f, "\n[files]")?;
        for (path, tracking) in &self.files {
            writeln!(f, "\"{path}\" = \"{}\"", tracking.as_str())?;
        }
        Ok(())
    }
}
