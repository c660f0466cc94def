//! Functions of the generated crate that say what the spec says of one value.

use serde::Serialize;

use super::rules::Rule;
use super::value::DefaultValue;
use crate::model::Name;

/// What `function.rs.j2` prints: a function that checks a value, or one that returns it.
#[derive(Debug, Serialize)]
pub(super) struct Function {
    /// The attribute, as a part of the function's name.
    attribute: String,
    rule: Option<Rule>,
    default: Option<DefaultValue>,
}

impl Function {
    /// The function that checks a value of the attribute.
    pub(super) fn check(attribute: &Name, rule: Rule) -> Self {
        Self { attribute: attribute.suffix().to_owned(), rule: Some(rule), default: None }
    }

    /// The function that returns the attribute's default.
    pub(super) fn default(attribute: &Name, default: DefaultValue) -> Self {
        Self { attribute: attribute.suffix().to_owned(), rule: None, default: Some(default) }
    }
}
