//! What a route takes in its path, its query string and its headers.

use serde_json::Value;

use super::document::{self, ParameterIn};
use super::schema::{Kind, Schema};
use super::{body, shape};
use crate::contract::parameter::{DEFAULT_LIMIT, MAX_KEY, MAX_LIMIT, MAX_VALUES, Parameter};
use crate::contract::{self, key, wire};
use crate::model::limits::SORT_KEY_BYTES;
use crate::model::{Attribute, Filter, FilterOp, Operation, Presence, Range, Resource, Route, SetItem, Shape};
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
        Parameter::Filter(filter, operator) => in_query(filter, operator),
        Parameter::IfMatch => if_match(),
        Parameter::IfNoneMatch => if_none_match(route),
        Parameter::IdempotencyKey => idempotency_key(),
    }
}

/// What reaches an item takes any key that may be stored; what creates one, only a key that may become so.
fn in_path(resource: &Resource, route: &Route, attribute: &Attribute) -> document::Parameter {
    let schema = match &attribute.shape {
        Shape::Binary(_) => of_type(&attribute.shape),
        _ if route.operation == Operation::Create => {
            // A path always gives it.
            let given = Attribute { presence: Presence::Required, ..attribute.clone() };
            body::stored(resource, &given, shape::Direction::Request)
        }
        _ => of_type(&attribute.shape),
    };
    let schema = match attribute.shape {
        Shape::String { .. } => {
            let max_length = schema.max_length.or(key::longest(resource, attribute));
            Schema { min_length: schema.min_length.max(Some(1)), max_length, ..schema }
        }
        Shape::Binary(length) => {
            let length = if route.operation == Operation::Create { length } else { Range::ANY };
            let max_length = length.max.into_iter().chain(key::longest(resource, attribute)).min().map(characters);
            Schema { min_length: length.min.max(Some(1)).map(characters), max_length, ..schema }
        }
        _ => schema,
    };
    let schema = Schema { default: None, description: None, ..schema };
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
    // Apart from the tags, as tools that draw values by this document then find one.
    let any = Schema { values: vec!["*".into()], ..Schema::default() };
    let tags = Schema { pattern: Some(ENTITY_TAGS.to_owned()), ..Schema::default() };
    let schema = Schema { any_of: vec![any, tags], ..Schema::of(Kind::String) };
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

fn idempotency_key() -> document::Parameter {
    let description = "A key of the client's own, such as a UUID: a request that is sent again with it and the same body creates \
                       nothing more, and has the same answer. With another body, it is refused.";
    let schema = Schema {
        min_length: Some(1),
        max_length: Some(MAX_KEY),
        pattern: Some(VISIBLE.to_owned()),
        ..Schema::of(Kind::String)
    };
    optional("Idempotency-Key", ParameterIn::Header, description, schema)
}

fn in_query(filter: &Filter, operator: FilterOp) -> document::Parameter {
    let attribute = &filter.attribute;
    let (schema, list) = match operator {
        FilterOp::Exists => (Schema::of(Kind::Boolean), None),
        FilterOp::BeginsWith => (Schema::of(Kind::String), None),
        FilterOp::Contains => (element(&attribute.shape), None),
        FilterOp::In => (listed(of_type(&attribute.shape)), Some(REPEATED)),
        FilterOp::Eq | FilterOp::Ne | FilterOp::Gt | FilterOp::Gte | FilterOp::Lt | FilterOp::Lte => {
            (of_type(&attribute.shape), None)
        }
    };
    let schema = if filter.sort_key { of_length(schema, &attribute.shape, SORT_KEY_BYTES) } else { schema };
    let name = format!("{}{}", attribute.name, operator.suffix());
    let description = format!("Only items whose `{}` {}.", attribute.name, phrase(operator));
    document::Parameter { list, ..optional(name, ParameterIn::Query, description, schema) }
}

/// A list is given as `x=a&x=b`.
const REPEATED: document::ListStyle = document::ListStyle { style: "form", explode: true };

/// As long as a key may be, where its type has a length.
fn of_length(schema: Schema, shape: &Shape, bytes: u32) -> Schema {
    match shape {
        Shape::String { .. } => Schema { min_length: Some(1), max_length: Some(bytes), ..schema },
        Shape::Binary(_) => Schema { min_length: Some(characters(1)), max_length: Some(characters(bytes)), ..schema },
        _ => schema,
    }
}

/// How long so many bytes are in base64 without padding.
fn characters(bytes: u32) -> u32 {
    bytes.saturating_mul(4).div_ceil(3)
}

fn listed(items: Schema) -> Schema {
    Schema { min_items: Some(1), max_items: Some(MAX_VALUES), ..Schema::list(items) }
}

/// A value to compare with: of the attribute's type, without the constraints on what is stored.
fn of_type(shape: &Shape) -> Schema {
    if let Shape::Binary(_) = shape {
        let pattern = Some(BASE64URL.to_owned());
        return Schema { content_encoding: Some("base64url"), pattern, ..Schema::of(Kind::String) };
    }
    Schema::of_shape(&shape::unconstrained(shape), shape::Direction::Request)
}

/// What a list, a set or a text may contain.
fn element(shape: &Shape) -> Schema {
    match shape {
        Shape::List { items, .. } => of_type(items),
        Shape::Set { items: SetItem::Binary, .. } => of_type(&Shape::Binary(Range::ANY)),
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

/// Characters of ASCII that are seen.
const VISIBLE: &str = "^[!-~]+$";

/// `*`, or a list of entity tags (RFC 9110). Of the letters that these may hold, those of ASCII.
const ENTITY_TAGS: &str = "^(?:W/)?\"[!#-~]*\"(?: *, *(?:W/)?\"[!#-~]*\")*$";

/// Without padding, and with no bits set where it would be.
const BASE64URL: &str = "^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]|[A-Za-z0-9_-][AQgw])?$";
