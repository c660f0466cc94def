//! Why a command failed, a problem of the spec itself aside: those are diagnostics.
//!
//! Every room above can fail with it, so it knows none of them: paths, words, and the reasons that others give.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why something can't be used, as the room that read it says.
type Reason = Box<dyn std::error::Error + Send + Sync>;

/// A failure, with all that its message needs.
#[derive(Debug)]
pub enum Error {
    /// The system refused.
    Io {
        /// What was tried, as in "could not … PATH".
        tried: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// A file is there already, and nothing is ever overwritten.
    Exists(PathBuf),
    /// The folder of a new project holds more than `.git`.
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// What else it holds; never empty.
        holds: Vec<OsString>,
    },
    /// A link where a folder was to be.
    Link(PathBuf),
    /// Something else where a folder was to be.
    NotAFolder(PathBuf),
    /// A path that does not end in a name, such as `missing/..`.
    NoName(PathBuf),
    /// Another run is writing there.
    Busy(PathBuf),
    /// A folder without a lock: slsgen did not make what is in it, or an old version did.
    NotAProject(PathBuf),
    /// A lock that can't be used.
    Lock {
        /// The lock.
        path: PathBuf,
        /// Why not.
        problem: Reason,
    },
    /// Conflict markers in a lock or a base.
    Markers {
        /// The file.
        path: PathBuf,
        /// The first marker's line, from 1.
        line: usize,
    },
    /// A lock or a base that is no text file.
    BadState {
        /// The file.
        path: PathBuf,
        /// What it is: "a link".
        what: &'static str,
    },
    /// A file that tells nothing of what is deployed.
    Deployed {
        /// The file.
        path: PathBuf,
        /// Why not.
        problem: Reason,
    },
    /// The spec that was generated last is not there.
    NoBase(PathBuf),
    /// A project that a newer slsgen generated.
    NewerProject {
        /// The lock.
        path: PathBuf,
        /// The newer version.
        version: String,
    },
    /// An update was interrupted, and nobody works at the project now.
    Interrupted(PathBuf),
    /// A record of an update that can't be used.
    Journal(PathBuf),
    /// A file that was to be written has changed since it was read; nothing was written.
    Changed(PathBuf),
    /// A folder on the way to a file is none.
    InTheWay(PathBuf),
    /// There is no update to take back.
    NothingToUndo(PathBuf),
    /// A path on the command line that is no file of the project's.
    NotAFile {
        /// As given.
        path: String,
        /// What it ought to be: "a deleted file of the project".
        wanted: &'static str,
    },
    /// Nobody reads standard output any more.
    Closed,
    /// Standard output failed.
    Output(io::Error),
    /// The spec is invalid, which has been reported.
    InvalidSpec,
    /// The project is behind its spec, which has been reported.
    Pending,
    /// A person must decide, which has been reported.
    Conflict,
    /// A change is dangerous and not approved, which has been reported.
    NotApproved,
}

impl Error {
    /// Names what was tried, and on which path.
    pub(crate) fn io(tried: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { tried, path: path.to_owned(), source }
    }

    /// A failure to write to standard output.
    pub(crate) fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Output(error) }
    }
}

/// What to do about a lock or a base that is of no use.
const TAKE_IT_BACK: &str = "take it from version control, as `git checkout HEAD -- slsgen.lock .slsgen` does";

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { tried, path, source } => write!(f, "could not {tried} {}: {source}", path.display()),
            Self::Exists(path) => write!(f, "{} exists, and slsgen never overwrites a file", path.display()),
            Self::Occupied { folder, holds } => {
                let first = Path::new(&holds[0]).display();
                write!(f, "{} is not empty: it holds {first}", folder.display())?;
                match holds.len() - 1 {
                    0 => {}
                    more => write!(f, " and {more} more")?,
                }
                write!(f, "\na new project needs a folder that is absent, empty or holds only .git")
            }
            Self::Link(path) => write!(f, "{} is a link; name the folder that it points to", path.display()),
            Self::NotAFolder(path) => write!(f, "{} is in the way: it is not a folder", path.display()),
            Self::NoName(path) => write!(f, "{} does not end in the name of a folder", path.display()),
            Self::Busy(path) => write!(f, "another slsgen is writing to {}", path.display()),
            Self::NotAProject(folder) => write!(
                f,
                "{} holds no slsgen.lock, so it is no project that slsgen can update\n\
                 `slsgen new --spec FILE` makes one; with a lock that was deleted, take it from version control",
                folder.display()
            ),
            Self::Lock { path, problem } => {
                write!(f, "{} is no use: {problem}\n{TAKE_IT_BACK}", path.display())
            }
            Self::Markers { path, line } => write!(
                f,
                "{}:{line} holds conflict markers of a merge\n\
                 resolve slsgen.yaml and the files that people edited; then `git checkout --theirs -- .` takes one side of \
                 the rest, which slsgen wrote, and `slsgen update` adds what the other side had",
                path.display()
            ),
            Self::BadState { path, what } => {
                write!(f, "{} is {what}, and slsgen reads only text files there\n{TAKE_IT_BACK}", path.display())
            }
            Self::Deployed { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::NoBase(path) => {
                write!(
                    f,
                    "{} is missing; take it from version control, as `git checkout -- .slsgen` does",
                    path.display()
                )
            }
            Self::NewerProject { path, version } => write!(
                f,
                "{} was written by slsgen {version}, which is newer than this one, {}\n\
                 work on it with {version} or newer: slsgen never goes back",
                path.display(),
                env!("CARGO_PKG_VERSION")
            ),
            Self::Interrupted(folder) => write!(
                f,
                "an update of {} was interrupted\n\
                 `slsgen update` puts back what it had written and starts anew; `slsgen undo` only puts it back",
                folder.display()
            ),
            Self::Journal(path) => write!(f, "{} is no record of an update; remove it", path.display()),
            Self::Changed(path) => {
                write!(f, "{} has changed while slsgen was at work; nothing was updated", path.display())
            }
            Self::InTheWay(path) => {
                write!(f, "{} is in the way: slsgen writes into folders only, and follows no link", path.display())
            }
            Self::NothingToUndo(folder) => write!(f, "there is no update of {} to take back", folder.display()),
            Self::NotAFile { path, wanted } => write!(f, "{path} is not {wanted}"),
            Self::Closed => write!(f, "standard output is closed"),
            Self::Output(source) => write!(f, "could not write to standard output: {source}"),
            Self::InvalidSpec => write!(f, "the spec is invalid"),
            Self::Pending => write!(f, "the project is behind its spec"),
            Self::Conflict => write!(f, "a person must decide"),
            Self::NotApproved => write!(f, "a dangerous change is not approved"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Output(source) => Some(source),
            _ => None,
        }
    }
}
