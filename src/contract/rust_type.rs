//! The Rust type of each shape.

use crate::model::{Attribute, Generate, Presence, SetItem, Shape, TimeForm};

/// The type of a value of this shape, as the generated crate names it.
pub(crate) fn rust_type(shape: &Shape) -> String {
    match shape {
        Shape::String { .. } => "String".to_owned(),
        Shape::Enum { type_name, .. } => type_name.to_string(),
        Shape::Integer(_) => "i64".to_owned(),
        Shape::Number(_) => "f64".to_owned(),
        Shape::Decimal(_) => "Decimal".to_owned(),
        Shape::Boolean => "bool".to_owned(),
        Shape::Timestamp(form) => time_type(*form).to_owned(),
        Shape::Date => "Date".to_owned(),
        Shape::Uuid => "Uuid".to_owned(),
        Shape::Ulid => "Ulid".to_owned(),
        Shape::Binary(_) => "Binary".to_owned(),
        Shape::Json => "Value".to_owned(),
        Shape::List { .. } => list_type(shape),
        Shape::Set { items, .. } => format!("Set<{}>", set_item_type(*items)),
        Shape::Map(map) => map.type_name.to_string(),
    }
}

/// The type of a timestamp, which knows how it is stored.
pub(crate) fn time_type(form: TimeForm) -> &'static str {
    match form {
        TimeForm::Nanoseconds => "Timestamp",
        TimeForm::Milliseconds => "TimestampMillis",
        TimeForm::Seconds => "TimestampSeconds",
        TimeForm::EpochSeconds => "EpochSeconds",
        TimeForm::EpochMilliseconds => "EpochMillis",
    }
}

/// How many lists in each other are written out: clippy takes more for a type too complex.
const WRITTEN_LISTS: usize = 3;

/// `Vec<Vec<T>>`, or `Lists4<T>` and so on where there are more lists in each other.
fn list_type(shape: &Shape) -> String {
    let (mut inner, mut lists) = (shape, 0);
    while let Shape::List { items, .. } = inner {
        (inner, lists) = (items, lists + 1);
    }
    let inner = rust_type(inner);
    if lists > WRITTEN_LISTS {
        return format!("Lists{lists}<{inner}>");
    }
    format!("{}{inner}{}", "Vec<".repeat(lists), ">".repeat(lists))
}

/// The type of a set's elements.
pub(crate) fn set_item_type(items: SetItem) -> &'static str {
    match items {
        SetItem::String => "String",
        SetItem::Integer => "i64",
        SetItem::Decimal => "Decimal",
        SetItem::Binary => "Binary",
    }
}

/// `Option<T>` where an item may lack the value.
pub(crate) fn held(presence: &Presence, inner: String) -> String {
    if presence.is_optional() { format!("Option<{inner}>") } else { inner }
}

/// How the generated crate makes a value of a generated attribute.
pub(crate) fn generated_value(attribute: &Attribute, generate: Generate) -> String {
    match generate {
        Generate::UuidV4 => "Uuid::new_v4()".to_owned(),
        Generate::UuidV7 => "Uuid::now_v7()".to_owned(),
        Generate::Ulid => "Ulid::new()".to_owned(),
        Generate::Created | Generate::Updated => format!("{}::now()", rust_type(&attribute.shape)),
        Generate::Version => "1".to_owned(),
        // An argument of the function that makes the item.
        Generate::Owner => "owner".to_owned(),
    }
}
