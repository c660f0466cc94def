//! A literal of the spec as Rust code.

use std::f64::consts;

use super::rules::Function;
use crate::contract::wire;
use crate::model::{Literal, Name, Shape};
use crate::render::layout;

/// The function that returns an attribute's default.
pub(super) fn default_function(name: &Name, ty: &str, shape: &Shape, value: &Literal) -> Function {
    let signature = layout::signature(4, &format!("pub(super) fn default_{}", name.suffix()), &[], Some(ty));
    Function { signature, body: body(shape, value) }
}

/// The body of a function that returns the literal, which validation has checked against its shape.
fn body(shape: &Shape, value: &Literal) -> Vec<String> {
    match (shape, value) {
        (Shape::Enum { type_name, values }, Literal::String(text)) => {
            let variant = values.iter().find(|value| value.wire == *text).map_or("", |value| &value.variant);
            vec![format!("        {type_name}::{variant}")]
        }
        (Shape::String { .. }, Literal::String(text)) => vec![format!("        {}.to_owned()", layout::string(text))],
        (Shape::Integer(_), Literal::Integer(n)) => vec![format!("        {n}")],
        (Shape::Number(_), Literal::Number(n)) => vec![format!("        {}", number(*n).trim_matches(['(', ')']))],
        (Shape::Decimal(_), Literal::Decimal(text)) => vec![format!("        {}", decimal(text))],
        (Shape::Boolean, Literal::Boolean(flag)) => vec![format!("        {flag}")],
        _ => {
            let text = layout::string(&wire::json(value).to_string());
            vec![
                layout::assignment(8, "const JSON: &str =", &format!("{text};")),
                "        serde_json::from_str(JSON).expect(\"the default has the type\")".to_owned(),
            ]
        }
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

/// A `Decimal`, by its digits and how many of them stand after the point.
pub(super) fn decimal(text: &str) -> String {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let scale = i64::try_from(fraction.len()).unwrap_or(0) - exponent;
    let digits = format!("{whole}{fraction}");
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    format!("Decimal::new({sign}{digits}, {scale})")
}
