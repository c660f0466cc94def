//! `docs/workshop.md`: a project's own request, step by step, for whoever learns by it.

use minijinja::{Value, context};
use serde::Serialize;
use serde_json::json;

use super::call::{self, NewKey};
use super::example::{self, Which};
use super::{RenderedProject, api_key, local_user, templates, yaml};
use crate::model::{Auth, DataPolicy, Operation, Query, Resource, Route, Service};
use crate::path::portable;
use crate::text::shell;

/// A line of the project, and what happens there.
#[derive(Serialize)]
struct Place {
    what: &'static str,
    /// `FILE:LINE`
    at: String,
}

/// The routes that the workshop goes along: they create, read and list the items of one table.
struct Routes<'a> {
    resource: &'a Resource,
    create: &'a Route,
    get: &'a Route,
    list: &'a Route,
}

impl<'a> Routes<'a> {
    fn of(resource: &'a Resource) -> Option<Self> {
        let first = |wanted: fn(&Operation) -> bool| resource.routes.iter().find(|route| wanted(&route.operation));
        Some(Self {
            resource,
            create: first(|operation| *operation == Operation::Create)?,
            get: first(|operation| *operation == Operation::Get)?,
            list: first(|operation| matches!(operation, Operation::List { .. }))?,
        })
    }
}

/// Whether a workshop can be made of the service.
#[must_use]
pub fn has_workshop(service: &Service) -> bool {
    service.resources.iter().any(|resource| Routes::of(resource).is_some())
}

/// Adds the workshop to a project, if its routes are enough for one.
pub fn add_workshop(service: &Service, project: &mut RenderedProject) {
    let Some(routes) = service.resources.iter().find_map(Routes::of) else { return };
    let text = templates::render("docs/workshop.md.j2", view(service, &routes, project));
    project.add("docs/workshop.md", text);
}

fn view(service: &Service, routes: &Routes<'_>, project: &RenderedProject) -> Value {
    let Routes { resource, create, get, list } = routes;
    let stage = service.stages.first().map_or("dev", |stage| stage.name.as_str());
    let stages: Vec<&str> = service.stages.iter().map(|stage| stage.name.as_str()).collect();
    let methods = service.resources.iter().flat_map(|resource| &resource.routes);
    let methods = methods.map(Route::title);
    let partition = &resource.table.key.partition;
    let key = NewKey::of(resource);
    let is_kept = service.stages.first().is_some_and(|stage| stage.data == DataPolicy::Kept);
    let kept = service.resources.iter().filter(|_| is_kept).map(|resource| format!("{}-{stage}", resource.table.name));
    let body = call::body(resource, create).unwrap_or_default();
    let body = format!(
        "-H 'content-type: application/json' -d {}",
        shell::quoted(&serde_json::Value::Object(body).to_string())
    );
    let credentials = |route: &Route| call::credentials(route.auth).map(|text| format!("{text} ")).unwrap_or_default();
    context! {
        name => service.name.as_str(),
        stack => format!("{}-{stage}", service.name.as_str()),
        stage,
        stage_json => json!(stage).to_string(),
        stage_file => portable(stage),
        stages,
        table => resource.table.local_name(),
        deployed_table => format!("{}-{stage}", resource.table.name),
        kept => kept.collect::<Vec<_>>(),
        key => partition.name.as_str(),
        key_yaml => yaml::text(partition.name.as_str()),
        key_json => json!(partition.name.as_str()).to_string(),
        item => resource.item.snake(),
        routes => methods.collect::<Vec<_>>(),
        auth => context! {
            api_key => service.uses(Auth::ApiKey),
            iam => service.uses(Auth::Iam),
            cognito => service.uses(Auth::Cognito),
            token => local_user::tokens(service)[0],
        },
        api_key => context! { local => api_key::local(service), output => api_key::output(service) },
        collection => format!("postman/{}.postman_collection.json", service.name.as_str()),
        expires => resource.expires(),
        deletes => resource.routes.iter().any(|route| route.operation == Operation::Delete),
        create => context! {
            template => create.path_template(),
            template_json => json!(create.path_template()).to_string(),
            path => example::path(resource, create),
            event => example::event_path(create),
            credentials => credentials(create),
            arguments => format!("{}{body}", credentials(create)),
            captures => key.captures(&[*get]),
        },
        get => context! {
            template => get.path_template(),
            path => key.path(get),
            // Nothing makes an item of this key.
            missing => example::path_by(get, |part| example::key_in_url(resource, part, Which::Changed)),
            arguments => call::arguments(get),
        },
        list => context! {
            path => example::path(resource, list),
            path_yaml => yaml::text(&list.path_template()),
            no_method => no_method(service, list),
            arguments => call::arguments(list),
            refusal => refusal(list.auth),
        },
        query => resource.routes.iter().find_map(|route| query(resource, route)),
        places => places(routes, project),
    }
}

