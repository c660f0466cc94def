use super::Literal;

/// Whether a value has to be there.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Every item holds it. Key attributes and generated ones are required.
    Required,
    /// An item may lack it.
    Optional,
    /// Every item holds it; this value where a client gave none.
    Default(Literal),
}

impl Presence {
    /// Whether every item holds it, and a client has to give it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        *self == Self::Required
    }

    /// Whether an item may lack it.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        *self == Self::Optional
    }

    /// The value where a client gave none, if there is one.
    #[must_use]
    pub fn default(&self) -> Option<&Literal> {
        match self {
            Self::Default(value) => Some(value),
            Self::Required | Self::Optional => None,
        }
    }
}
