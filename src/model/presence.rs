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