/// A method that the path of this route does not have.
fn no_method(service: &Service, list: &Route) -> &'static str {
    let routes = || service.resources.iter().flat_map(|resource| &resource.routes);
    let is_there = |method: &str| routes().any(|route| route.path == list.path && route.method.as_str() == method);
    ["DELETE", "PATCH", "PUT"].into_iter().find(|method| !is_there(method)).unwrap_or("TRACE")
}

fn refusal(auth: Auth) -> Option<u16> {
    match auth {
        Auth::None => None,
        Auth::Cognito => Some(401),
        Auth::ApiKey | Auth::Iam => Some(403),
    }
}

/// A query, if the route is one.
fn query(resource: &Resource, route: &Route) -> Option<Value> {
    let Operation::Query(Query { index, .. }) = &route.operation else { return None };
    let of = index.as_ref().map_or_else(|| "the table".to_owned(), |index| format!("the index `{}`", index.name));
    Some(context! { of, path => example::path(resource, route), arguments => call::arguments(route) })
}

/// The way of the request that creates an item: to the table, and back.
fn places(routes: &Routes<'_>, project: &RenderedProject) -> Vec<Place> {
    let Routes { resource, create, .. } = routes;
    let (module, item) = (resource.name.file(), resource.item.to_string());
    let file = |name: &str| format!("src/{module}/{name}.rs");
    let way = [
        ("The gateway takes the request", "tests/api/gateway.rs".to_owned(), "pub async fn answer(".to_owned()),
        ("It makes the event", "tests/api/event.rs".to_owned(), "fn event(".to_owned()),
        ("The function gets the event and a context", "tests/api/function.rs".to_owned(), "Adapter::from(".to_owned()),
        ("In Lambda, the same starts here", "src/main.rs".to_owned(), "run(".to_owned()),
        ("The router finds the handler", file("routes"), format!("post({})", create.handler)),
        ("The body is read and checked", file("item"), format!("impl FromJson for New{item}")),
        ("The handler runs", file("routes"), format!("async fn {}(", create.handler)),
        ("It stores the item on a condition", file("table"), "pub async fn create(".to_owned()),
        ("DynamoDB is called", "src/dynamodb/table.rs".to_owned(), "pub async fn put_item(".to_owned()),
        ("The item becomes the answer", file("item"), format!("impl IntoResponse for {item}")),
        ("The line is logged", "src/http/request_log.rs".to_owned(), "pub async fn log_request(".to_owned()),
        ("The response is made of the answer", "tests/api/event.rs".to_owned(), "pub fn response(".to_owned()),
    ];
    let place = |(what, file, text): (&'static str, String, String)| {
        let line = project.text(&file)?.lines().position(|line| line.contains(&text))? + 1;
        Some(Place { what, at: format!("{file}:{line}") })
    };
    way.into_iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::{Routes, add_workshop, places};

    #[test]
    fn each_step_of_the_way_is_found() {
        let specs = [include_str!("../../specs/hostile.yaml"), include_str!("../../specs/orders.yaml")];
        for spec in specs {
            let service = crate::load("spec.yaml", spec.as_bytes()).service.expect("the spec is valid");
            let mut project = crate::render::render_new(&service, "");
            let routes = service.resources.iter().find_map(Routes::of).expect("it has routes enough");
            assert_eq!(places(&routes, &project).len(), 12);
            add_workshop(&service, &mut project);
            assert!(project.text("docs/workshop.md").is_some());
        }
    }
}
