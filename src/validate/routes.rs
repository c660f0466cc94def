//! Routes: what each one does, by its method and path.

use std::sync::Arc;

use super::collection::{self, Collection};
use super::operation::OperationKind;
use super::path::{self, Part};
use super::paths::Paths;
use super::present::{check_unique, elements, required};
use super::route_context::RouteContext;
use super::route_draft::RouteDraft;
use super::route_ids::RouteIds;
use super::{api, filters, groups, operation, owner};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Index, Operation, Owner, Query, Route, Segment};
use crate::source::Spanned;
use crate::spec::{Field, RouteForm, RouteSpec, suggest};

/// The names of the indexes that any route names.
pub(super) fn queried_indexes(routes: &Field<Vec<Field<RouteForm>>>) -> Vec<&str> {
    let specs = routes.value().into_iter().flatten().filter_map(|route| match route.value() {
        Some(RouteForm::Mapping(spec)) => Some(spec),
        _ => None,
    });
    specs.filter_map(|spec| spec.index.value()).map(String::as_str).collect()
}

/// Reads the routes of a resource.
pub(super) fn routes(
    forms: &[Field<RouteForm>],
    context: &RouteContext<'_>,
    paths: &mut Paths,
    ids: &mut RouteIds,
    problems: &mut Diagnostics,
) -> Vec<Route> {
    let plain = RouteSpec::default();
    let forms = forms.iter().filter_map(Field::read);
    let drafts: Vec<_> = forms.filter_map(|form| draft(form, &plain, context.owner, problems)).collect();
    let collection = context.key.map(|key| Collection::of(&drafts, key));
    let mut routes = Vec::new();
    for draft in &drafts {
        paths.add(draft, problems);
        let Some(route) = route(draft, context, ids, problems) else { continue };
        if let (Some(key), Some(collection)) = (context.key, &collection) {
            collection::check_reading(draft, &route.operation, key, collection, problems);
        }
        routes.push(route);
    }
    routes
}

fn draft<'a>(
    form: &'a Spanned<RouteForm>,
    plain: &'a RouteSpec,
    owner: Option<&'a Owner>,
    problems: &mut Diagnostics,
) -> Option<RouteDraft<'a>> {
    let span = form.span;
    let (method, path, spec) = match &form.value {
        RouteForm::Text(text) => {
            let (method, path) = path::shorthand(text, span, problems)?;
            (method, path, plain)
        }
        RouteForm::Mapping(spec) => {
            let method = required(&spec.method, "method", span, problems);
            let path = required(&spec.path, "path", span, problems);
            (path::method(method?.value), path?.clone(), spec.as_ref())
        }
    };
    let parts = path::parts(&path, problems)?;
    let groups: Vec<String> = elements(&spec.groups).map(|group| group.value.clone()).collect();
    let owner = owner.filter(|owner| !owner.excepts_all(&groups));
    Some(RouteDraft { method, path, parts, spec, owner, span })
}

fn route(
    draft: &RouteDraft<'_>,
    context: &RouteContext<'_>,
    ids: &mut RouteIds,
    problems: &mut Diagnostics,
) -> Option<Route> {
    let path = segments(draft, context, problems);
    let index = draft.spec.index.read().map(|name| find_index(name, context, problems));
    let filtered = filtered(draft, context, problems);
    let (key, path) = (context.key?, path?);
    let index = match index {
        Some(index) => Some(index?),
        None => None,
    };
    owner::check_path(draft, problems)?;
    let does = operation::operation(draft, key, index.as_ref(), context, problems)?;
    check_settings(draft, does, problems);
    match does {
        OperationKind::List => owner::check_list(draft, context, problems)?,
        OperationKind::Query => owner::check_query(draft, index.as_deref(), context, problems)?,
        _ => {}
    }
    let queried = operation::queried(does, draft, index.as_ref(), context)?;
    let filters = filters::filters(&filtered, draft, &queried, problems);
    let operation = match does {
        OperationKind::List => Operation::List { filters },
        OperationKind::Query => Operation::Query(Query { index, filters }),
        OperationKind::Get => Operation::Get,
        OperationKind::Create => Operation::Create,
        OperationKind::Replace => Operation::Replace { upsert: draft.spec.upsert.value() == Some(&true) },
        OperationKind::Update => Operation::Update,
        OperationKind::Delete => Operation::Delete,
    };
    let id = ids.id(&operation, &path, context.resource, context.item);
    let handler = ids.handler(&operation, &path, context.resource, context.item);
    let auth = draft.spec.auth.value().map_or(context.auth, |word| api::auth(*word));
    let groups = groups::of_route(draft, auth, problems);
    let takes_idempotency_key = context.idempotency && operation == Operation::Create;
    Some(Route { method: draft.method, path, operation, auth, groups, takes_idempotency_key, id, handler })
}

/// The attributes that the route filters by, and where it names them.
fn filtered(
    draft: &RouteDraft<'_>,
    context: &RouteContext<'_>,
    problems: &mut Diagnostics,
) -> Vec<Spanned<Arc<Attribute>>> {
    check_unique(elements(&draft.spec.filters), problems);
    let find =
        |name: &Spanned<String>| Some(Spanned { value: context.attributes.find(name, problems)?, span: name.span });
    elements(&draft.spec.filters).filter_map(find).collect()
}

fn find_index(name: &Spanned<String>, context: &RouteContext<'_>, problems: &mut Diagnostics) -> Option<Arc<Index>> {
    let found = context.indexes.iter().find(|index| index.name.as_str() == name.value);
    if found.is_none()
        && let Some(names) = context.declared_indexes.as_ref().filter(|names| !names.contains(&name.value.as_str()))
    {
        let problem = Diagnostic::new(Code::UnknownIndex, name.span, format!("there is no index `{}`", name.value));
        let near = if problems.are_enough() { None } else { suggest::nearest(&name.value, names) };
        problems.push(suggest::instead(problem, name, near));
    }
    found.cloned()
}

fn segments(draft: &RouteDraft<'_>, context: &RouteContext<'_>, problems: &mut Diagnostics) -> Option<Vec<Segment>> {
    let segments: Vec<Option<Segment>> = draft
        .parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => Some(Segment::Literal(text.clone())),
            Part::Parameter(name) => {
                let name = Spanned { value: name.clone(), span: draft.path.span };
                context.attributes.find(&name, problems).map(Segment::Parameter)
            }
        })
        .collect();
    segments.into_iter().collect()
}

/// Reports settings that the operation doesn't have.
fn check_settings(draft: &RouteDraft<'_>, does: OperationKind, problems: &mut Diagnostics) {
    let paged = matches!(does, OperationKind::List | OperationKind::Query);
    let settings = [
        ("filters", draft.spec.filters.span(), paged, "lists and queries"),
        ("index", draft.spec.index.span(), does == OperationKind::Query, "queries"),
        ("upsert", draft.spec.upsert.span(), does == OperationKind::Replace, "a PUT"),
    ];
    for (key, span, fits, of) in settings {
        if let Some(span) = span.filter(|_| !fits) {
            let message = format!("`{key}` is for {of}, and {} means `{}`", draft.name(), does.word());
            problems.push(Diagnostic::new(Code::NotForOperation, span, message));
        }
    }
}
