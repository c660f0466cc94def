//! What a route does: the table of operations.

use std::sync::Arc;

use super::route_context::RouteContext;
use super::route_draft::RouteDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Index, Key, Method};
use crate::spec::OperationWord;
use crate::text::english;

/// An operation, before its filters are known.
pub(super) type OperationKind = OperationWord;

impl OperationWord {
    /// As the spec writes it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Get => "get",
            Self::Query => "query",
            Self::Create => "create",
            Self::Replace => "replace",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// What a list or query reads.
pub(super) struct Queried<'a> {
    /// The key by which it is read; a list reads by none.
    pub(super) key: Option<&'a Key>,
    /// What an item holds there.
    pub(super) index: Option<&'a Index>,
}

/// What the route's filters filter.
pub(super) fn queried<'a>(does: OperationKind, key: &'a Key, index: Option<&'a Index>) -> Queried<'a> {
    let key = match does {
        OperationKind::Query => Some(index.map_or(key, |index| &index.key)),
        _ => None,
    };
    Queried { key, index }
}

/// The operation, if the route has one; reports what doesn't fit.
pub(super) fn operation(
    draft: &RouteDraft<'_>,
    key: &Key,
    index: Option<&Arc<Index>>,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<OperationKind> {
    let inferred = match draft.method {
        Method::Get => match index {
            Some(index) => read_index(draft, key, index, context, problems),
            None => read(draft, key, context, problems),
        },
        Method::Post => create(draft, context, problems),
        Method::Put => whole_key(draft, OperationKind::Replace, key, context, problems),
        Method::Patch => {
            check_something_changes(draft, key, context, problems)?;
            whole_key(draft, OperationKind::Update, key, context, problems)
        }
        Method::Delete => whole_key(draft, OperationKind::Delete, key, context, problems),
    }?;
    if let Some(given) = draft.spec.operation.read().filter(|given| given.value != inferred) {
        let message = format!("{} means `{}`, not `{}`", draft.name(), inferred.word(), given.value.word());
        let problem = Diagnostic::new(Code::OperationMismatch, given.span, message);
        problems.push(problem.note("the method and the path decide what a route does"));
        return None;
    }
    Some(inferred)
}

/// GET of the table: all items, those of a partition, or one.
fn read(
    draft: &RouteDraft<'_>,
    key: &Key,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<OperationKind> {
    if draft.parameters().next().is_none() {
        return Some(OperationKind::List);
    }
    check_parameters(draft, key, "the table's key", context, problems)?;
    if names(key).all(|name| has(draft, name)) {
        return Some(OperationKind::Get);
    }
    check_partition(draft, key, "the table", problems)?;
    Some(OperationKind::Query)
}

/// GET with `index:`: a query, unless the path holds the whole key of the table as well.
fn read_index(
    draft: &RouteDraft<'_>,
    key: &Key,
    index: &Index,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<OperationKind> {
    let whole_key = names(key).all(|name| has(draft, name));
    let partition = has(draft, index.key.partition.name.as_str());
    match draft.spec.operation.value() {
        Some(OperationKind::Get) if whole_key => return Some(OperationKind::Get),
        None if whole_key && partition => {
            let message = format!(
                "{} can mean two things: `get` the item of this key, or `query` the index `{}`",
                draft.name(),
                index.name
            );
            let problem = Diagnostic::new(Code::Ambiguous, draft.span, message);
            problems.push(problem.help("add `operation: query`, or `operation: get` and leave out `index`"));
            return None;
        }
        _ => {}
    }
    check_partition(draft, &index.key, &format!("the index `{}`", index.name), problems)?;
    check_parameters(draft, &index.key, "the index's key", context, problems)?;
    Some(OperationKind::Query)
}

/// POST: the path may hold any attribute that a client gives and a path can hold.
fn create(draft: &RouteDraft<'_>, context: &RouteContext<'_>, problems: &mut Diagnostics) -> Option<OperationKind> {
    let mut fits = true;
    for attribute in context.attributes.iter().filter(|attribute| has(draft, attribute.name.as_str())) {
        let reason = if attribute.generate.is_some() {
            "it is generated"
        } else if attribute.shape.key_type().is_none() {
            "a path holds strings, numbers and binaries only"
        } else {
            continue;
        };
        let message = format!("`{}` can't be in the path of a POST: {reason}", attribute.name);
        let problem = Diagnostic::new(Code::BadParameter, draft.path.span, message);
        problems.push(problem.help(format!("leave `{{{}}}` out of the path", attribute.name)));
        fits = false;
    }
    fits.then_some(OperationKind::Create)
}

/// PUT, PATCH and DELETE: one item.
fn whole_key(
    draft: &RouteDraft<'_>,
    does: OperationKind,
    key: &Key,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<OperationKind> {
    check_parameters(draft, key, "the table's key", context, problems)?;
    let missing: Vec<&str> = names(key).filter(|name| !has(draft, name)).collect();
    if missing.is_empty() {
        return Some(does);
    }
    let message = format!("{} works on one item, and its path lacks {}", draft.name(), english::list(&missing));
    let path: Vec<String> = names(key).map(|name| format!("{{{name}}}")).collect();
    let problem = Diagnostic::new(Code::BadParameter, draft.path.span, message);
    problems.push(problem.help(format!("the whole key is `{}`", path.join("/"))));
    None
}

/// Reports a PATCH on items of which nothing can change.
fn check_something_changes(
    draft: &RouteDraft<'_>,
    key: &Key,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<()> {
    if !context.attributes.are_all_read() || context.attributes.iter().any(|attribute| key.lets_change(attribute)) {
        return Some(());
    }
    let message = format!("{} has nothing to change", draft.name());
    let problem = Diagnostic::new(Code::NothingToPatch, draft.path.span, message);
    problems.push(problem.note("every attribute is part of the key, generated or immutable"));
    None
}

/// Reports parameters that are no part of the key.
fn check_parameters(
    draft: &RouteDraft<'_>,
    key: &Key,
    what: &str,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Option<()> {
    let mut fits = true;
    for name in draft.parameters().filter(|name| !names(key).any(|part| part == *name)) {
        let message = format!("the parameter `{name}` is not part of {what}");
        let mut problem = Diagnostic::new(Code::BadParameter, draft.path.span, message);
        if draft.method == Method::Get {
            for index in context.indexes.iter().filter(|index| index.key.partition.name.as_str() == name) {
                problem = problem.help(format!(
                    "query the index: `{{ method: GET, path: \"{}\", index: {} }}`",
                    draft.path.value, index.name
                ));
            }
        }
        if problem.advice.is_empty() {
            let parts: Vec<&str> = names(key).collect();
            problem = problem.help(format!("{what} is {}: the path has no other parameter", english::list(&parts)));
        }
        problems.push(problem);
        fits = false;
    }
    fits.then_some(())
}

/// Reports a query without its partition key.
fn check_partition(draft: &RouteDraft<'_>, key: &Key, of: &str, problems: &mut Diagnostics) -> Option<()> {
    let partition = key.partition.name.as_str();
    if has(draft, partition) {
        return Some(());
    }
    let message = format!("a query of {of} needs its partition key `{partition}` in the path");
    problems.push(Diagnostic::new(Code::BadParameter, draft.path.span, message));
    None
}

fn names(key: &Key) -> impl Iterator<Item = &str> {
    key.attributes().map(|attribute: &Arc<Attribute>| attribute.name.as_str())
}

fn has(draft: &RouteDraft<'_>, name: &str) -> bool {
    draft.parameters().any(|parameter| parameter == name)
}
