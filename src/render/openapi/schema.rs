//! JSON Schema's own object, as far as a project needs it.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Number, Value};

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schema {
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub(super) reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<Kinds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content_encoding: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) not: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) all_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min_length: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_length: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min_items: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_items: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) unique_items: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) properties: Option<IndexMap<String, Schema>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) required: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) property_names: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) additional_properties: Option<Additional>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) read_only: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) write_only: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) examples: Vec<Value>,
}

/// JSON's types.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
    Null,
}

/// The type of a value, or the types it may have.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Kinds {
    One(Kind),
    Many(Vec<Kind>),
}

/// What an object may hold besides its properties.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Additional {
    Any(bool),
    As(Box<Schema>),
}

impl Schema {
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind: Some(Kinds::One(kind)), ..Self::default() }
    }

    pub(super) fn string(format: &'static str) -> Self {
        Self { format: Some(format), ..Self::of(Kind::String) }
    }

    /// What the components hold under this name.
    pub(super) fn component(name: &str) -> Self {
        Self { reference: Some(format!("#/components/schemas/{name}")), ..Self::default() }
    }

    pub(super) fn list(items: Self) -> Self {
        Self { items: Some(Box::new(items)), ..Self::of(Kind::Array) }
    }

    /// A schema without a type takes null already.
    pub(super) fn or_null(mut self) -> Self {
        if let Some(Kinds::One(kind)) = self.kind {
            self.kind = Some(Kinds::Many(vec![kind, Kind::Null]));
            if !self.values.is_empty() {
                self.values.push(Value::Null);
            }
        }
        self
    }
}
