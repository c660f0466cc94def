use std::fmt::Write;

/// Which side decides a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The person's text.
    Ours,
    /// The newly generated text.
    Theirs,
}

/// A place where both sides changed the same lines, or lines side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The first line in `ours`, from 1.
    pub line: usize,
    /// What the person has there.
    pub ours: String,
    /// What was generated there before.
    pub base: String,
    /// What is generated there now.
    pub theirs: String,
}

/// A part of a merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Both sides agree on it, or only one has changed it.
    Settled(String),
    /// A person has to decide.
    Open(Hunk),
}

/// The merged text, if no piece is open.
pub(super) fn settled(pieces: &[Piece]) -> Option<String> {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Settled(text) => Some(text.as_str()),
        Piece::Open(_) => None,
    });
    texts.collect()
}

/// A merge that a person has to finish: what is settled and what is not, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pieces: Vec<Piece>,
}

impl Conflict {
    /// None if no piece is open.
    pub(super) fn new(pieces: Vec<Piece>) -> Option<Self> {
        let is_open = settled(&pieces).is_none();
        is_open.then_some(Self { pieces })
    }

    /// All of a text that differs, as one hunk between what does not.
    pub(super) fn whole(before: String, hunk: Hunk, after: String) -> Self {
        Self { pieces: vec![Piece::Settled(before), Piece::Open(hunk), Piece::Settled(after)] }
    }

    /// How many lines a person has to look at.
    pub(super) fn open_lines(&self) -> usize {
        self.hunks().map(|hunk| hunk.ours.lines().count() + hunk.theirs.lines().count()).sum()
    }

    /// Each place that is to be decided; there is at least one.
    pub fn hunks(&self) -> impl Iterator<Item = &Hunk> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Settled(_) => None,
            Piece::Open(hunk) => Some(hunk),
        })
    }

    /// The text with every hunk between markers, as `git merge-file --diff3` writes them.
    #[must_use]
    pub fn with_markers(&self) -> String {
        self.pieces.iter().fold(String::new(), |text, piece| match piece {
            Piece::Settled(settled) => text + settled,
            Piece::Open(hunk) => mark(text, hunk),
        })
    }

    /// The text with every hunk decided for one side.
    #[must_use]
    pub fn resolved(&self, side: Side) -> String {
        let texts = self.pieces.iter().map(|piece| match (piece, side) {
            (Piece::Settled(text), _) => text.as_str(),
            (Piece::Open(hunk), Side::Ours) => &hunk.ours,
            (Piece::Open(hunk), Side::Theirs) => &hunk.theirs,
        });
        texts.collect()
    }
}

/// Appends a hunk between markers, each of which is a line of its own whatever the hunk's text ends with.
fn mark(mut text: String, hunk: &Hunk) -> String {
    let parts = [
        ("<<<<<<< yours", hunk.ours.as_str()),
        ("||||||| generated before", &hunk.base),
        ("=======", &hunk.theirs),
        (">>>>>>> generated now", ""),
    ];
    for (marker, part) in parts {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let _ = write!(text, "{marker}\n{part}");
    }
    text
}
