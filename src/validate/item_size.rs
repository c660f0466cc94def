use super::declared::Attributes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Shape;
use crate::source::Span;

/// The largest item, in bytes, names counted (DynamoDB, `ServiceQuotas`).
const MAX_ITEM: u64 = 400 * 1024;

/// Bytes of a character of UTF-8 at most.
const UTF8: u64 = 4;

/// Warns where the lengths that the spec allows add up to more than an item may hold. What has no
/// greatest length isn't counted: most texts have none, and most stay short.
pub(super) fn check_item_size(attributes: &Attributes, span: Span, problems: &mut Diagnostics) {
    let sizes = attributes
        .iter()
        .map(|attribute| (attribute.name.as_str().len() as u64).saturating_add(size(&attribute.shape)));
    let total: u64 = sizes.fold(0, u64::saturating_add);
    if total > MAX_ITEM {
        let message = format!("an item may take {} KB, and DynamoDB stores 400 KB", total / 1024);
        problems.push(
            Diagnostic::new(Code::LargeItem, span, message)
                .note(
                    "slsgen counts the greatest lengths, at 4 bytes a character; the API answers 413 to a larger item",
                )
                .help("lower `max_length` or `max_items`, or keep large values in S3"),
        );
    }
}

/// Warns where an item holds a list of objects that has no end.
pub(super) fn check_endless_lists(attributes: &Attributes, problems: &mut Diagnostics) {
    for attribute in attributes.iter().filter(|attribute| is_endless(&attribute.shape)) {
        let message = format!("`{}` may grow past the 400 KB that DynamoDB stores of an item", attribute.name);
        problems.push(
            Diagnostic::new(Code::LargeItem, attributes.span(attribute), message)
                .note("a list of maps without `max_items` has no end, and each write rewrites the whole item")
                .help("add `max_items`, or make each element an item of a resource of its own"),
        );
    }
}

fn is_endless(shape: &Shape) -> bool {
    match shape {
        Shape::List { items, length } => matches!(**items, Shape::Map(_)) && length.max.is_none() || is_endless(items),
        Shape::Map(map) => map.fields.iter().any(|field| is_endless(&field.shape)),
        _ => false,
    }
}

/// The most bytes that a value takes, as far as the spec bounds it.
fn size(shape: &Shape) -> u64 {
    let many = |max: Option<u32>, each: u64| u64::from(max.unwrap_or(0)).saturating_mul(each);
    match shape {
        Shape::String { length, .. } => many(length.max, UTF8),
        Shape::Enum { values, .. } => values.iter().map(|value| value.wire.len() as u64).max().unwrap_or(0),
        Shape::Binary(length) => many(length.max, 1),
        Shape::List { items, length } => many(length.max, size(items).saturating_add(1)),
        Shape::Map(map) => {
            let sizes =
                map.fields.iter().map(|field| (field.name.as_str().len() as u64).saturating_add(size(&field.shape)));
            sizes.fold(3, u64::saturating_add)
        }
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) => 21,
        Shape::Boolean => 1,
        Shape::Timestamp(_) | Shape::Date | Shape::Uuid | Shape::Ulid => 36,
        Shape::Json | Shape::Set { .. } => 0,
    }
}
