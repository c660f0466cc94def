//! What a project's folder holds, read once and before anything is decided.
//!
//! Only what slsgen made or would make is looked at. A link is never followed, neither at a file nor on the way to it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::baseline::{Baseline, Lock};
use crate::error::Error;
use crate::fs::{self, Found};
use crate::path::ProjectPath;
use crate::plan::merge;

/// The longest file that is read, in bytes: far more than slsgen makes, or a person writes.
const MAX_BYTES: usize = 16 << 20;

/// What is at the path of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnDisk {
    /// Nothing.
    Absent,
    /// A text, as it is on disk.
    Text(String),
    /// Something that can't be merged, and what it is: "a link", "a folder".
    Other(&'static str),
}

/// A project as it is on disk.
#[derive(Debug)]
pub struct Snapshot {
    /// The project's folder, as the user named it.
    pub folder: PathBuf,
    /// What was generated last.
    pub baseline: Baseline,
    /// Each file that was looked at, slsgen's own among them.
    pub files: BTreeMap<ProjectPath, OnDisk>,
    /// What is at the paths of the folders above them; each is looked at once.
    folders: BTreeMap<String, OnTheWay>,
}

/// What is on the way to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnTheWay {
    Nothing,
    Folder,
    Other(&'static str),
}

impl Snapshot {
    /// Reads the lock and what it names.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut snapshot = Self {
            folder: folder.to_owned(),
            baseline: Baseline::default(),
            files: BTreeMap::new(),
            folders: BTreeMap::new(),
        };
        snapshot.baseline.lock = snapshot.lock()?;
        snapshot.look_at(&ProjectPath::ignored())?;
        let with_base: Vec<_> = snapshot.baseline.lock.files.keys().cloned().chain([ProjectPath::spec()]).collect();
        for path in with_base {
            let base = path.base();
            match snapshot.look_at(&base)? {
                OnDisk::Absent | OnDisk::Other(_) => {}
                OnDisk::Text(text) => {
                    if let Some(line) = merge::marker(text) {
                        return Err(Error::Markers { path: base.in_folder(folder), line });
                    }
                    let text = unix(text).into_owned();
                    snapshot.baseline.texts.insert(path.clone(), text);
                }
            }
            snapshot.look_at(&path)?;
        }
        Ok(snapshot)
    }

    fn lock(&mut self) -> Result<Lock, Error> {
        let path = ProjectPath::lock();
        let on_disk = path.in_folder(&self.folder);
        match self.look_at(&path)? {
            OnDisk::Absent | OnDisk::Other(_) => Err(Error::NotAProject(self.folder.clone())),
            OnDisk::Text(text) => {
                if let Some(line) = merge::marker(text) {
                    return Err(Error::Markers { path: on_disk, line });
                }
                let lock = Lock::read(text).map_err(|problem| Error::Lock { path: on_disk.clone(), problem })?;
                if lock.version > Lock::this_version() {
                    return Err(Error::NewerProject { path: on_disk, version: lock.version.to_string() });
                }
                Ok(lock)
            }
        }
    }

    /// Looks at what a plan may write besides.
    pub fn look_at_each<'a>(&mut self, paths: impl IntoIterator<Item = &'a ProjectPath>) -> Result<(), Error> {
        for path in paths {
            self.look_at(path)?;
            self.look_at(&path.base())?;
        }
        Ok(())
    }

    /// Looks at the templates that earlier updates left to be deployed.
    pub fn look_at_deployments(&mut self) -> Result<(), Error> {
        let folder = self.folder.join(ProjectPath::DEPLOY);
        if !fs::kind(&folder)?.is_some_and(|kind| kind.is_dir()) {
            return Ok(());
        }
        for name in fs::names(&folder)? {
            let path = name.to_str().and_then(|name| ProjectPath::new(&format!("{}{name}", ProjectPath::DEPLOY)));
            if let Some(path) = path {
                self.look_at(&path)?;
            }
        }
        Ok(())
    }

    /// What lies in `deploy/`, sorted.
    pub fn deployments(&self) -> impl Iterator<Item = &ProjectPath> {
        self.files.keys().filter(|path| path.as_str().starts_with(ProjectPath::DEPLOY))
    }

    /// Fails if something else than a text is where slsgen keeps its own.
    fn look_at(&mut self, path: &ProjectPath) -> Result<&OnDisk, Error> {
        if !self.files.contains_key(path) {
            let found = self.find(path)?;
            if let OnDisk::Other(what) = found
                && path.is_own()
            {
                return Err(Error::BadState { path: path.in_folder(&self.folder), what });
            }
            self.files.insert(path.clone(), found);
        }
        Ok(&self.files[path])
    }

    fn find(&mut self, path: &ProjectPath) -> Result<OnDisk, Error> {
        for above in path.folders() {
            match self.on_the_way(above)? {
                OnTheWay::Folder => {}
                OnTheWay::Nothing => return Ok(OnDisk::Absent),
                OnTheWay::Other(what) => return Ok(OnDisk::Other(what)),
            }
        }
        Ok(match fs::look(&path.in_folder(&self.folder), MAX_BYTES)? {
            Found::Nothing => OnDisk::Absent,
            Found::Folder => OnDisk::Other("a folder"),
            Found::Link => OnDisk::Other("a link"),
            Found::Special => OnDisk::Other("no ordinary file"),
            Found::File(bytes) if bytes.len() > MAX_BYTES => OnDisk::Other("too large"),
            Found::File(bytes) => String::from_utf8(bytes).map_or(OnDisk::Other("not UTF-8 text"), OnDisk::Text),
        })
    }

    fn on_the_way(&mut self, folder: &str) -> Result<OnTheWay, Error> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(*known);
        }
        let found = match fs::kind(&self.folder.join(folder))? {
            None => OnTheWay::Nothing,
            Some(kind) if kind.is_dir() => OnTheWay::Folder,
            Some(kind) if kind.is_symlink() => OnTheWay::Other("in a folder that is a link"),
            Some(_) => OnTheWay::Other("below something that is no folder"),
        };
        self.folders.insert(folder.to_owned(), found);
        Ok(found)
    }

    /// What is at a path that was looked at.
    #[must_use]
    pub fn on_disk(&self, path: &ProjectPath) -> &OnDisk {
        self.files.get(path).unwrap_or(&OnDisk::Absent)
    }
}

/// The text with `\n` for line ends: how git checks a file out is no edit.
#[must_use]
pub fn unix(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// The text with the line ends that another one has.
#[must_use]
pub fn with_line_ends_of(text: &str, model: &str) -> String {
    let windows = model.matches("\r\n").count();
    if windows * 2 > model.matches('\n').count() { text.replace('\n', "\r\n") } else { text.to_owned() }
}
