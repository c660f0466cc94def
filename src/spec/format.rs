//! What may stand where in a spec, as its schema says.

use std::sync::LazyLock;

use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform as _};
use serde_json::{Map, Value};

use super::service::Spec;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| schema().to_value());

/// The JSON Schema of a spec.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = schemars::schema_for!(Spec);
    RecursiveTransform(list_words).transform(&mut schema);
    schema
}

/// Lists words with their meanings beside them. Where each word is a schema of its own, an editor shows for a key what its
/// word means, and not what the key is for.
fn list_words(schema: &mut Schema) {
    let Some(forms) = schema.get("oneOf").and_then(Value::as_array) else { return };
    let of_each = |member: &str| forms.iter().map(|form| form.get(member).cloned()).collect::<Option<Vec<_>>>();
    let (Some(words), Some(meanings)) = (of_each("const"), of_each("description")) else { return };
    schema.remove("oneOf");
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), words.into());
    schema.insert("enumDescriptions".to_owned(), meanings.into());
}

/// Whether any mapping of the format has a key.
pub(super) fn is_key(word: &str) -> bool {
    let types = SCHEMA["$defs"].as_object().into_iter().flat_map(Map::values).chain([&*SCHEMA]);
    types.filter_map(|kind| kind["properties"].as_object()).any(|keys| keys.contains_key(word))
}

/// What a value may be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Allowed {
    /// A mapping of keys that the format has.
    pub(super) keys: Option<Keys>,
    /// A mapping of names that its author chose, to such values.
    pub(super) entries: Option<&'static Value>,
    /// A list of such values.
    pub(super) items: Option<&'static Value>,
    /// One of a few words.
    pub(super) words: Option<Words>,
    /// Any text.
    pub(super) text: bool,
    /// A number.
    pub(super) number: bool,
    /// `true` or `false`.
    pub(super) boolean: bool,
}

/// The keys of a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// The type that reads it, such as `TableSpec`.
    pub(super) of: &'static str,
    /// What each key's value may be.
    pub(super) values: &'static Map<String, Value>,
}

/// A few words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// The type that reads them, such as `Generator`.
    pub(super) of: &'static str,
    schema: &'static Value,
}

impl Keys {
    /// The keys by themselves.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        self.values.keys().map(String::as_str)
    }
}

impl Words {
    /// The words by themselves.
    pub(super) fn list(self) -> Vec<&'static str> {
        self.schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

impl Allowed {
    /// What the schema of a value allows.
    pub(super) fn by(schema: &'static Value) -> Self {
        let mut allowed = Self::default();
        allowed.add("", schema);
        allowed
    }

    /// Whether a text can be such a value, right or wrong.
    pub(super) fn takes_text(&self) -> bool {
        self.text || self.words.is_some()
    }

    /// What a type of the format may be.
    pub(super) fn by_name(name: &'static str) -> Self {
        let mut allowed = Self::default();
        allowed.add(name, if name == "Spec" { &SCHEMA } else { &SCHEMA["$defs"][name] });
        allowed
    }

    fn add(&mut self, name: &'static str, schema: &'static Value) {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.add(name, &SCHEMA["$defs"][name]);
        }
        if schema.get("enum").is_some() {
            self.words = Some(Words { of: name, schema });
            return;
        }
        for one in schema["anyOf"].as_array().into_iter().flatten() {
            self.add(name, one);
        }
        match schema["type"].as_str() {
            Some("object") => match schema["properties"].as_object() {
                Some(values) => self.keys = Some(Keys { of: name, values }),
                None => self.entries = schema.get("additionalProperties"),
            },
            Some("array") => self.items = schema.get("items"),
            Some("string") => self.text = true,
            Some("integer" | "number") => self.number = true,
            Some("boolean") => self.boolean = true,
            _ => {}
        }
    }
}
