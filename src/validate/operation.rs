//! What a route does: the table of operations.

use std::sync::Arc;

use super::route_context::RouteContext;
use super::route_draft::RouteDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Generate, Index, Key, Method};
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
pub(super) struct Queried {
    /// The key by which it is read; a list of all items reads by none.
    pub(super) key: Option<Key>,
    /// What an item holds there.
    pub(super) index: Option<Arc<Index>>,
    /// Clients can't select by the sort key: some callers see a list of all items.
    pub(super) is_list: bool,
}

/// What the route's filters filter.
pub(super) fn queried(
    does: OperationKind,
    draft: &RouteDraft<'_>,
    index: Option<&Arc<Index>>,
    context: &RouteContext<'_>,
) -> Option<Queried> {
    let key = context.key?;
    let own = draft.owner.filter(|_| does == OperationKind::List).and_then(|owner| owner.query(key, context.indexes));
    let is_list = does != OperationKind::Query;
    let index = own.as_ref().and_then(|own| own.index.as_ref()).or(index);
    let has_key = own.is_some() || !is_list;
    let key = has_key.then(|| index.map_or(key, |index| &index.key).clone());
    Some(Queried { key, index: index.cloned(), is_list })
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
        let asked = draft.spec.operation.value();
        let has_key = names(key).all(|name| draft.gives(name));
        let has_partition = draft.gives(key.partition.name.as_str());
        return Some(match asked {
            Some(OperationKind::List) => OperationKind::List,
            _ if has_key => OperationKind::Get,
            Some(OperationKind::Query) if has_partition => OperationKind::Query,
            _ => OperationKind::List,
        });
    }
    check_parameters(draft, key, "the table's key", context, problems)?;
    if names(key).all(|name| draft.gives(name)) {
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
    let whole_key = names(key).all(|name| draft.gives(name));
    let partition = draft.gives(index.key.partition.name.as_str());
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
    let is_in_path = |attribute: &Attribute| draft.parameters().any(|name| name == attribute.name.as_str());
    for attribute in context.attributes.iter().filter(|attribute| is_in_path(attribute)) {
        let reason = if attribute.generate.is_some_and(|generate| generate != Generate::Owner) {
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
    let missing: Vec<&str> = names(key).filter(|name| !draft.gives(name)).collect();
    if missing.is_empty() {
        return Some(does);
    }
    let message = format!("{} works on one item, and its path lacks {}", draft.name(), english::list(&missing));
    let path = names(key).filter(|name| draft.told() != Some(name));
    let path: Vec<String> = path.map(|name| format!("{{{name}}}")).collect();
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
            let parts: Vec<&str> = names(key).filter(|name| draft.told() != Some(name)).collect();
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
    if draft.gives(partition) {
        return Some(());
    }
    let message = format!("a query of {of} needs its partition key `{partition}` in the path");
    problems.push(Diagnostic::new(Code::BadParameter, draft.path.span, message));
    None
}

fn names(key: &Key) -> impl Iterator<Item = &str> {
    key.attributes().map(|attribute: &Arc<Attribute>| attribute.name.as_str())
}
