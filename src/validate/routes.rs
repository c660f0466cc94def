//! Routes: what each one does, by its method and path.

use std::sync::Arc;

use super::operation::Does;
use super::path::{self, Part};
use super::paths::Paths;
use super::present::{check_unique, elements, required};
use super::route_context::Around;
use super::route_draft::Draft;
use super::route_ids::RouteIds;
use super::{api, filters, operation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Index, Operation, Query, Route, Segment};
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
    around: &Around<'_>,
    paths: &mut Paths,
    ids: &mut RouteIds,
    problems: &mut Diagnostics,
) -> Vec<Route> {
    let plain = RouteSpec::default();
    let mut routes = Vec::new();
    for form in forms.iter().filter_map(Field::read) {
        let Some(draft) = draft(form, &plain, problems) else { continue };
        paths.add(&draft, problems);
        if let Some(route) = route(&draft, around, ids, problems) {
            routes.push(route);
        }
    }
    routes
}

fn draft<'a>(form: &'a Spanned<RouteForm>, plain: &'a RouteSpec, problems: &mut Diagnostics) -> Option<Draft<'a>> {
    let span = form.span;
    let (method, path, spec) = match &form.value {
        RouteForm::Text(text) => {
            let (method, path) = path::shorthand(text, span, problems)?;
            (method, path, plain)
        }
        RouteForm::Mapping(spec) => {
            let method = required(&spec.method, "method", span, problems);
            let path = required(&spec.path, "path", span, problems);
            (path::method(method?.value), path?.clone(), spec)
        }
    };
    let parts = path::parts(&path, problems)?;
    Some(Draft { method, path, parts, spec, span })
}

fn route(draft: &Draft<'_>, around: &Around<'_>, ids: &mut RouteIds, problems: &mut Diagnostics) -> Option<Route> {
    let path = segments(draft, around, problems);
    let index = draft.spec.index.read().map(|name| find_index(name, around, problems));
    let filtered = filtered(draft, around, problems);
    let (key, path) = (around.key?, path?);
    let index = match index {
        Some(index) => Some(index?),
        None => None,
    };
    let does = operation::operation(draft, key, index.as_ref(), around, problems)?;
    check_settings(draft, does, problems);
    let queried = operation::queried(does, key, index.as_deref());
    let filters = filters::filters(&filtered, draft, &queried, problems);
    let operation = match does {
        Does::List => Operation::List { filters },
        Does::Query => Operation::Query(Query { index, filters }),
        Does::Get => Operation::Get,
        Does::Create => Operation::Create,
        Does::Replace => Operation::Replace { upsert: draft.spec.upsert.value() == Some(&true) },
        Does::Update => Operation::Update,
        Does::Delete => Operation::Delete,
    };
    let id = ids.take(&operation, &path, around.resource, around.item);
    let auth = draft.spec.auth.value().map_or(around.auth, |word| api::auth(*word));
    Some(Route { method: draft.method, path, operation, auth, id })
}

/// The attributes that the route filters by, and where it names them.
fn filtered(draft: &Draft<'_>, around: &Around<'_>, problems: &mut Diagnostics) -> Vec<Spanned<Arc<Attribute>>> {
    check_unique(elements(&draft.spec.filters), problems);
    let find =
        |name: &Spanned<String>| Some(Spanned { value: around.attributes.find(name, problems)?, span: name.span });
    elements(&draft.spec.filters).filter_map(find).collect()
}

fn find_index(name: &Spanned<String>, around: &Around<'_>, problems: &mut Diagnostics) -> Option<Arc<Index>> {
    let found = around.indexes.iter().find(|index| index.name.as_str() == name.value);
    if found.is_none() && !around.declared_indexes.contains(&name.value.as_str()) {
        let problem = Diagnostic::new(Code::UnknownIndex, name.span, format!("there is no index `{}`", name.value));
        problems.push(match suggest::nearest(&name.value, &around.declared_indexes) {
            Some(near) => problem.label(format!("did you mean `{near}`?")),
            None => problem,
        });
    }
    found.cloned()
}

fn segments(draft: &Draft<'_>, around: &Around<'_>, problems: &mut Diagnostics) -> Option<Vec<Segment>> {
    let segments: Vec<Option<Segment>> = draft
        .parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => Some(Segment::Literal(text.clone())),
            Part::Parameter(name) => {
                let name = Spanned { value: name.clone(), span: draft.path.span };
                around.attributes.find(&name, problems).map(Segment::Parameter)
            }
        })
        .collect();
    segments.into_iter().collect()
}

/// Reports settings that the operation doesn't have.
fn check_settings(draft: &Draft<'_>, does: Does, problems: &mut Diagnostics) {
    let paged = matches!(does, Does::List | Does::Query);
    let settings = [
        ("filters", draft.spec.filters.span(), paged, "lists and queries"),
        ("index", draft.spec.index.span(), does == Does::Query, "queries"),
        ("upsert", draft.spec.upsert.span(), does == Does::Replace, "a PUT"),
    ];
    for (key, span, fits, of) in settings {
        if let Some(span) = span.filter(|_| !fits) {
            let message = format!("`{key}` is for {of}, and {} means `{}`", draft.name(), does.word());
            problems.push(Diagnostic::new(Code::NotForOperation, span, message));
        }
    }
}
