/// DynamoDB's types of key attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the variants are DynamoDB's own")]
pub enum KeyType {
    String,
    Number,
    Binary,
}

impl KeyType {
    /// As in `AttributeDefinitions`: `S`, `N` or `B`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "S",
            Self::Number => "N",
            Self::Binary => "B",
        }
    }
}
