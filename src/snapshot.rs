//! What a project's folder holds, read once and before anything is decided.
//!
//! Only what slsgen made or would make is looked at. A link is never followed, neither at a file nor on the way to it.
//! Knows nothing of what is done with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::baseline::{Baseline, Lock};
use crate::change::History;
use crate::error::Error;
use crate::fs::{Below, Folder, Found, Kind};
use crate::path::ProjectPath;
use crate::source::Source;
use crate::text::{self, Language, unix};

/// The longest file that is read, in bytes: more than slsgen makes of the longest spec, or a person writes.
pub(crate) const MAX_BYTES: usize = 8 << 20;

/// The longest lock, which has a line for each file.
const MAX_LOCK_BYTES: usize = 1 << 20;

/// What is read of a project in all, in bytes: a few kilobytes hold the name of many files that are long.
const MAX_BYTES_IN_ALL: usize = 256 << 20;

/// Files and folders beside the generated ones that are looked at, at most.
const MAX_OWN_FILES: usize = 10_000;

/// Folders that are held open at most, so that no project uses up what the system allows.
const MAX_OPEN_FOLDERS: usize = 64;

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
    root: Folder,
    /// What is at the paths of the folders above them.
    folders: BTreeMap<String, OnTheWay>,
    /// The folders above files that are none, by file.
    obstacles: BTreeMap<ProjectPath, ProjectPath>,
    /// How many bytes may still be read.
    allowance: usize,
}

/// What is on the way to a file.
#[derive(Debug, Clone)]
enum OnTheWay {
    Nothing,
    Folder(Folder),
    Other {
        /// What the files below it are: "in a folder that is a link".
        what: &'static str,
        at: ProjectPath,
    },
}

