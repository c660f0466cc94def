//! What clients send by mistake or on purpose: values at and beyond each bound, and in every odd notation.

mod body;
mod head;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) use body::{damage, spoil};
pub(super) use head::{cursor, limit, media_type, parameter, tags};

use crate::random::Random;

/// Values by kind.
static VALUES: LazyLock<BTreeMap<&str, Vec<String>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("values.json")).expect("they are JSON"));

/// A value of a kind.
pub(super) fn one_of(random: &mut Random, kind: &str) -> String {
    let values = &VALUES[kind];
    values[random.below(values.len())].clone()
}
