//! Keys that a client gives: a script makes a new one for each run, so that no run meets what an
//! earlier one left behind.

use serde::Serialize;
use serde_json::Value;

use super::variable;
use crate::contract::answer;
use crate::contract::wire;
use crate::model::{Attribute, Resource, Shape};
use crate::render::example::{self, Slot, Which};

/// A key attribute, and how a script makes a value of it.
#[derive(Serialize)]
pub(super) struct UniqueKey {
    /// The attribute's name.
    pub(super) name: String,
    /// The variable for paths.
    variable: String,
    binary: bool,
    value: Recipe,
}

/// What the script does; each is one branch in the template, and arguments are JSON.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Recipe {
    /// Letters and digits, between two lengths.
    Text {
        min: u32,
        max: u32,
    },
    /// One of the characters of each string in a list.
    Slots {
        slots: Value,
    },
    /// One of a list.
    Choice {
        values: Value,
    },
    /// A whole number, from the first one on.
    Number {
        from: i64,
        count: i64,
    },
    /// A time from this one on, in milliseconds since 1970.
    Timestamp {
        from: i64,
    },
    // With braces: a variant without any would be a string to the template, and its branch not taken.
    Date {},
    Uuid {},
    Bytes {
        count: u32,
    },
    /// A number: as a string, which holds what no number of JavaScript does.
    Fixed {
        value: String,
    },
}

/// The key attributes that need a new value for each item; none where slsgen fills in a random one.
pub(super) fn unique_keys(resource: &Resource) -> Vec<UniqueKey> {
    if answer::has_random_key(resource) {
        return Vec::new();
    }
    let given = resource.table.key.attributes().filter(|attribute| attribute.generate.is_none());
    given.map(|attribute| unique(resource, attribute)).collect()
}

fn unique(resource: &Resource, attribute: &Attribute) -> UniqueKey {
    UniqueKey {
        name: attribute.name.to_string(),
        variable: variable(resource, attribute),
        binary: matches!(attribute.shape, Shape::Binary(_)),
        value: recipe(resource, attribute),
    }
}

impl UniqueKey {
    /// Whether there are so few values that two runs may well choose the same one.
    pub(super) fn is_scarce(&self) -> bool {
        const MANY: f64 = 1e6;
        let values = match &self.value {
            Recipe::Text { max, .. } => 16_f64.powf(f64::from(*max)),
            Recipe::Slots { slots } => {
                let counts =
                    slots.as_array().into_iter().flatten().filter_map(Value::as_str).map(|s| s.chars().count());
                counts.fold(1.0, |product, count| product * f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
            }
            Recipe::Number { count, .. } => return *count < 1_000_000,
            Recipe::Bytes { count } => 256_f64.powf(f64::from(*count)),
            Recipe::Timestamp { .. } | Recipe::Uuid {} => return false,
            Recipe::Choice { .. } | Recipe::Date {} | Recipe::Fixed { .. } => return true,
        };
        values < MANY
    }
}

/// 2026, and 2100 for what ends an item's life.
const SOON: i64 = 1_767_225_600_000;
const FAR: i64 = 4_102_444_800_000;

fn recipe(resource: &Resource, attribute: &Attribute) -> Recipe {
    let example = || wire::json(&example::attribute(resource, attribute, Which::Original));
    let fixed = || Recipe::Fixed { value: Value::String(example().to_string()).to_string() };
    match &attribute.shape {
        Shape::String { length, pattern } => {
            let slots = pattern.as_deref().and_then(|pattern| example::slots(pattern, *length, Which::Original));
            match slots {
                Some(slots) => Recipe::Slots { slots: slots.iter().map(characters).collect() },
                None => Recipe::Text { min: length.min.unwrap_or(1), max: length.max.unwrap_or(32) },
            }
        }
        Shape::Enum { values, .. } => {
            Recipe::Choice { values: values.iter().map(|value| value.wire.as_str()).collect() }
        }
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) => match example::whole_numbers(&attribute.shape) {
            Some((from, count)) => Recipe::Number { from, count },
            None => fixed(),
        },
        Shape::Timestamp(_) => Recipe::Timestamp { from: if resource.is_ttl(attribute) { FAR } else { SOON } },
        Shape::Date => Recipe::Date {},
        Shape::Uuid => Recipe::Uuid {},
        Shape::Ulid => {
            let digit = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
            Recipe::Slots { slots: std::iter::once("0").chain(std::iter::repeat_n(digit, 25)).collect() }
        }
        Shape::Binary(length) => {
            Recipe::Bytes { count: length.min.unwrap_or(0).max(12).min(length.max.unwrap_or(u32::MAX)) }
        }
        Shape::Boolean | Shape::Json | Shape::List { .. } | Shape::Set { .. } | Shape::Map(_) => fixed(),
    }
}

fn characters(slot: &Slot) -> Value {
    slot.characters().iter().collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::unique_keys;

    #[test]
    fn a_key_between_close_bounds_keeps_all_its_digits() {
        let spec = "{ name: shelf, table: { partition_key: price }, routes: [POST /shelf], attributes:
            { price: { type: decimal, minimum: 12345678901234567890.25, maximum: 12345678901234567890.75 } } }";
        let service = crate::load("spec.yaml", spec.as_bytes()).service.expect("the spec is valid");
        let keys = unique_keys(&service.resources[0]);
        let value = serde_json::to_value(&keys[0].value).expect("a view is serialised");
        assert_eq!(value, json!({ "fixed": { "value": "\"12345678901234567890.25\"" } }));
    }
}
