//! Merge patches (RFC 7396).

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde_json::{Map, Value};

use super::body::{Problems, read_member};
use super::error::Error;
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
            let mut merged = read_member::<T>(name, value, check)?.to_stored();
            match found.get(name) {
                Some(found) => {
                    update.unchanged(name, found);
                    if let Some(stored) = stored {
                        keep_unread(&mut merged, found, &stored.to_stored());
                    }
                }
                None => update.absent(name),
            }
            update.set(name, &merged);
        }
    }
    Ok(())
}

/// Takes over the members of a stored map that are not read, as an earlier version had them.
fn keep_unread(merged: &mut AttributeValue, found: &AttributeValue, read: &AttributeValue) {
    let (AttributeValue::M(merged), AttributeValue::M(found), AttributeValue::M(read)) =
        (merged, found, read)
    else {
        return;
    };
    for (name, found) in found {
        match read.get(name) {
            None => {
                merged.entry(name.clone()).or_insert_with(|| found.clone());
            }
            Some(read) => {
                if let Some(merged) = merged.get_mut(name) {
                    keep_unread(merged, found, read);
                }
            }
        }
    }
}

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
