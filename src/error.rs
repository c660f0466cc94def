//! Why a command failed, a problem of the spec itself aside: those are diagnostics.
//!
//! Every room above can fail with it, so it knows none of them: paths, words, and the reasons that others give.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::shell;

/// Why something can't be used, as the room that read it says.
type Reason = Box<dyn std::error::Error + Send + Sync>;

/// A failure, with all that its message needs. The message is one line: a line end in it is part of a name.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused.
    #[error("could not {tried} {path}: {source}")]
    Io {
        /// What was tried, as in "could not … PATH".
        tried: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// A file is there already, and nothing is ever overwritten.
    #[error("{0} exists, and slsgen never overwrites a file")]
    Exists(PathBuf),
    /// The folder of a new project holds more than `.git`.
    #[error("{folder} is not empty: it holds {}", first_of(holds))]
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// What else it holds; never empty.
        holds: Vec<OsString>,
    },
    /// A spec whose routes are not enough for a workshop.
    #[error("--workshop goes along three routes of one table, and {0} has no such table")]
    NoWorkshop(PathBuf),
    /// A link where a folder was to be.
    #[error("{0} is a link; name the folder that it points to")]
    Link(PathBuf),
    /// Something else where a folder was to be.
    #[error("{0} is in the way: it is not a folder")]
    NotAFolder(PathBuf),
    /// A path that does not end in a name, such as `missing/..`.
    #[error("{0} does not end in the name of a folder")]
    NoName(PathBuf),
    /// Another run is writing there.
    #[error("another slsgen is writing to {0}")]
    Busy(PathBuf),
    /// A folder without a lock: slsgen did not make what is in it, or an old version did.
    #[error("{0} holds no slsgen.lock, so it is not a project that slsgen can update")]
    NotAProject(PathBuf),
    /// A lock that can't be used.
    #[error("slsgen can't use {path}: {problem}")]
    Lock {
        /// The lock.
        path: PathBuf,
        /// Why not.
        problem: Reason,
    },
    /// Conflict markers in a lock or a base.
    #[error("{path}:{line} holds conflict markers of a merge")]
    Markers {
        /// The project.
        project: PathBuf,
        /// The file.
        path: PathBuf,
        /// The first marker's line, from 1.
        line: usize,
    },
    /// A lock or a base that is no text file.
    #[error("{path} is {what}, and slsgen reads only text files there")]
    BadState {
        /// The project.
        project: PathBuf,
        /// The file.
        path: PathBuf,
        /// What it is: "a link".
        what: &'static str,
        /// What makes it so: the file itself, or a folder above it.
        obstacle: PathBuf,
    },
    /// A file that tells nothing of what is deployed.
    #[error("{path}: {problem}")]
    Deployed {
        /// The file.
        path: PathBuf,
        /// Why not.
        problem: Reason,
    },
    /// A spec that is no plain file.
    #[error("{path} is {what}, and slsgen reads only plain files of a project")]
    NotPlain {
        /// The spec.
        path: PathBuf,
        /// What it is: "a link".
        what: &'static str,
        /// Where it can be moved, as nothing is there.
        aside: PathBuf,
        /// The spec that was generated last.
        last: PathBuf,
    },
    /// A project without a spec.
    #[error("{path} is missing")]
    NoSpec {
        /// Where it was to be.
        path: PathBuf,
        /// The spec that was generated last.
        last: PathBuf,
    },
    /// Files that are too long, all together.
    #[error("the files that slsgen made in {folder} have more than {megabytes} MB together, and it reads no more")]
    TooMuch {
        /// The project.
        folder: PathBuf,
        /// How much it reads.
        megabytes: usize,
    },
    /// The spec that was generated last is not there.
    #[error("{path} is missing")]
    NoBase {
        /// The project.
        project: PathBuf,
        /// Where the spec was to be.
        path: PathBuf,
    },
    /// The history lacks what the last spec stores.
    #[error("{path} lacks what the last spec stores, so lines of it are lost")]
    HistoryLacks {
        /// The project.
        project: PathBuf,
        /// Where the history is.
        path: PathBuf,
    },
    /// The spec that was generated last can't be read by this version.
    #[error("{path} is not valid for this version of slsgen")]
    BaseUnread {
        /// Where that spec is.
        path: PathBuf,
    },
    /// A project that a newer slsgen generated.
    #[error("{path} was written by slsgen {version}, which is newer than this one, {}", env!("CARGO_PKG_VERSION"))]
    NewerProject {
        /// The lock.
        path: PathBuf,
        /// The newer version.
        version: String,
    },
    /// An update was interrupted, and nobody works at the project now.
    #[error("an update of {0} was interrupted")]
    Interrupted(PathBuf),
    /// A record of an update that can't be used.
    #[error("{0} is not a record of an update")]
    Journal(PathBuf),
    /// A file that was to be written has changed since it was read; nothing was written.
    #[error("{0} has changed while slsgen was at work; nothing was updated")]
    Changed(PathBuf),
    /// A folder on the way to a file is none.
    #[error("{path} is in the way: slsgen writes into folders only, and follows no link")]
    InTheWay {
        /// What is there.
        path: PathBuf,
        /// Where it can be moved, as nothing is there.
        aside: PathBuf,
    },
    /// No earlier spec stored the attribute, or it was forgotten already.
    #[error("no earlier spec is known to have stored {attribute} in the table {table}")]
    NothingToForget {
        /// The table.
        table: String,
        /// The attribute.
        attribute: String,
    },
    /// A path that leads to no folder.
    #[error("there is no project at {0}")]
    NoProjectAt(PathBuf),
    /// A file that is not there.
    #[error("there is no file {path}")]
    NoFile {
        /// As given.
        path: PathBuf,
        /// One beside it that may be meant.
        near: Option<PathBuf>,
    },
    /// A folder where a spec was to be.
    #[error("{0} is a folder, and a spec is a file")]
    IsFolder(PathBuf),
    /// A name that no spec has.
    #[error("{0} is not the name of a spec, which is a YAML file")]
    NotYaml(PathBuf),
    /// A folder that is not there.
    #[error("there is no folder {0}")]
    NoFolder(PathBuf),
    /// No spec is named, and there is no project around.
    #[error("there is no slsgen.yaml here, and no project around")]
    NoSpecNamed,
    /// Standard input is to be corrected.
    #[error("--fix writes into a file, and standard input is not one")]
    FixOfStdin,
    /// A word that is no command.
    #[error("there is no command {0}")]
    NoCommand(String),
    /// A word that no page is about.
    #[error("{what} is neither a code nor a key of a spec")]
    NothingToExplain {
        /// As given.
        what: String,
        /// What may be meant.
        near: Option<String>,
    },
    /// There is no update to take back.
    #[error("there is no update of {0} to take back")]
    NothingToUndo(PathBuf),
    /// A path on the command line that is no file of the project's.
    #[error("{path} is not {wanted}")]
    NotAFile {
        /// As given.
        path: String,
        /// What it ought to be: "a deleted file of the project".
        wanted: &'static str,
        /// The command's option, with what was most likely meant.
        near: Option<String>,
    },
    /// Nobody reads standard output any more.
    #[error("standard output is closed")]
    Closed,
    /// Standard output failed.
    #[error("could not write to standard output: {0}")]
    Output(#[source] io::Error),
    /// The spec is invalid, which has been reported.
    #[error("the spec is invalid")]
    InvalidSpec,
    /// The project is behind its spec, which has been reported.
    #[error("the project is behind its spec")]
    Pending,
    /// A person must decide, which has been reported.
    #[error("a person must decide")]
    Conflict,
    /// A change is dangerous and not approved, which has been reported.
    #[error("a dangerous change is not approved")]
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

    /// What to do about it, line by line. A line that begins with spaces is a command to type.
    #[must_use]
    pub fn advice(&self) -> Vec<String> {
        let lines = |lines: &[&str]| lines.iter().map(ToString::to_string).collect();
        match self {
            Self::Occupied { .. } => lines(&[
                "a new project needs a folder that is absent or empty, or that holds only .git and its slsgen.yaml",
            ]),
            Self::NoFile { near: Some(near), .. } => vec![format!("{} is there", near.display())],
            Self::NoFile { near: None, .. } => lines(&["`slsgen init FILE` writes a starter spec"]),
            Self::IsFolder(path) => {
                vec![format!("name the spec in it, such as {}", shell::path(&path.join("slsgen.yaml")))]
            }
            Self::NotAFile { near: Some(near), .. } => vec![format!("write `{near}`")],
            Self::NothingToExplain { near: Some(near), .. } => vec![format!("`slsgen explain {near}`")],
            Self::NothingToExplain { near: None, .. } => {
                lines(&["`slsgen explain` lists the codes, and `slsgen explain spec` the keys"])
            }
            Self::NotYaml(path) => vec![format!(
                "`slsgen init {}` writes a file, and in a folder that is there, slsgen writes slsgen.yaml",
                shell::path(&path.with_extension("yaml"))
            )],
            Self::NoFolder(path) => command("make it:", format!("mkdir -p {}", shell::path(path))),
            Self::NoProjectAt(_) => lines(&["name its folder or its slsgen.yaml, or run the command inside it"]),
            Self::NoSpecNamed => lines(&["name the spec: `slsgen validate FILE`"]),
            Self::NoWorkshop(_) => lines(&[
                "it needs a POST that creates an item, a GET that reads it, and a GET that lists the whole table",
            ]),
            Self::NothingToForget { .. } => {
                lines(&[".slsgen/history has a line for each attribute that a spec stored: TABLE ATTRIBUTE FORM"])
            }
            Self::NotAProject(_) => lines(&[
                "`slsgen new FILE` makes one; a lock that was deleted is in version control, or else `slsgen repair` rebuilds it",
            ]),
            Self::Lock { path, .. } => take_it_back(None, path.parent().unwrap_or(Path::new(""))),
            Self::BadState { project, obstacle, .. } => take_it_back(Some(obstacle), project),
            Self::NoBase { project, .. } => take_it_back(None, project),
            Self::HistoryLacks { project, .. } => {
                let mut lines = command(
                    "take it from version control, as nothing else knows what earlier specs stored:",
                    format!("{} HEAD -- .slsgen/history", git("checkout", project)),
                );
                lines.push(String::new());
                lines.push("if it is lost, `slsgen repair` begins it anew with the last spec".to_owned());
                lines
            }
            Self::BaseUnread { path } => {
                command("this command tells what is wrong with it:", format!("slsgen validate {}", shell::path(path)))
            }
            Self::Markers { project, .. } => {
                let mut lines = command(
                    "resolve slsgen.yaml and the files that people edited; then take one side of the rest, which slsgen \
                     wrote, and let an update add what the other side had:",
                    format!(
                        "{} --theirs -- $({} -l '^<<<<<<< ') && {}",
                        git("checkout", project),
                        git("grep", project),
                        shell::slsgen("update", project)
                    ),
                );
                lines.push(String::new());
                lines.extend(
                    [
                        "markers of more than seven signs come from renames that git guessed: put slsgen.yaml aside, and \
                         merge anew by `git merge -X find-renames=100%`",
                        "if the markers are committed, take .slsgen from a commit before them; `slsgen repair` rebuilds \
                         slsgen.lock from it",
                    ]
                    .map(str::to_owned),
                );
                lines
            }
            Self::NotPlain { path, aside, last, .. } => {
                let copy = shell::cp(last, path);
                command(
                    "put a plain file in its place, such as the spec of the last update:",
                    format!("{} && {copy}", shell::mv(path, aside)),
                )
            }
            Self::NoSpec { path, last } => {
                command("take it from version control; this is the spec of the last update:", shell::cp(last, path))
            }
            Self::NewerProject { version, .. } => {
                vec![format!("work on it with {version} or newer: slsgen never goes back")]
            }
            Self::Interrupted(project) => {
                let mut lines = command(
                    "put back what it had written and start anew, or only put it back:",
                    shell::slsgen("update", project),
                );
                lines.push(format!("    {}", shell::slsgen("undo", project)));
                lines
            }
            Self::Journal(path) => command("remove it:", format!("rm -r {}", shell::path(path))),
            Self::InTheWay { path, aside } => command("move it away:", shell::mv(path, aside)),
            _ => Vec::new(),
        }
    }
}

/// What to do about a lock or a base that is of no use. git leaves alone what it doesn't know.
fn take_it_back(obstacle: Option<&PathBuf>, project: &Path) -> Vec<String> {
    let remove = obstacle.map(|path| format!("rm -r {} && ", shell::path(path))).unwrap_or_default();
    let checkout = format!("{remove}{} HEAD -- slsgen.lock .slsgen", git("checkout", project));
    command("take it from version control:", checkout)
}

fn command(what: &str, typed: impl fmt::Display) -> Vec<String> {
    vec![what.to_owned(), String::new(), format!("    {typed}")]
}

fn git(command: &str, project: &Path) -> String {
    let is_here = project == Path::new("") || project == Path::new(".");
    if is_here { format!("git {command}") } else { format!("git -C {} {command}", shell::path(project)) }
}

/// The first name, and how many more there are; there is one.
fn first_of(names: &[OsString]) -> String {
    let first = Path::new(&names[0]).display();
    match names.len() - 1 {
        0 => first.to_string(),
        more => format!("{first} and {more} more"),
    }
}
