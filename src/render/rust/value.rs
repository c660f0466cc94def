//! A literal of the spec as Rust code.

use std::f64::consts;

use serde::Serialize;

use crate::contract::wire;
use crate::model::{Decimal, Literal, MAX_DIGITS, Shape};
use crate::render::layout;

/// What `function.rs.j2` prints of a default.
#[derive(Debug, Serialize)]
pub(super) struct DefaultValue {
    #[serde(rename = "type")]
    ty: String,
    /// An expression, unless the value is written as JSON.
    value: Option<String>,
    /// A literal.
    json: Option<String>,
}

/// A default of the type, which validation has checked against its shape.
pub(super) fn default(ty: String, shape: &Shape, literal: &Literal) -> DefaultValue {
    let value = expression(shape, literal);
    let json = value.is_none().then(|| layout::string(&wire::json(literal).to_string()));
    DefaultValue { ty, value, json }
}

/// The literal as an expression, where Rust has one for the shape.
fn expression(shape: &Shape, value: &Literal) -> Option<String> {
    match (shape, value) {
        (Shape::Enum { type_name, values }, Literal::String(text)) => {
            let variant = values.iter().find(|value| value.wire == *text).map_or("", |value| &value.variant);
            Some(format!("{type_name}::{variant}"))
        }
        (Shape::String { .. }, Literal::String(text)) => Some(format!("{}.to_owned()", layout::string(text))),
        (Shape::Integer(_), Literal::Integer(n)) => Some(n.to_string()),
        (Shape::Number(_), Literal::Number(n)) => Some(number(*n).trim_matches(['(', ')']).to_owned()),
        (Shape::Decimal(_), Literal::Decimal(text)) => Some(decimal(text)),
        (Shape::Boolean, Literal::Boolean(flag)) => Some(flag.to_string()),
        _ => None,
    }
}

/// An `f64`. What looks like a mathematical constant is written as a quotient, which is the same number, as clippy
/// would take it for one.
pub(super) fn number(value: f64) -> String {
    const CONSTANTS: [f64; 16] = [
        consts::E,
        consts::PI,
        consts::TAU,
        consts::FRAC_1_PI,
        consts::FRAC_1_SQRT_2,
        consts::FRAC_2_PI,
        consts::FRAC_2_SQRT_PI,
        consts::FRAC_PI_2,
        consts::FRAC_PI_3,
        consts::FRAC_PI_4,
        consts::LN_2,
        consts::LN_10,
        consts::LOG10_2,
        consts::LOG10_E,
        consts::LOG2_10,
        consts::LOG2_E,
    ];
    let text = format!("{value:?}");
    let digits = text.trim_start_matches('-');
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let alike = |constant: &f64| constant.to_string().starts_with(digits) || format!("{constant:.decimals$}") == digits;
    let near = [consts::SQRT_2, consts::FRAC_PI_6, consts::FRAC_PI_8];
    if decimals > 1 && CONSTANTS.iter().chain(&near).any(alike) {
        return format!("({}.0 / 1{}.0)", text.replace('.', "").trim_start_matches('0'), "0".repeat(decimals));
    }
    text
}

/// A `Decimal`, by its digits and how many of them stand after the point. An `i128` holds all significant digits, and not
/// all zeros behind them.
pub(super) fn decimal(text: &str) -> String {
    let (digits, exponent) = Decimal::parse(text).expect("a decimal of the model is one").scientific();
    match usize::try_from(exponent) {
        Ok(zeros) if digits.len() + zeros <= MAX_DIGITS => format!("Decimal::new({digits}{}, 0)", "0".repeat(zeros)),
        _ => format!("Decimal::new({digits}, {})", -exponent),
    }
}
