//! What a route takes in its path, its query string and its headers.

use serde_json::Value;

use super::document::{self, ParameterIn};
use super::schema::{Kind, Schema};
use super::{body, shape};
use crate::contract::parameter::{DEFAULT_LIMIT, MAX_LIMIT, MAX_VALUES, Parameter};
use crate::contract::{self, key, wire};
use crate::model::{Attribute, FilterOp, Operation, Range, Resource, Route, SetItem, Shape};
use crate::render::example::{self, Which};

pub(super) fn parameters(resource: &Resource, route: &Route) -> Vec<document::Parameter> {
    let parameters = contract::parameter::parameters(resource, route).into_iter();
    parameters.map(|parameter| self::parameter(resource, route, parameter)).collect()
}

fn parameter(resource: &Resource, route: &Route, parameter: Parameter<'_>) -> document::Parameter {
    match parameter {
        Parameter::InPath(attribute) => in_path(resource, route, attribute),
        Parameter::Limit => limit(),
        Parameter::Cursor => {
            let cursor = Schema { min_length: Some(1), ..Schema::of(Kind::String) };
            optional("cursor", ParameterIn::Query, "The `next_cursor` of the page before.", cursor)
        }
        Parameter::Order => order(),
        Parameter::Filter(filter, operator) => in_query(&filter.attribute, operator),
        Parameter::IfMatch => if_match(),
        Parameter::IfNoneMatch => if_none_match(route),
    }
}

/// What reaches an item takes any key that may be stored; what creates one, only a key that may become so.
fn in_path(resource: &Resource, route: &Route, attribute: &Attribute) -> document::Parameter {
    let schema = match &attribute.shape {
        shape @ Shape::Binary(_) => value(shape),
        _ if route.operation == Operation::Create => body::stored(resource, attribute, shape::Direction::Request),
        shape => value(shape),
    };
    let schema = match attribute.shape {
        Shape::String { .. } | Shape::Binary(_) => {
            let max_length = schema.max_length.or(key::longest(resource, attribute));
            Schema { min_length: schema.min_length.max(Some(1)), max_length, description: None, ..schema }
        }
        _ => Schema { default: None, description: None, ..schema },
    };
    let example = example::attribute(resource, attribute, Which::Original);
    document::Parameter {
        name: attribute.name.to_string(),
        place: ParameterIn::Path,
        description: attribute.description.clone(),
        required: true,
        list: None,
        schema,
        example: Some(match attribute.shape {
            Shape::Binary(_) => wire::in_url(&attribute.shape, &example).into(),
            _ => wire::json(&example),
        }),
    }
}

fn optional(
    name: impl Into<String>,
    place: ParameterIn,
    description: impl Into<String>,
    schema: Schema,
) -> document::Parameter {
    let (name, description) = (name.into(), Some(description.into()));
    document::Parameter { name, place, description, required: false, list: None, schema, example: None }
}

fn limit() -> document::Parameter {
    let limit = Schema {
        minimum: Some(1.into()),
        maximum: Some(MAX_LIMIT.into()),
        default: Some(DEFAULT_LIMIT.into()),
        ..Schema::of(Kind::Integer)
    };
    optional("limit", ParameterIn::Query, "How many items a page holds at most.", limit)
}

fn order() -> document::Parameter {
    let values = vec![Value::from("asc"), Value::from("desc")];
    let schema = Schema { values, default: Some("asc".into()), ..Schema::of(Kind::String) };
    optional("order", ParameterIn::Query, "Along the sort key.", schema)
}

fn if_match() -> document::Parameter {
    let description = "Only if the item still has this version, as `ETag` gave it; `*` takes any.";
    let schema = Schema { pattern: Some(ENTITY_TAGS.to_owned()), ..Schema::of(Kind::String) };
    document::Parameter { example: Some("*".into()), ..optional("If-Match", ParameterIn::Header, description, schema) }
}

fn if_none_match(route: &Route) -> document::Parameter {
    let description = match route.operation {
        Operation::Replace { upsert: true } => "Only if there is no such item yet.",
        _ => "Only if there is no such item yet: refused, as this route creates none.",
    };
    let schema = Schema { values: vec!["*".into()], ..Schema::of(Kind::String) };
    optional("If-None-Match", ParameterIn::Header, description, schema)
}

fn in_query(attribute: &Attribute, operator: FilterOp) -> document::Parameter {
    let (schema, list) = match operator {
        FilterOp::Exists => (Schema::of(Kind::Boolean), None),
        FilterOp::BeginsWith => (Schema::of(Kind::String), None),
        FilterOp::Contains => (element(&attribute.shape), None),
        FilterOp::In => (listed(value(&attribute.shape)), Some(REPEATED)),
        FilterOp::Eq | FilterOp::Ne | FilterOp::Gt | FilterOp::Gte | FilterOp::Lt | FilterOp::Lte => {
            (value(&attribute.shape), None)
        }
    };
    let name = format!("{}{}", attribute.name, operator.suffix());
    let description = format!("Only items whose `{}` {}.", attribute.name, phrase(operator));
    document::Parameter { list, ..optional(name, ParameterIn::Query, description, schema) }
}

/// A list is given as `x=a&x=b`.
const REPEATED: document::ListStyle = document::ListStyle { style: "form", explode: true };

fn listed(items: Schema) -> Schema {
    Schema { min_items: Some(1), max_items: Some(MAX_VALUES), ..Schema::list(items) }
}

/// A value to compare with: of the attribute's type, without the constraints on what is stored.
fn value(shape: &Shape) -> Schema {
    if let Shape::Binary(_) = shape {
        let pattern = Some(BASE64URL.to_owned());
        return Schema { content_encoding: Some("base64url"), pattern, ..Schema::of(Kind::String) };
    }
    Schema::of_shape(&shape::unconstrained(shape), shape::Direction::Request)
}

/// What a list, a set or a text may contain.
fn element(shape: &Shape) -> Schema {
    match shape {
        Shape::List { items, .. } => value(items),
        Shape::Set { items: SetItem::Binary, .. } => value(&Shape::Binary(Range::ANY)),
        Shape::Set { items, .. } => Schema::of_set_item(*items, shape::Direction::Request),
        _ => Schema::of(Kind::String),
    }
}

fn phrase(operator: FilterOp) -> &'static str {
    match operator {
        FilterOp::Eq => "is this",
        FilterOp::Ne => "is not this",
        FilterOp::Gt => "is greater than this",
        FilterOp::Gte => "is this or greater",
        FilterOp::Lt => "is less than this",
        FilterOp::Lte => "is this or less",
        FilterOp::BeginsWith => "begins with this",
        FilterOp::Contains => "contains this",
        FilterOp::Exists => "is there, or with `false` is not",
        FilterOp::In => "is one of these, each given once",
    }
}

/// `*`, or a list of entity tags (RFC 9110). Of the letters that these may hold, those of ASCII.
const ENTITY_TAGS: &str = "^(?:\\*|(?:W/)?\"[!#-~]*\"(?: *, *(?:W/)?\"[!#-~]*\")*)$";

/// Without padding, and with no bits set where it would be.
const BASE64URL: &str = "^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]|[A-Za-z0-9_-][AQgw])?$";