impl Snapshot {
    /// Reads the lock and what it names.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut snapshot = Self::of_lock(folder)?;
        snapshot.look_at(&ProjectPath::ignored())?;
        if let OnDisk::Text(history) = snapshot.look_at(&ProjectPath::history())? {
            let history = History::read(history);
            snapshot.baseline.history = history;
        }
        let with_base: Vec<_> = snapshot.baseline.lock.files.keys().cloned().chain([ProjectPath::spec()]).collect();
        for path in with_base {
            snapshot.look_at_with_base(&path)?;
        }
        Ok(snapshot)
    }

    /// Reads the lock alone.
    pub fn of_lock(folder: &Path) -> Result<Self, Error> {
        let mut snapshot = Self::empty(folder)?;
        snapshot.baseline.lock = snapshot.lock()?;
        Ok(snapshot)
    }

    fn empty(folder: &Path) -> Result<Self, Error> {
        Ok(Self {
            folder: folder.to_owned(),
            baseline: Baseline::default(),
            files: BTreeMap::new(),
            root: Folder::open(folder)?,
            folders: BTreeMap::new(),
            obstacles: BTreeMap::new(),
            allowance: MAX_BYTES_IN_ALL,
        })
    }

    /// Reads what is remembered beside the lock, and what that is of.
    pub fn without_lock(folder: &Path) -> Result<Self, Error> {
        let mut snapshot = Self::empty(folder)?;
        snapshot.look_at(&ProjectPath::lock())?;
        if let OnDisk::Text(history) = snapshot.look_at(&ProjectPath::history())? {
            snapshot.baseline.history = History::read(history);
        }
        for path in snapshot.with_base()? {
            snapshot.look_at_with_base(&path)?;
        }
        Ok(snapshot)
    }

    /// Each file that has a base.
    fn with_base(&mut self) -> Result<Vec<ProjectPath>, Error> {
        let (mut found, mut folders) = (Vec::new(), vec![ProjectPath::bases()]);
        while let Some(at) = folders.pop() {
            let OnTheWay::Folder(folder) = self.on_the_way(at.as_str())? else { continue };
            for name in folder.names()? {
                let Some(path) = name.to_str().and_then(|name| at.inside(name)) else { continue };
                if let Some(path) = path.of_base() {
                    found.push(path);
                } else if folder.kind(&name)? == Some(Kind::Folder) {
                    folders.push(path);
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// The bytes of the spec: one more than a spec may have, if there are more.
    pub fn spec(&self) -> Result<Vec<u8>, Error> {
        self.bytes_of_spec(&ProjectPath::spec())
    }

    /// As [`spec`](Self::spec), of the one that was generated last.
    pub fn spec_of_before(&self) -> Result<Vec<u8>, Error> {
        self.bytes_of_spec(&ProjectPath::spec().base())
    }

    fn bytes_of_spec(&self, path: &ProjectPath) -> Result<Vec<u8>, Error> {
        let (above, name) = path.split();
        let found = self.root.find(above)?.map_or(Ok(Found::Nothing), |folder| folder.look(name, Source::MAX_BYTES))?;
        let [on_disk, last] = [path, &ProjectPath::spec().base()].map(|path| path.in_folder(&self.folder));
        match found {
            Found::File(bytes) => Ok(bytes),
            Found::Nothing => Err(Error::NoSpec { path: on_disk, last }),
            Found::Other(kind) => {
                Err(Error::NotPlain { path: on_disk, what: kind.words(), aside: self.aside(path), last })
            }
        }
    }

    fn look_at_with_base(&mut self, path: &ProjectPath) -> Result<(), Error> {
        if self.baseline.texts.contains_key(path) {
            return Ok(());
        }
        let base = path.base();
        if let OnDisk::Text(text) = self.look_at(&base)? {
            if let Some(line) = text::marker(text) {
                return Err(Error::Markers { project: self.folder.clone(), path: base.in_folder(&self.folder), line });
            }
            let text = unix(text).into_owned();
            self.baseline.texts.insert(path.clone(), text);
        }
        self.look_at(path)?;
        Ok(())
    }

    fn lock(&mut self) -> Result<Lock, Error> {
        let path = ProjectPath::lock();
        let on_disk = path.in_folder(&self.folder);
        match self.look_at(&path)? {
            OnDisk::Absent | OnDisk::Other(_) => Err(Error::NotAProject(self.folder.clone())),
            OnDisk::Text(text) => {
                if let Some(line) = text::marker(text) {
                    return Err(Error::Markers { project: self.folder.clone(), path: on_disk, line });
                }
                let lock = Lock::read(text)
                    .map_err(|problem| Error::Lock { path: on_disk.clone(), problem: problem.into() })?;
                if lock.version > *Lock::this_version() {
                    return Err(Error::NewerProject { path: on_disk, version: lock.version.to_string() });
                }
                Ok(lock)
            }
        }
    }

    /// Looks at what a plan may write besides. It may have been generated by another branch, whose lock a merge has not
    /// kept: then the base tells what a person changed.
    pub fn look_at_each<'a>(&mut self, paths: impl IntoIterator<Item = &'a ProjectPath>) -> Result<(), Error> {
        for path in paths {
            self.look_at_with_base(path)?;
        }
        Ok(())
    }

    /// Looks at the templates that earlier updates left to be deployed: to every stage, or to this one.
    pub fn look_at_deployments(&mut self, stage: Option<&str>) -> Result<(), Error> {
        let deploy = ProjectPath::deploy(stage);
        let OnTheWay::Folder(folder) = self.on_the_way(deploy.as_str())? else {
            return Ok(());
        };
        for name in folder.names()? {
            let template = name.to_str().filter(|name| Path::new(name).extension().is_some_and(|end| end == "yaml"));
            if let Some(path) = template.and_then(|name| deploy.inside(name)) {
                self.look_at(&path)?;
            }
        }
        Ok(())
    }

    /// Looks at the Rust files that people wrote beside the generated ones.
    pub fn look_at_rust(&mut self) -> Result<(), Error> {
        let top = ["src", "tests", "examples", "benches"].into_iter().filter_map(ProjectPath::new);
        let mut folders: Vec<ProjectPath> = top.collect();
        let mut left = MAX_OWN_FILES;
        while let Some(at) = folders.pop() {
            let OnTheWay::Folder(folder) = self.on_the_way(at.as_str())? else { continue };
            for name in folder.names()? {
                let Some(path) = name.to_str().and_then(|name| at.inside(name)) else { continue };
                left = left.saturating_sub(1);
                if left == 0 {
                    return Ok(());
                }
                if Language::of(path.as_str()) == Language::Rust {
                    self.look_at(&path)?;
                } else if folder.kind(&name)? == Some(Kind::Folder) {
                    folders.push(path);
                }
            }
        }
        Ok(())
    }

    /// Fails if no file can be written into this folder of the project.
    pub fn check_fits_in(&self, folder: &ProjectPath) -> Result<(), Error> {
        self.root.find(Some(folder.as_str())).map(drop)
    }

    /// What was looked at and lies right in a folder, sorted.
    pub fn files_in(&self, folder: &ProjectPath) -> impl Iterator<Item = &ProjectPath> {
        self.files.keys().filter(|path| folder.name_of(path).is_some())
    }

    /// Fails if something else than a text is where slsgen keeps its own.
    fn look_at(&mut self, path: &ProjectPath) -> Result<&OnDisk, Error> {
        if !self.files.contains_key(path) {
            let found = self.find(path)?;
            if let OnDisk::Other(what) = found
                && path.is_own()
            {
                let on_disk = |path: &ProjectPath| path.in_folder(&self.folder);
                let (path, obstacle) = (on_disk(path), on_disk(self.obstacle(path)));
                return Err(Error::BadState { project: self.folder.clone(), path, what, obstacle });
            }
            self.files.insert(path.clone(), found);
        }
        Ok(&self.files[path])
    }

    fn find(&mut self, path: &ProjectPath) -> Result<OnDisk, Error> {
        let (above, name) = path.split();
        let folder = match above.map(|above| self.on_the_way(above)).transpose()? {
            None => self.root.clone(),
            Some(OnTheWay::Folder(folder)) => folder,
            Some(OnTheWay::Nothing) => return Ok(OnDisk::Absent),
            Some(OnTheWay::Other { what, at }) => {
                self.obstacles.insert(path.clone(), at);
                return Ok(OnDisk::Other(what));
            }
        };
        let limit = if path.is_lock() { MAX_LOCK_BYTES } else { MAX_BYTES };
        let bytes = match folder.look(name, limit.min(self.allowance))? {
            Found::Nothing => return Ok(OnDisk::Absent),
            Found::Other(kind) => return Ok(OnDisk::Other(kind.words())),
            Found::File(bytes) => bytes,
        };
        if bytes.len() > limit {
            return Ok(OnDisk::Other("too large"));
        }
        let too_much = || Error::TooMuch { folder: self.folder.clone(), megabytes: MAX_BYTES_IN_ALL >> 20 };
        self.allowance = self.allowance.checked_sub(bytes.len()).ok_or_else(too_much)?;
        Ok(String::from_utf8(bytes).map_or(OnDisk::Other("not UTF-8 text"), OnDisk::Text))
    }

    /// What is at the path of a folder. Each is looked at once, or once more if many others have been since.
    fn on_the_way(&mut self, folder: &str) -> Result<OnTheWay, Error> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let (above, name) = folder.rsplit_once('/').map_or((None, folder), |(above, name)| (Some(above), name));
        let around = match above.map(|above| self.on_the_way(above)).transpose()? {
            None => self.root.clone(),
            Some(OnTheWay::Folder(around)) => around,
            Some(other) => return Ok(other),
        };
        let found = match around.below(name)? {
            Below::Nothing => OnTheWay::Nothing,
            Below::Folder(folder) => OnTheWay::Folder(folder),
            Below::Other(kind) => {
                let is_link = kind == Kind::Link;
                let what = if is_link { "in a folder that is a link" } else { "below something that is not a folder" };
                OnTheWay::Other { what, at: ProjectPath::new(folder).expect("it begins a path") }
            }
        };
        if self.folders.len() >= MAX_OPEN_FOLDERS {
            self.folders.clear();
        }
        self.folders.insert(folder.to_owned(), found.clone());
        Ok(found)
    }

    /// What is at a path that was looked at.
    #[must_use]
    pub fn on_disk(&self, path: &ProjectPath) -> &OnDisk {
        self.files.get(path).unwrap_or(&OnDisk::Absent)
    }

    /// What keeps a file from being written, if something does: the file itself, or a folder above it that is none.
    pub(crate) fn obstacle<'a>(&'a self, path: &'a ProjectPath) -> &'a ProjectPath {
        self.obstacles.get(path).unwrap_or(path)
    }

    /// Where what is at a path can be moved, as nothing is there.
    pub(crate) fn aside(&self, path: &ProjectPath) -> PathBuf {
        let (above, name) = path.split();
        let path = path.in_folder(&self.folder);
        match self.root.find(above) {
            Ok(Some(folder)) => path.with_file_name(folder.aside(name.as_ref())),
            Ok(None) | Err(_) => path.with_added_extension("aside"),
        }
    }
}
