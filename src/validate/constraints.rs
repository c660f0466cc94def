//! Which keys a type has.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::spec::{AttributeSpec, Field, Type};
use crate::text::english;

/// A key that only some types have.
struct Constraint {
    key: &'static str,
    span: Option<Span>,
    types: &'static [Type],
}

fn constraints(spec: &AttributeSpec) -> [Constraint; 11] {
    const LENGTH: &[Type] = &[Type::String, Type::Binary];
    const NUMBERS: &[Type] = &[Type::Integer, Type::Number, Type::Decimal];
    const MANY: &[Type] = &[Type::List, Type::Set];
    fn constraint<T>(key: &'static str, field: &Field<T>, types: &'static [Type]) -> Constraint {
        Constraint { key, span: field.span(), types }
    }
    [
        constraint("items", &spec.items, MANY),
        constraint("attributes", &spec.attributes, &[Type::Map]),
        constraint("enum", &spec.values, &[Type::String]),
        constraint("min_length", &spec.min_length, LENGTH),
        constraint("max_length", &spec.max_length, LENGTH),
        constraint("pattern", &spec.pattern, &[Type::String]),
        constraint("minimum", &spec.minimum, NUMBERS),
        constraint("maximum", &spec.maximum, NUMBERS),
        constraint("stored", &spec.stored, &[Type::Timestamp]),
        constraint("min_items", &spec.min_items, MANY),
        constraint("max_items", &spec.max_items, MANY),
    ]
}

/// Reports the constraints that the type doesn't have, and those that an enum makes void.
pub(super) fn check_constraints(kind: Type, spec: &AttributeSpec, problems: &mut Diagnostics) {
    for constraint in constraints(spec) {
        let Some(span) = constraint.span else { continue };
        let key = constraint.key;
        if !constraint.types.contains(&kind) {
            let message = format!("`{key}` is not for `{}`", word(kind));
            let types: Vec<&str> = constraint.types.iter().map(|kind| word(*kind)).collect();
            problems.push(
                Diagnostic::new(Code::ConstraintNotForType, span, message)
                    .help(format!("it is for {}", english::list(&types))),
            );
        } else if matches!(key, "min_length" | "max_length" | "pattern") && spec.values.span().is_some() {
            let message = format!("`{key}` has no meaning beside `enum`, which lists the values");
            problems.push(Diagnostic::new(Code::Contradiction, span, message));
        }
    }
    for (field, key) in [(&spec.min_items, "min_items"), (&spec.max_items, "max_items")] {
        if kind == Type::Set && field.value() == Some(&0) {
            let span = field.span().unwrap_or_default();
            problems.push(
                Diagnostic::new(Code::OutOfRange, span, format!("`{key}` of a set is at least 1"))
                    .note("DynamoDB has no empty sets"),
            );
        }
    }
}

/// Reports every constraint on the elements of a set.
pub(super) fn check_unconstrained(spec: &AttributeSpec, problems: &mut Diagnostics) {
    for constraint in constraints(spec) {
        if let Some(span) = constraint.span {
            let message = format!("the elements of a set have no `{}`", constraint.key);
            problems.push(Diagnostic::new(Code::ConstraintNotForType, span, message));
        }
    }
}

/// Reports what only a top-level attribute can have.
pub(super) fn check_nested(spec: &AttributeSpec, problems: &mut Diagnostics) {
    let keys = [
        ("immutable", spec.immutable.span()),
        ("private", spec.private.span()),
        ("generate", spec.generate.span()),
        ("renamed_from", spec.renamed_from.span()),
    ];
    for (key, span) in keys {
        if let Some(span) = span {
            let message = format!("`{key}` is for top-level attributes only");
            problems.push(Diagnostic::new(Code::TopLevelOnly, span, message));
        }
    }
}

/// The type as the spec writes it.
pub(super) fn word(kind: Type) -> &'static str {
    match kind {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Decimal => "decimal",
        Type::Boolean => "boolean",
        Type::Timestamp => "timestamp",
        Type::Date => "date",
        Type::Uuid => "uuid",
        Type::Ulid => "ulid",
        Type::Binary => "binary",
        Type::Json => "json",
        Type::List => "list",
        Type::Set => "set",
        Type::Map => "map",
    }
}
