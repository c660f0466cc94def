use crate::merge::Conflict;

/// What happens to a file. Texts have `\n` line ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// It is as generated, and stays so.
    Same,
    /// A person changed it, slsgen did not: it stays as it is.
    Edited,
    /// It holds already what is generated now.
    Recorded,
    /// It is the person's since it was made.
    Theirs,
    /// It is new.
    Create(String),
    /// Nobody changed it: it becomes what is generated now.
    Replace(String),
    /// Both changed it, and the changes go together.
    Merge(String),
    /// Both changed the same lines, and a person has decided beforehand.
    Resolve(String),
    /// Both changed the same lines, and both versions are written between markers.
    Mark(String),
    /// It was deleted, and comes back.
    Restore(String),
    /// Nobody changed it, and it is no longer part of the project.
    Delete,
    /// It was deleted, and stays so. What was to be said of it has been said if `known`.
    StaysDeleted {
        /// The lock says so already.
        known: bool,
        /// What it would hold has changed since, and that is done nowhere.
        held_back: bool,
    },
    /// It was deleted, and is no longer part of the project.
    Forget,
    /// It is no longer part of the project, but a person changed it: it stays, and slsgen leaves it alone.
    Untrack,
    /// A `Cargo.lock` that cargo has changed, and that cargo has to bring up to date.
    LockfileBehind,
    /// A person must decide.
    Conflict(Conflicting),
}

/// Why a person must decide.
#[derive(Debug, Clone, PartialEq)]
pub enum Conflicting {
    /// Both changed the same lines.
    Lines(Conflict),
    /// It holds the markers of a conflict, the first at this line, between which a person has yet to decide.
    Marked(usize),
    /// There is a file that slsgen did not make, where it would make one.
    InTheWay,
    /// There is something that can't be merged: "a link", "a folder".
    NotText(&'static str),
}

impl Action {
    /// The text that is written, if one is.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Create(text)
            | Self::Replace(text)
            | Self::Merge(text)
            | Self::Resolve(text)
            | Self::Mark(text)
            | Self::Restore(text) => Some(text),
            Self::Same
            | Self::Edited
            | Self::Recorded
            | Self::Theirs
            | Self::Delete
            | Self::StaysDeleted { .. }
            | Self::Forget
            | Self::Untrack
            | Self::LockfileBehind
            | Self::Conflict(_) => None,
        }
    }
}
