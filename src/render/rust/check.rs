//! Checks of what a body or a map holds.

use serde::Serialize;

use super::rules;
use crate::model::{Attribute, Name, Resource};
use crate::render::layout;

/// A check of a member by a method of `Problems`.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    method: &'static str,
    wire: String,
    field: String,
    /// The function with the rule; none where the method itself is one.
    rule: Option<String>,
}

impl Check {
    pub(super) fn new(method: &'static str, name: &Name, rule: Option<String>) -> Self {
        Self { method, wire: layout::string(name.as_str()), field: name.field(), rule }
    }

    /// The check of an attribute by its rule, where it has one.
    pub(super) fn of_attribute(method: &'static str, resource: &Resource, attribute: &Attribute) -> Option<Self> {
        let rule = rules::rule_of(resource, resource.item.as_str(), attribute)?;
        Some(Self::new(method, &attribute.name, Some(rule)))
    }
}
