//! What is asked of a field again and again: that it is there, in its range, not from the future.

use std::ops::RangeInclusive;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Span, Spanned};
use crate::spec::Field;

/// The value of a key that has to be there; `inside` is where it is missing from.
pub(super) fn required<'a, T>(
    field: &'a Field<T>,
    key: &str,
    inside: Span,
    problems: &mut Diagnostics,
) -> Option<&'a Spanned<T>> {
    if field.is_absent() {
        problems.push(Diagnostic::new(Code::MissingKey, inside, format!("the key `{key}` is missing")));
    }
    field.read()
}

/// A number within AWS's limits, or the default.
pub(super) fn in_range(
    field: &Field<u32>,
    what: &str,
    range: RangeInclusive<u32>,
    default: u32,
    problems: &mut Diagnostics,
) -> u32 {
    let Some(number) = field.read() else { return default };
    check_range(number, what, range, problems);
    number.value
}

/// Reports a number outside AWS's limits.
pub(super) fn check_range(number: &Spanned<u32>, what: &str, range: RangeInclusive<u32>, problems: &mut Diagnostics) {
    if !range.contains(&number.value) {
        let message = format!("{what} is between {} and {}", range.start(), range.end());
        problems.push(Diagnostic::new(Code::OutOfRange, number.span, message));
    }
}

/// The elements of a list that could be read.
pub(super) fn elements<T>(field: &Field<Vec<Field<T>>>) -> impl Iterator<Item = &Spanned<T>> {
    field.value().into_iter().flatten().filter_map(Field::read)
}

/// Reports what stands in a list a second time.
pub(super) fn check_unique<'a>(list: impl Iterator<Item = &'a Spanned<String>>, problems: &mut Diagnostics) {
    let mut seen = std::collections::HashMap::new();
    for element in list {
        if let Some(&first) = seen.get(element.value.as_str()) {
            let message = format!("`{}` is in this list twice", element.value);
            problems.push(Diagnostic::new(Code::Repeated, element.span, message).also(first, "the first time"));
        } else {
            seen.insert(element.value.as_str(), element.span);
        }
    }
}
