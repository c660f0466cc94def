//! What a value looks like, in a request, in a merge patch and in a response.
//!
//! Requests are closed (`additionalProperties: false`), as the function refuses unknown members.
//! Responses are open, so that a new attribute does not break a client that checks them.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::names;
use super::schema::{Additional, Kind, Kinds, Schema};
use crate::contract::{answer, wire};
use crate::model::limits::MAX_NUMBER;
use crate::model::{Attribute, Field, MapShape, Presence, Range, SetItem, Shape, TimeForm};

/// Times without parts of a second, and those without parts of a millisecond: zeros may follow.
const WHOLE_SECONDS: &str = r"^[^.]*(?:\.0{1,9}[^0-9].*)?$";
const WHOLE_MILLISECONDS: &str = r"^[^.]*(?:\.[0-9]{1,3}0{0,6}[^0-9].*)?$";

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// In the body of a POST or PUT, or in a path.
    Request,
    /// In a merge patch: nothing is required, and null removes what is optional.
    Patch,
    /// In an answer: defaults have been filled in.
    Response,
}

impl Schema {
    pub(super) fn object(properties: IndexMap<String, Self>, required: Vec<String>, direction: Direction) -> Self {
        let additional_properties = (direction != Direction::Response).then_some(Additional::Any(false));
        Self { properties: Some(properties), required, additional_properties, ..Self::of(Kind::Object) }
    }

    /// A top-level attribute.
    pub(super) fn of_attribute(attribute: &Attribute, direction: Direction) -> Self {
        Self {
            read_only: attribute.generate.is_some() && direction == Direction::Response,
            write_only: !answer::shows(attribute),
            ..Self::of_member(&attribute.shape, &attribute.presence, attribute.description.as_deref(), direction)
        }
    }

    fn of_member(shape: &Shape, presence: &Presence, description: Option<&str>, direction: Direction) -> Self {
        let mut schema = match (shape, presence, direction) {
            (Shape::Json, presence, Direction::Patch) if !presence.is_optional() => {
                Self { reference: Self::component(names::JSON).reference, ..Self::json_of(&[]) }
            }
            _ => Self::of_shape(shape, direction),
        };
        let limits = std::mem::replace(&mut schema.description, description.map(str::to_owned));
        let schema = match limits {
            Some(limits) => schema.described(&limits),
            None => schema,
        };
        if presence.is_optional() && direction != Direction::Response {
            return schema.or_null();
        }
        Self { default: presence.default().filter(|_| direction == Direction::Request).map(wire::json), ..schema }
    }

    /// A value of this shape with all its constraints.
    pub(super) fn of_shape(shape: &Shape, direction: Direction) -> Self {
        match shape {
            Shape::String { length, pattern } => Self {
                pattern: pattern.clone(),
                min_length: length.min,
                max_length: length.max,
                ..Self::of(Kind::String)
            },
            Shape::Enum { values, .. } => Self {
                values: values.iter().map(|value| Value::from(value.wire.as_str())).collect(),
                ..Self::of(Kind::String)
            },
            Shape::Integer(range) => Self::integer(range),
            Shape::Number(range) => Self::number(range),
            Shape::Decimal(range) => Self::decimal(range).for_clients(DECIMAL, direction),
            Shape::Boolean => Self::of(Kind::Boolean),
            Shape::Timestamp(form) => Self::timestamp(*form, direction),
            Shape::Date => Self::string("date"),
            Shape::Uuid => Self::string("uuid"),
            Shape::Ulid => Self { pattern: Some(ULID.to_owned()), ..Self::of(Kind::String) },
            Shape::Binary(length) => Self::binary(*length),
            Shape::Json => Self::component(names::JSON),
            Shape::List { items, length } => {
                let direction = if direction == Direction::Patch { Direction::Request } else { direction };
                Self { min_items: length.min, max_items: length.max, ..Self::list(Self::of_shape(items, direction)) }
            }
            Shape::Set { items, length } => Self {
                min_items: Some(length.min.unwrap_or(1)),
                max_items: length.max,
                unique_items: true,
                ..Self::list(Self::of_set_item(*items, direction))
            },
            Shape::Map(map) => Self::of_map(map, direction),
        }
    }

