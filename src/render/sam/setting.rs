use serde::Serialize;

use super::scalar::Scalar;

/// A key of the template with its value.
#[derive(Debug, Serialize)]
pub(super) struct Setting {
    name: &'static str,
    value: Scalar,
}

impl Setting {
    pub(super) fn text(name: &'static str, text: &str) -> Self {
        Self { name, value: Scalar::text(text) }
    }

    pub(super) fn expression(name: &'static str, expression: impl Into<String>) -> Self {
        Self { name, value: Scalar::expression(expression) }
    }

    pub(super) fn flag(name: &'static str, flag: bool) -> Self {
        Self { name, value: Scalar::flag(flag) }
    }

    pub(super) fn integer(name: &'static str, number: u32) -> Self {
        Self { name, value: Scalar::integer(number) }
    }

    pub(super) fn number(name: &'static str, number: f64) -> Self {
        Self { name, value: Scalar::number(number) }
    }
}
