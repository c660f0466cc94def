use serde::Serialize;

use super::super::yaml;

/// A scalar of the template, escaped by its type: a key or a value in block style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Scalar(String);

impl Scalar {
    /// A string, whatever it holds.
    pub(super) fn text(text: &str) -> Self {
        Self(yaml::text(text))
    }

    /// An expression such as `!Ref Stage`, which stands there as it is.
    pub(super) fn expression(expression: impl Into<String>) -> Self {
        Self(expression.into())
    }

    /// A boolean.
    pub(super) fn flag(flag: bool) -> Self {
        Self(flag.to_string())
    }

    /// A whole number.
    pub(super) fn integer(number: u32) -> Self {
        Self(number.to_string())
    }

    /// A number with a fraction.
    pub(super) fn number(number: f64) -> Self {
        Self(number.to_string())
    }
}
