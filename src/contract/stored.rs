//! Values in a table, as DynamoDB's API writes them.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::model::{Literal, SetItem, Shape, TimeForm};

/// The value of a shape.
pub(crate) fn json(shape: &Shape, literal: &Literal) -> Value {
    match (shape, literal) {
        (Shape::Timestamp(form), Literal::String(text)) => time(*form, text),
        (Shape::Binary(_), Literal::String(base64)) => json!({ "B": base64 }),
        (Shape::List { items, .. }, Literal::List(elements)) => {
            json!({ "L": elements.iter().map(|element| json(items, element)).collect::<Vec<_>>() })
        }
        (Shape::Set { items, .. }, Literal::List(elements)) => {
            let elements: Vec<Value> = elements.iter().map(|element| text(element).into()).collect();
            match items {
                SetItem::String => json!({ "SS": elements }),
                SetItem::Integer | SetItem::Decimal => json!({ "NS": elements }),
                SetItem::Binary => json!({ "BS": elements }),
            }
        }
        (Shape::Map(map), Literal::Map(members)) => {
            let shape_of = |name: &str| map.fields.iter().find(|field| field.name.as_str() == name);
            let member = |(name, value): &(String, Literal)| {
                let value = shape_of(name).map_or_else(|| plain(value), |field| json(&field.shape, value));
                (name.clone(), value)
            };
            json!({ "M": members.iter().map(member).collect::<serde_json::Map<_, _>>() })
        }
        _ => plain(literal),
    }
}

/// A value whose JSON says all of its type.
fn plain(literal: &Literal) -> Value {
    match literal {
        Literal::Null => json!({ "NULL": true }),
        Literal::String(text) => json!({ "S": text }),
        Literal::Integer(_) | Literal::Number(_) | Literal::Decimal(_) => json!({ "N": text(literal) }),
        Literal::Boolean(truth) => json!({ "BOOL": truth }),
        Literal::List(elements) => json!({ "L": elements.iter().map(plain).collect::<Vec<_>>() }),
        Literal::Map(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), plain(value)));
            json!({ "M": members.collect::<serde_json::Map<_, _>>() })
        }
    }
}

/// DynamoDB's API writes numbers as text.
fn text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) | Literal::Decimal(text) => text.clone(),
        Literal::Integer(n) => n.to_string(),
        Literal::Number(n) => format!("{n:e}"),
        Literal::Null | Literal::Boolean(_) | Literal::List(_) | Literal::Map(_) => String::new(),
    }
}

/// A time of an example, which has no fraction of a second.
fn time(form: TimeForm, text: &str) -> Value {
    let with = |fraction: &str| json!({ "S": text.replace('Z', fraction) });
    let seconds = OffsetDateTime::parse(text, &Rfc3339).map_or(0, OffsetDateTime::unix_timestamp);
    match form {
        TimeForm::Nanoseconds => with(".000000000Z"),
        TimeForm::Milliseconds => with(".000Z"),
        TimeForm::Seconds => with("Z"),
        TimeForm::EpochSeconds => json!({ "N": seconds.to_string() }),
        TimeForm::EpochMilliseconds => json!({ "N": (seconds * 1000).to_string() }),
    }
}