    /// A time whose digits are stored whole.
    fn timestamp(form: TimeForm, direction: Direction) -> Self {
        let schema = Self::string("date-time");
        let (pattern, description) = match (direction, form.digits()) {
            (Direction::Response, _) | (_, 9..) => return schema,
            (_, 0) => (WHOLE_SECONDS, "In whole seconds."),
            _ => (WHOLE_MILLISECONDS, "To the millisecond."),
        };
        Self { pattern: Some(pattern.to_owned()), ..schema.described(description) }
    }

    /// Says what no keyword does of the values that clients send.
    fn for_clients(self, description: &str, direction: Direction) -> Self {
        if direction == Direction::Response { self } else { self.described(description) }
    }

    /// Says more of the values.
    pub(super) fn described(self, more: &str) -> Self {
        let description = self.description.map_or_else(|| more.to_owned(), |text| format!("{text}\n\n{more}"));
        Self { description: Some(description), ..self }
    }

    /// In a merge patch, null takes a member of an object back to its default, and says nothing of what is no member.
    fn of_map(map: &MapShape, direction: Direction) -> Self {
        let property = |field: &Field| {
            let schema = Self::of_member(&field.shape, &field.presence, field.description.as_deref(), direction);
            let falls_back = direction == Direction::Patch && field.presence.default().is_some();
            if falls_back { schema.or_null() } else { schema }
        };
        let properties = map.fields.iter().map(|field| (field.name.to_string(), property(field))).collect();
        let required = map.fields.iter().filter(|field| is_required(&field.presence, direction));
        let required = required.map(|field| field.name.to_string()).collect();
        let object = Self::object(properties, required, direction);
        let null = (direction == Direction::Patch).then(|| Additional::As(Box::new(Self::of(Kind::Null))));
        Self { additional_properties: null.or(object.additional_properties), ..object }
    }

    /// What DynamoDB stores of JSON: no name is empty, and numbers have bounds.
    pub(super) fn json() -> Self {
        let private = Self { pattern: Some(PRIVATE.to_owned()), ..Self::default() };
        let name = Self { min_length: Some(1), not: Some(Box::new(private)), ..Self::default() };
        Self {
            description: Some(JSON.to_owned()),
            minimum: Number::from_f64(-LARGEST_DECIMAL),
            maximum: Number::from_f64(LARGEST_DECIMAL),
            property_names: Some(Box::new(name)),
            additional_properties: Some(Additional::As(Box::new(Self::component(names::JSON)))),
            ..Self::json_of(&[Kind::Null])
        }
    }

    /// Whether a value may be any JSON somewhere.
    pub(super) fn holds_json(&self) -> bool {
        let properties = self.properties.iter().flat_map(IndexMap::values);
        self.reference == Self::component(names::JSON).reference
            || properties.chain(self.items.as_deref()).any(Self::holds_json)
    }

    fn json_of(more: &[Kind]) -> Self {
        let kinds = [Kind::Object, Kind::Array, Kind::String, Kind::Number, Kind::Boolean];
        let kinds = kinds.iter().chain(more).copied().collect();
        Self { kind: Some(Kinds::Many(kinds)), items: Some(Box::new(Self::component(names::JSON))), ..Self::default() }
    }

    pub(super) fn of_set_item(item: SetItem, direction: Direction) -> Self {
        match item {
            SetItem::String => Self::of(Kind::String),
            SetItem::Integer => Self::integer(&Range::ANY),
            SetItem::Decimal => Self::decimal(&Range::ANY).for_clients(DECIMAL, direction),
            SetItem::Binary => Self::binary(Range::ANY),
        }
    }

    fn integer(range: &Range<i64>) -> Self {
        Self {
            format: Some("int64"),
            minimum: Some(range.min.unwrap_or(i64::MIN).into()),
            maximum: Some(range.max.unwrap_or(i64::MAX).into()),
            ..Self::of(Kind::Integer)
        }
    }

    fn number(range: &Range<f64>) -> Self {
        Self {
            format: Some("double"),
            minimum: Number::from_f64(range.min.unwrap_or(-MAX_NUMBER)),
            maximum: Number::from_f64(range.max.unwrap_or(MAX_NUMBER)),
            ..Self::of(Kind::Number)
        }
    }

