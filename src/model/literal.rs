/// A value written in the spec, already of its attribute's type.
#[derive(Debug, Clone)]
pub enum Literal {
    /// JSON null; only within `json`.
    Null,
    /// A string, enum value, canonical uuid, ulid, date, timestamp or base64 text.
    String(String),
    /// An `i64`.
    Integer(i64),
    /// An `f64`.
    Number(f64),
    /// The plain text of a decimal.
    Decimal(String),
    /// True or false.
    Boolean(bool),
    /// Of a `list`, a `set` or `json`.
    List(Vec<Literal>),
    /// Of a `map` or `json`, in the order of the spec.
    Map(Vec<(String, Literal)>),
}

/// The order of a map's keys means nothing.
impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::String(a), Self::String(b)) | (Self::Decimal(a), Self::Decimal(b)) => a == b,
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Map(a), Self::Map(b)) => a.len() == b.len() && a.iter().all(|entry| b.contains(entry)),
            _ => false,
        }
    }
}
