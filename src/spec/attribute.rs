use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Field, Value};

/// A type alone, or a mapping that says more.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename = "$attribute")]
#[schemars(rename = "Attribute", untagged)]
#[expect(missing_docs, reason = "the variants are the forms of YAML")]
pub enum AttributeForm {
    Text(Type),
    Mapping(Box<AttributeSpec>),
}

/// The types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// A floating-point number.
    Number,
    /// An exact decimal number of up to 38 digits.
    Decimal,
    /// True or false.
    Boolean,
    /// A moment, RFC 3339.
    Timestamp,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A UUID.
    Uuid,
    /// A ULID.
    Ulid,
    /// Bytes, base64 on the wire.
    Binary,
    /// Any JSON.
    Json,
    /// An ordered list of `items`.
    List,
    /// A set of `items`: string, integer, decimal or binary.
    Set,
    /// An object with `attributes` of its own.
    Map,
}

/// An attribute: its type, the constraints on its values, and who fills it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["type"]))]
pub struct AttributeSpec {
    /// The type of its values.
    #[serde(rename = "type")]
    #[schemars(extend("examples" = ["string"]))]
    pub kind: Field<Type>,
    /// The type of each element of a list or set.
    #[schemars(extend("examples" = ["string"]))]
    pub items: Field<AttributeForm>,
    /// The attributes of a map.
    #[schemars(extend("examples" = [{ "street": "string", "city": "string" }]))]
    pub attributes: Field<Entries<AttributeForm>>,
    /// Every item holds it; false by default.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub required: Field<bool>,
    /// The value where a client gives none.
    #[schemars(extend("examples" = ["open"]))]
    pub default: Field<Value>,
    /// The only values of a string.
    #[serde(rename = "enum")]
    #[schemars(extend("examples" = [["open", "closed"]]))]
    pub values: Field<Vec<Field<String>>>,
    /// The least length of a string in characters, of a binary in bytes.
    #[schemars(extend("examples" = [1]))]
    pub min_length: Field<u32>,
    /// The greatest length of a string in characters, of a binary in bytes.
    #[schemars(extend("examples" = [100]))]
    pub max_length: Field<u32>,
    /// A regular expression to be found in a string.
    #[schemars(extend("examples" = ["^[A-Z]{2}$"]))]
    pub pattern: Field<String>,
    /// The least number.
    #[schemars(with = "f64")]
    #[schemars(extend("examples" = [0]))]
    pub minimum: Field<Value>,
    /// The greatest number.
    #[schemars(with = "f64")]
    #[schemars(extend("examples" = [5]))]
    pub maximum: Field<Value>,
    /// How a timestamp is stored; `nanoseconds` by default, and `epoch_seconds` for the table's `ttl`.
    #[schemars(extend("examples" = ["epoch_seconds"]))]
    pub stored: Field<StoredWord>,
    /// The least number of elements.
    #[schemars(extend("examples" = [1]))]
    pub min_items: Field<u32>,
    /// The greatest number of elements.
    #[schemars(extend("examples" = [10]))]
    pub max_items: Field<u32>,
    /// What it is for.
    #[schemars(extend("examples" = ["When the book is due"]))]
    pub description: Field<String>,
    /// It can't change after creation; false by default. Top-level attributes only.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub immutable: Field<bool>,
    /// It is stored and never returned; false by default. Top-level attributes only.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub private: Field<bool>,
    /// The function fills it, never a client. Top-level attributes only.
    #[schemars(extend("examples" = ["created"]))]
    pub generate: Field<Generator>,
    /// What it was called before, the oldest name first: stored items are read under each. Top-level attributes only.
    #[schemars(extend("examples" = [["note", "remark"]]))]
    pub renamed_from: Field<FormerNames>,
}

/// A name, or several.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename = "$names")]
#[schemars(rename = "FormerNames", untagged)]
#[expect(missing_docs, reason = "the variants are the forms of YAML")]
pub enum FormerNames {
    Text(String),
    List(Vec<Field<String>>),
}

/// How a timestamp is stored. Text is UTC with `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StoredWord {
    /// Text with nine digits of a second.
    Nanoseconds,
    /// Text with three digits of a second.
    Milliseconds,
    /// Text without parts of a second.
    Seconds,
    /// The number of seconds since 1970.
    EpochSeconds,
    /// The number of milliseconds since 1970.
    EpochMilliseconds,
}

/// How the function fills an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Generator {
    /// A random UUID.
    UuidV4,
    /// A time-ordered UUID.
    UuidV7,
    /// A ULID.
    Ulid,
    /// The time of creation.
    Created,
    /// The time of the last write.
    Updated,
    /// 1 at creation, one more with each write.
    Version,
}
