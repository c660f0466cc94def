//! Filters: which attributes clients may filter by, and with which operators.

use std::sync::Arc;

use super::operation::Queried;
use super::route_draft::RouteDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Filter, FilterOp, Presence, Shape};
use crate::source::Spanned;

/// Query parameters that lists and queries have already.
const RESERVED: &[&str] = &["limit", "cursor", "order"];

/// Reads the filters of a list or query.
pub(super) fn filters(
    attributes: &[Spanned<Arc<Attribute>>],
    draft: &RouteDraft<'_>,
    queried: &Queried,
    problems: &mut Diagnostics,
) -> Vec<Filter> {
    let sort = queried.key.as_ref().and_then(|key| key.sort.as_ref());
    let mut filters = Vec::new();
    for Spanned { value: attribute, span } in attributes {
        if let Some(reason) = refusal(attribute, draft, queried) {
            let message = format!("`{}` can't be a filter of {}: {reason}", attribute.name, draft.name());
            let problem = Diagnostic::new(Code::BadFilter, *span, message);
            problems.push(match &queried.index {
                Some(index) if reason == ORDERS => {
                    problem.help(format!("a query can filter by it: add `index: {}`", index.name))
                }
                None if reason == ORDERS => problem.help("a query can filter by it: add `operation: query`"),
                Some(index) if reason == NOT_PROJECTED => {
                    problem.help(format!("add it to what `{}` includes, or leave its `projection` out", index.name))
                }
                _ => problem,
            });
            continue;
        }
        let sort_key = sort.is_some_and(|sort| sort.name == attribute.name);
        filters.push(Filter { attribute: attribute.clone(), operators: operators(attribute, sort_key), sort_key });
    }
    filters
}

const ORDERS: &str = "a list of the caller's own items is in its order";
const NOT_PROJECTED: &str = "the index doesn't project it";

/// Why the attribute can't be a filter there.
fn refusal(attribute: &Attribute, draft: &RouteDraft<'_>, queried: &Queried) -> Option<&'static str> {
    let name = attribute.name.as_str();
    if RESERVED.contains(&name) {
        Some("every list and query has a query parameter of this name")
    } else if attribute.private {
        Some("it is private")
    } else if draft.parameters().any(|parameter| parameter == name) {
        Some("the path fixes it")
    } else if draft.told() == Some(name) {
        Some("the caller's token fixes it")
    } else if queried.is_list && queried.key.as_ref().is_some_and(|key| key.contains(attribute)) {
        Some(ORDERS)
    } else if queried
        .index
        .as_ref()
        .is_some_and(|index| index.attributes.iter().all(|held| held.name != attribute.name))
    {
        Some(NOT_PROJECTED)
    } else if operators(attribute, false).iter().all(|operator| *operator == FilterOp::Exists) {
        Some("its type has no filters")
    } else {
        None
    }
}

/// The operators of an attribute, in the order of [`FilterOp`].
///
/// A sort key's become the key condition, which knows neither `<>` nor `IN`, and always has a value.
fn operators(attribute: &Attribute, sort_key: bool) -> Vec<FilterOp> {
    use FilterOp::{BeginsWith, Contains, Eq, Exists, Gt, Gte, In, Lt, Lte, Ne};
    let of_type: &[FilterOp] = match &attribute.shape {
        Shape::String { .. } => &[Eq, Ne, Gt, Gte, Lt, Lte, BeginsWith, Contains, In],
        Shape::Enum { .. } | Shape::Uuid | Shape::Binary(_) => &[Eq, Ne, In],
        Shape::Integer(_) | Shape::Number(_) | Shape::Decimal(_) | Shape::Timestamp(_) | Shape::Date | Shape::Ulid => {
            &[Eq, Ne, Gt, Gte, Lt, Lte, In]
        }
        Shape::Boolean => &[Eq, Ne],
        Shape::Set { .. } => &[Contains],
        Shape::List { items, .. } if is_scalar(items) => &[Contains],
        Shape::List { .. } | Shape::Map(_) | Shape::Json => &[],
    };
    let mut operators = of_type.to_vec();
    if sort_key {
        operators.retain(|operator| !matches!(operator, Ne | Contains | In));
    } else if attribute.presence == Presence::Optional {
        operators.push(Exists);
        operators.sort();
    }
    operators
}

fn is_scalar(shape: &Shape) -> bool {
    shape.key_type().is_some() || *shape == Shape::Boolean
}
