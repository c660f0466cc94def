//! Stage 2: [`Spec`] → [`Service`], in which nothing can be invalid.
//!
//! Promises that every problem is found in one run, each by a small `check_*` that names its rule; a
//! value that the reader has already refused is no second problem. Knows nothing of what is generated
//! but the names that the generated crate needs for itself (`reserved`, `types`).

mod api;
mod attributes;
mod clients;
mod collection;
mod constraints;
mod declared;
mod expressions;
mod filters;
mod function;
mod generators;
mod groups;
mod growth;
mod hidden;
mod idempotency;
mod indexes;
mod item_size;
mod limits;
mod literal;
mod names;
mod operation;
mod origin;
mod owner;
mod path;
mod paths;
mod pattern;
mod plural;
mod policy;
mod presence;
mod present;
mod renames;
mod reserved;
mod resource;
mod resource_draft;
mod route_context;
mod route_draft;
mod route_ids;
mod routes;
mod shape;
mod stages;
mod table;
mod text;
mod throttle;
mod types;
mod variants;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level};
use crate::model::{ProjectName, Resource, Service};
use crate::source::Spanned;
use crate::spec::{Field, ResourceSpec, Spec};
use names::RustNames;
use present::{elements, required};
use resource::Shared;
use resource_draft::ResourceDraft;

/// Reads the service. There is one if no problem is an error.
pub fn validate(spec: &Spanned<Spec>, problems: &mut Diagnostics) -> Option<Service> {
    let root = &spec.value;
    check_format(&root.format, problems);
    let name = required(&root.name, "name", spec.span, problems).and_then(|name| names::project(name, problems));
    let api = api::api(spec, problems);
    let function = function::function(&root.function, problems);
    let stages = stages::stages(&root.stages, name.as_ref(), problems);

    let longest_stage =
        stages.iter().map(|stage| stage.name.as_str()).max_by_key(|name| name.len()).unwrap_or_default();
    let mut shared = Shared::new(&api, longest_stage);
    let drafts = drafts(spec, name.as_ref(), problems);
    if let Some(api) = root.api.value() {
        clients::check_used(api, &drafts, problems);
        clients::check_number(api, &stages, problems);
    }
    check_modules(&drafts, problems);
    renames::check_resources(&drafts, problems);
    let mut resources: Vec<Resource> =
        drafts.iter().filter_map(|draft| resource::resource(draft, &mut shared, problems)).collect();
    for resource in &mut resources {
        resource.unreachable = hidden::unreachable(resource, shared.paths.seen(), problems);
    }
    let paths = shared.paths;
    let policy = policy::policy(&root.policy, problems);
    let span = root.resources.span().or(root.name.span()).unwrap_or_default();
    let description = root.description.value().cloned();
    let service = name.map(|name| Service { name, description, resources, api, function, stages, policy });
    if let Some(service) = &service {
        limits::check(service, span, problems);
        let asked = root.api.value().and_then(|api| api.idempotency.span()).unwrap_or_default();
        idempotency::check(service, &drafts, paths.seen(), asked, problems);
        if !problems.has_errors() {
            owner::check(service, &drafts, paths.seen(), problems);
            growth::check(service, &drafts, paths.seen(), problems);
        }
    }

    let allowed = allowed(&root.allow, problems);
    problems.silence(&allowed);
    service.filter(|_| !problems.has_errors())
}

fn check_format(format: &Field<u32>, problems: &mut Diagnostics) {
    if let Some(format) = format.read().filter(|format| format.value != 1) {
        let message = format!("format {} is not one that this slsgen reads", format.value);
        problems.push(Diagnostic::new(Code::UnknownFormat, format.span, message).help("the only format so far is 1"));
    }
}

/// The resources as the spec has them: the one at the top, or those under `resources`.
fn drafts<'a>(
    spec: &'a Spanned<Spec>,
    project: Option<&ProjectName>,
    problems: &mut Diagnostics,
) -> Vec<ResourceDraft<'a>> {
    let root = &spec.value;
    let project = project.map_or(names::STAND_IN, ProjectName::as_str);
    let is_at_top = root.table.span().or(root.attributes.span()).or(root.routes.span()).is_some();
    if root.resources.is_absent() || root.resources.span().is_none() && is_at_top {
        let name_span = root.name.span().unwrap_or(spec.span);
        return vec![ResourceDraft {
            name: names::resource_of_project(project, name_span, problems),
            name_span,
            table_name: project.to_owned(),
            span: spec.span,
            table: &root.table,
            attributes: &root.attributes,
            routes: &root.routes,
            item: &root.item,
            owner: &root.owner,
            renamed_from: Vec::new(),
        }];
    }
    check_one_way(root, problems);
    let Some(resources) = root.resources.read() else { return Vec::new() };
    if resources.value.0.is_empty() {
        problems.push(Diagnostic::new(Code::NothingInside, resources.span, "a service has at least one resource"));
    }
    let mut draft = |(name, resource): &'a (Spanned<String>, Field<ResourceSpec>)| {
        let resource = resource.read()?;
        let name_span = name.span;
        let name = names::resource(name, problems);
        let renamed_from = renames::earlier_names(&resource.value.renamed_from, &name, "a resource's name", problems);
        Some(ResourceDraft {
            table_name: format!("{project}-{}", renamed_from.first().map_or(&name, |oldest| &oldest.value)),
            name,
            name_span,
            span: resource.span,
            table: &resource.value.table,
            attributes: &resource.value.attributes,
            routes: &resource.value.routes,
            item: &resource.value.item,
            owner: &resource.value.owner,
            renamed_from,
        })
    };
    resources.value.0.iter().filter_map(&mut draft).collect()
}

/// `resources` takes the place of what stands at the top for one table.
fn check_one_way(root: &Spec, problems: &mut Diagnostics) {
    let at_top = [
        ("table", root.table.span()),
        ("attributes", root.attributes.span()),
        ("routes", root.routes.span()),
        ("item", root.item.span()),
        ("owner", root.owner.span()),
    ];
    for (key, span) in at_top {
        if let (Some(span), Some(resources)) = (span, root.resources.span()) {
            let message = format!("`{key}` belongs under each resource where there are `resources`");
            problems.push(Diagnostic::new(Code::Contradiction, span, message).also(resources, "the resources"));
        }
    }
}

/// Each resource is a module of the generated crate.
fn check_modules(drafts: &[ResourceDraft<'_>], problems: &mut Diagnostics) {
    let mut modules = RustNames::of("resources");
    for draft in drafts {
        modules.add(draft.name.snake().to_owned(), draft.name.as_str(), draft.name_span, problems);
    }
}

/// The warnings that the spec silences.
fn allowed(allow: &Field<Vec<Field<String>>>, problems: &mut Diagnostics) -> Vec<Code> {
    let mut codes = Vec::new();
    for text in elements(allow) {
        match Code::from_text(&text.value) {
            Some(code) if code.level() == Level::Warning => codes.push(code),
            found => {
                let message = match found {
                    Some(_) => format!("`{}` is an error, and only warnings can be allowed", text.value),
                    None => format!("`{}` is not the code of a warning", text.value),
                };
                problems.push(Diagnostic::new(Code::NotAWarning, text.span, message));
            }
        }
    }
    codes
}
