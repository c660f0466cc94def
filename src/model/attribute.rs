use super::{Name, Presence, Shape};

/// A top-level attribute of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The name on the wire and in DynamoDB, to the letter, and its Rust forms.
    pub name: Name,
    /// Its type with the constraints on its value.
    pub shape: Shape,
    /// Whether an item holds it.
    pub presence: Presence,
    /// Filled by the function, never by a client.
    pub generate: Option<Generate>,
    /// Can't change after creation.
    pub immutable: bool,
    /// Stored, and never returned.
    pub private: bool,
    /// The names under which items were stored before, the oldest first; they are read under each.
    pub renamed_from: Vec<Name>,
    /// Free text from the spec; may hold any character.
    pub description: Option<String>,
}

impl Attribute {
    /// An attribute of which a spec says nothing more.
    pub(crate) fn plain(name: Name, shape: Shape, presence: Presence) -> Self {
        Self {
            name,
            shape,
            presence,
            generate: None,
            immutable: false,
            private: false,
            renamed_from: Vec::new(),
            description: None,
        }
    }

    /// Every name under which stored items may have it, the present one first and the oldest last.
    pub fn stored_names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.name).chain(self.renamed_from.iter().rev())
    }

    /// Whether stored items may have it under another name.
    #[must_use]
    pub fn is_renamed(&self) -> bool {
        !self.renamed_from.is_empty()
    }
}

/// How the function fills an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generate {
    /// A random UUID, at creation.
    UuidV4,
    /// A time-ordered UUID, at creation.
    UuidV7,
    /// A ULID, at creation.
    Ulid,
    /// The time of creation.
    Created,
    /// The time of the last write.
    Updated,
    /// 1 at creation, one more with each write.
    Version,
    /// The claim of the token that says who the caller is, at creation: see [`Owner`](super::Owner).
    Owner,
}