    fn decimal(range: &Range<String>) -> Self {
        let bound = |bound: &Option<String>, otherwise| {
            bound.as_deref().map_or_else(|| Number::from_f64(otherwise), |text| Some(wire::decimal(text)))
        };
        Self {
            format: Some("decimal"),
            minimum: bound(&range.min, -LARGEST_DECIMAL),
            maximum: bound(&range.max, LARGEST_DECIMAL),
            ..Self::of(Kind::Number)
        }
    }

    fn binary(bytes: Range<u32>) -> Self {
        Self { content_encoding: Some("base64"), ..Self::of(Kind::String) }.base64(bytes)
    }

    /// A text that stands for so many bytes. Base64 writes three bytes as four characters, and fills up the last four. So
    /// how the longest and the shortest text end tells what their length leaves open.
    pub(super) fn base64(self, bytes: Range<u32>) -> Self {
        let characters = |bytes: u32| bytes.div_ceil(3).saturating_mul(4);
        let (min_length, max_length) = (bytes.min.map(characters), bytes.max.map(characters));
        let ends = |pattern: &str| Self { pattern: Some(pattern.to_owned()), ..Self::default() };
        let mut either = Vec::new();
        if let (Some(bytes), Some(length)) = (bytes.min, min_length)
            && let Some(end) = [Some("[^=]$"), None, Some("[^=].$")][bytes as usize % 3].filter(|_| bytes > 0)
        {
            either.push(vec![Self { min_length: Some(length + 1), ..Self::default() }, ends(end)]);
        }
        if let (Some(bytes), Some(length)) = (bytes.max, max_length)
            && let Some(end) = [None, Some("==$"), Some("=$")][bytes as usize % 3]
        {
            either.push(vec![Self { max_length: Some(length - 1), ..Self::default() }, ends(end)]);
        }
        // One of these stands alone; both stand in a list.
        let any_of = if either.len() == 1 { either.remove(0) } else { Vec::new() };
        let all_of = either.into_iter().map(|any_of| Self { any_of, ..Self::default() }).collect();
        let schema = Self { pattern: Some(BASE64.to_owned()), min_length, max_length, any_of, all_of, ..self };
        match (bytes.min, bytes.max) {
            (None, None) => schema,
            (Some(min), None) => schema.described(&format!("At least {min} bytes.")),
            (None, Some(max)) => schema.described(&format!("At most {max} bytes.")),
            (Some(min), Some(max)) if min == max => schema.described(&format!("{min} bytes.")),
            (Some(min), Some(max)) => schema.described(&format!("{min} to {max} bytes.")),
        }
    }
}

/// The shape of a single value without its constraints.
pub(super) fn unconstrained(shape: &Shape) -> Shape {
    match shape {
        Shape::String { .. } => Shape::String { length: Range::ANY, pattern: None },
        Shape::Integer(_) => Shape::Integer(Range::ANY),
        Shape::Number(_) => Shape::Number(Range::ANY),
        Shape::Decimal(_) => Shape::Decimal(Range::ANY),
        Shape::Binary(_) => Shape::Binary(Range::ANY),
        other => other.clone(),
    }
}

/// Whether an object has to hold a member of this presence.
pub(super) fn is_required(presence: &Presence, direction: Direction) -> bool {
    match direction {
        Direction::Request => presence.is_required(),
        Direction::Patch => false,
        Direction::Response => !presence.is_optional(),
    }
}

/// `DynamoDB`'s largest number has 38 nines. This is the largest one below that readers which know
/// only `f64` can tell from 1e126, and from which the next one is too large.
const LARGEST_DECIMAL: f64 = 9.999_999_999_999_998e125;

/// Which decimals DynamoDB stores.
const DECIMAL: &str = "0, or from 1e-130 to 9.99e125 in magnitude, with at most 38 significant digits.";

/// Which JSON DynamoDB stores.
const JSON: &str = "Each number is 0, or from 1e-130 to 9.99e125 in magnitude, with at most 38 significant digits. An \
                    attribute has at most 32 levels, itself the first. Names that begin with \
                    `$serde_json::private::` are refused.";

/// Names that the function's parser keeps to itself.
const PRIVATE: &str = "^\\$serde_json::private::";

/// 26 characters of Crockford's base 32, the first of which has only three bits.
const ULID: &str = "^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$";

/// Padded, and with no bits set in the padding.
const BASE64: &str = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$";
