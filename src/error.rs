//! Why a command failed, a problem of the spec itself aside: those are diagnostics.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fmt, io};

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
    /// Nobody reads standard output any more.
    Closed,
    /// Standard output failed.
    Output(io::Error),
    /// The spec is invalid, which has been reported.
    InvalidSpec,
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
            Self::Closed => write!(f, "standard output is closed"),
            Self::Output(source) => write!(f, "could not write to standard output: {source}"),
            Self::InvalidSpec => write!(f, "the spec is invalid"),
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
