//! Merge patches (RFC 7396).

use serde::Serialize;
use serde_json::{Map, Value};

use super::body::Problems;
#[cfg(feature = "merge")]
use super::body::read_member;
use super::error::Error;
#[cfg(feature = "merge")]
use super::json::FromJson;
use crate::dynamodb::{Attributes, Expression, Stored};

/// What a merge patch says of a member: nothing, a value, or null.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Change<T> {
    #[default]
    Keep,
    Set(T),
    Remove,
}

/// Whether a patch says anything of a member.
pub fn is_given<T>(change: &Change<T>) -> bool {
    !matches!(change, Change::Keep)
}

/// Merges a patch into a value, checks the result, and writes it if `found`, the item that the value
/// was read from, still holds the same.
#[cfg(feature = "merge")]
pub fn merge<T: Stored + Serialize + FromJson>(
    update: &mut Expression,
    found: &Attributes,
    name: &str,
    stored: Option<&T>,
    change: &Change<Value>,
    check: fn(&T, &mut Problems),
) -> Result<(), Error> {
    match change {
        Change::Keep => {}
        Change::Remove => update.remove_attribute(name),
        Change::Set(patch) => {
            let mut value = serde_json::to_value(stored).map_err(Error::internal)?;
            apply(&mut value, patch);
            match found.get(name) {
                Some(stored) => update.unchanged(name, stored),
                None => update.absent(name),
            }
            update.set(name, &read_member(name, value, check)?);
        }
    }
    Ok(())
}

#[cfg(feature = "merge")]
fn apply(target: &mut Value, patch: &Value) {
    let Value::Object(members) = patch else {
        target.clone_from(patch);
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    if let Value::Object(object) = target {
        for (name, change) in members {
            if change.is_null() {
                object.remove(name);
            } else {
                apply(object.entry(name).or_insert(Value::Null), change);
            }
        }
    }
}

#[cfg(test)]
mod tests;
