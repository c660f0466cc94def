/// A value written in the spec, already of its attribute's type.
#[derive(Debug, Clone, PartialEq)]
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
