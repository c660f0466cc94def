//! A type with its constraints → [`Shape`].

mod nested;

use super::literal::{integer, number, value_name};
use super::present::{check_unique, elements, required};
use super::types::TypeNames;
use super::{constraints, pattern, plural, variants};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::limits::MAX_DEPTH;
use crate::model::{Decimal, MapShape, Name, Range, SetItem, Shape, TimeForm, TypeName};
use crate::source::{Span, Spanned};
use crate::spec::{AttributeForm, AttributeSpec, Field, StoredWord, Type, Value};

/// Where a type stands: what names it gives, and how deep it lies.
#[derive(Clone)]
pub(super) struct TypeSite {
    /// The type that holds it, whose name prefixes the names of nested types.
    pub(super) parent: TypeName,
    /// The attribute's name; the singular of it for the elements of a list.
    pub(super) name: Name,
    /// Levels of nesting context it.
    pub(super) depth: usize,
    /// Where the attribute is declared.
    pub(super) span: Span,
    /// How a timestamp is stored where the spec doesn't say.
    pub(super) time_form: TimeForm,
}

impl TypeSite {
    fn type_name(&self) -> TypeName {
        self.parent.nested(&self.name)
    }
}

/// The shape of an attribute or element, if it has one.
pub(super) fn shape(
    form: &Spanned<AttributeForm>,
    place: &TypeSite,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Option<Shape> {
    if place.depth > MAX_DEPTH {
        let message = format!("DynamoDB stores at most {MAX_DEPTH} levels of nesting");
        problems.push(Diagnostic::new(Code::TooDeep, form.span, message));
        return None;
    }
    let (kind, spec) = match &form.value {
        AttributeForm::Text(kind) => (*kind, &AttributeSpec::default()),
        AttributeForm::Mapping(spec) => (required(&spec.kind, "type", form.span, problems)?.value, &**spec),
    };
    constraints::check_constraints(kind, spec, problems);
    Some(match kind {
        Type::String if !spec.values.is_absent() => enumeration(spec, place, types, problems)?,
        Type::String => {
            let pattern = match spec.pattern.read() {
                Some(text) => Some(pattern::pattern(text, problems)?),
                None => None,
            };
            Shape::String { length: count(&spec.min_length, &spec.max_length, problems), pattern }
        }
        Type::Integer => Shape::Integer(bounds(spec, "a whole number of 64 bits", integer, problems)),
        Type::Number => Shape::Number(bounds(spec, "a number within ±9.99e125", number, problems)),
        Type::Decimal => {
            let range =
                bounds(spec, "a decimal number of at most 38 digits", |text| Decimal::parse(text).ok(), problems);
            let plain = |bound: Option<Decimal>| bound.map(|decimal| decimal.plain());
            Shape::Decimal(Range { min: plain(range.min), max: plain(range.max) })
        }
        Type::Boolean => Shape::Boolean,
        Type::Timestamp => Shape::Timestamp(spec.stored.value().map_or(place.time_form, |word| time_form(*word))),
        Type::Date => Shape::Date,
        Type::Uuid => Shape::Uuid,
        Type::Ulid => Shape::Ulid,
        Type::Binary => Shape::Binary(count(&spec.min_length, &spec.max_length, problems)),
        Type::Json => Shape::Json,
        Type::List => {
            let items = required(&spec.items, "items", form.span, problems)?;
            let place = TypeSite { name: plural::singular(&place.name), depth: place.depth + 1, ..place.clone() };
            check_element(items, problems);
            let items = Box::new(shape(items, &place, types, problems)?);
            Shape::List { items, length: count(&spec.min_items, &spec.max_items, problems) }
        }
        Type::Set => {
            let items = set_item(required(&spec.items, "items", form.span, problems)?, problems)?;
            Shape::Set { items, length: count(&spec.min_items, &spec.max_items, problems) }
        }
        Type::Map => map(spec, form.span, place, types, problems)?,
    })
}

fn time_form(word: StoredWord) -> TimeForm {
    match word {
        StoredWord::Nanoseconds => TimeForm::Nanoseconds,
        StoredWord::Milliseconds => TimeForm::Milliseconds,
        StoredWord::Seconds => TimeForm::Seconds,
        StoredWord::EpochSeconds => TimeForm::EpochSeconds,
        StoredWord::EpochMilliseconds => TimeForm::EpochMilliseconds,
    }
}

fn map(
    spec: &AttributeSpec,
    span: Span,
    place: &TypeSite,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Option<Shape> {
    let nested = required(&spec.attributes, "attributes", span, problems)?;
    let type_name = place.type_name();
    types.declare(&type_name, place.span, problems);
    if nested.value.0.is_empty() {
        problems.push(Diagnostic::new(Code::NothingInside, nested.span, "a map has at least one attribute"));
    }
    let fields = nested::nested(&nested.value, &type_name, place.depth + 1, types, problems)?;
    Some(Shape::Map(MapShape { type_name, fields }))
}

fn enumeration(
    spec: &AttributeSpec,
    place: &TypeSite,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Option<Shape> {
    let list = spec.values.read()?;
    check_unique(elements(&spec.values), problems);
    for value in elements(&spec.values).filter(|value| value.value.is_empty()) {
        problems.push(Diagnostic::new(Code::NothingInside, value.span, "an enum's value can't be empty"));
    }
    if list.value.is_empty() {
        problems.push(Diagnostic::new(Code::NothingInside, list.span, "an enum has at least one value"));
    }
    let type_name = place.type_name();
    types.declare(&type_name, place.span, problems);
    let values: Vec<&str> = elements(&spec.values).map(|value| value.value.as_str()).collect();
    Some(Shape::Enum { type_name, values: variants::variants(&values) })
}

fn set_item(items: &Spanned<AttributeForm>, problems: &mut Diagnostics) -> Option<SetItem> {
    let kind = match &items.value {
        AttributeForm::Text(kind) => Spanned { value: *kind, span: items.span },
        AttributeForm::Mapping(spec) => {
            check_element(items, problems);
            required(&spec.kind, "type", items.span, problems)?.clone()
        }
    };
    let item = match kind.value {
        Type::String => SetItem::String,
        Type::Integer => SetItem::Integer,
        Type::Decimal => SetItem::Decimal,
        Type::Binary => SetItem::Binary,
        _ => {
            let message = "a set holds strings, integers, decimals or binaries";
            problems.push(Diagnostic::new(Code::SetOf, kind.span, message).help("a `list` holds anything"));
            return None;
        }
    };
    if let AttributeForm::Mapping(spec) = &items.value {
        constraints::check_unconstrained(spec, problems);
    }
    Some(item)
}

/// An element is always there and has no name: what says otherwise is refused.
fn check_element(items: &Spanned<AttributeForm>, problems: &mut Diagnostics) {
    let AttributeForm::Mapping(spec) = &items.value else { return };
    constraints::check_nested(spec, problems);
    for (span, key) in [(spec.required.span(), "required"), (spec.default.span(), "default")] {
        if let Some(span) = span {
            let message = format!("an element has no `{key}`: the list holds it or doesn't");
            problems.push(Diagnostic::new(Code::Contradiction, span, message));
        }
    }
}

/// Bounds on a number of characters, bytes or elements.
fn count(min: &Field<u32>, max: &Field<u32>, problems: &mut Diagnostics) -> Range<u32> {
    check_order(min.read(), max.read(), problems);
    Range { min: min.value().copied(), max: max.value().copied() }
}

/// `minimum` and `maximum`, as numbers of the type.
fn bounds<T: PartialOrd>(
    spec: &AttributeSpec,
    what: &str,
    parse: impl Fn(&str) -> Option<T>,
    problems: &mut Diagnostics,
) -> Range<T> {
    let mut bound = |field: &Field<Value>| {
        let given = field.read()?;
        let number = match &given.value {
            Value::Number(text) => parse(text),
            _ => None,
        };
        if number.is_none() {
            let found = value_name(&given.value);
            let message = format!("expected {what}, found {found}");
            problems.push(Diagnostic::new(Code::BadLiteral, given.span, message));
        }
        number.map(|value| Spanned { value, span: given.span })
    };
    let (min, max) = (bound(&spec.minimum), bound(&spec.maximum));
    check_order(min.as_ref(), max.as_ref(), problems);
    Range { min: min.map(|min| min.value), max: max.map(|max| max.value) }
}

fn check_order<T: PartialOrd>(min: Option<&Spanned<T>>, max: Option<&Spanned<T>>, problems: &mut Diagnostics) {
    let (Some(min), Some(max)) = (min, max) else { return };
    if min.value > max.value {
        problems.push(
            Diagnostic::new(Code::EmptyRange, max.span, "the upper limit lies below the lower limit, so no value fits")
                .also(min.span, "the least"),
        );
    }
}
