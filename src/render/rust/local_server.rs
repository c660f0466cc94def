//! `examples/local/`: the API on this machine, and a page that shows what happens.

use minijinja::context;
use serde_json::{Value, json};

use crate::contract::parameter::{DEFAULT_LIMIT, Parameter, parameters};
use crate::contract::{body, wire};
use crate::model::{Attribute, Auth, Resource, Route, Service};
use crate::render::example::{self, Which};
use crate::render::{RenderedProject, layout, templates};

const PAGE: &str = include_str!("../../../templates/examples/local/page.html");

/// Adds `examples/local/`.
pub(super) fn add(service: &Service, project: &mut RenderedProject) {
    let crate_name = service.name.crate_name();
    let main = templates::render("examples/local/main.rs.j2", context! { crate_name });
    project.add_moved("examples/local/main.rs", "examples/local.rs", main);
    let mut routes = service.resources.iter().flat_map(|resource| &resource.routes);
    let root = routes.any(|route| route.path.is_empty());
    project.add("examples/local/page.rs", templates::render("examples/local/page.rs.j2", context! { root }));
    project.add("examples/local/tables.rs", templates::render("examples/local/tables.rs.j2", context! {}));
    let own = layout::in_order(vec![format!("use {crate_name}::App;"), "use serde_json::{Value, json};".to_owned()]);
    let own = own.join("\n");
    project.add("examples/local/watch.rs", templates::render("examples/local/watch.rs.j2", context! { own }));
    project.add("examples/local/page.html", PAGE);
    project.add("examples/local/api.json", api(service));
}

/// What the page shows of the API: each route, with an example of a request.
fn api(service: &Service) -> String {
    let stage = service.stages.first().map_or("dev", |stage| stage.name.as_str());
    let of_resource =
        |resource: &Resource| -> Vec<Value> { resource.routes.iter().map(|route| request(resource, route)).collect() };
    let api = json!({
        "title": service.name.as_str(),
        "description": service.description,
        "stage": stage,
        "function": format!("{}-{stage}", service.name.as_str()),
        "routes": service.resources.iter().flat_map(of_resource).collect::<Vec<_>>(),
    });
    let text = serde_json::to_string_pretty(&api).expect("JSON values can be written");
    format!("{text}\n")
}

fn request(resource: &Resource, route: &Route) -> Value {
    let mut in_path = Vec::new();
    let mut query = Vec::new();
    let mut conditions = Vec::new();
    let pair = |name: &str, example: &str| json!({ "name": name, "example": example });
    for parameter in parameters(resource, route) {
        match parameter {
            Parameter::InPath(attribute) => in_path.push(pair(attribute.name.as_str(), &in_url(resource, attribute))),
            Parameter::Limit => query.push(pair("limit", &DEFAULT_LIMIT.to_string())),
            Parameter::Cursor => query.push(pair("cursor", "")),
            Parameter::Order => query.push(pair("order", "")),
            Parameter::Filter(filter, operator) => {
                query.push(pair(&format!("{}{}", filter.attribute.name, operator.suffix()), ""));
            }
            Parameter::IfMatch => conditions.push("If-Match"),
            Parameter::IfNoneMatch => conditions.push("If-None-Match"),
        }
    }
    let headers = match route.auth {
        Auth::None => json!({}),
        Auth::ApiKey => json!({ "x-api-key": "local" }),
        Auth::Iam => json!({ "authorization": "AWS4-HMAC-SHA256 of any kind" }),
        // Its claims are `{"sub":"ada"}`.
        Auth::Cognito => json!({ "authorization": "Bearer e30.eyJzdWIiOiJhZGEifQ." }),
    };
    json!({
        "operation": route.handler,
        "method": route.method.as_str(),
        "path": route.path_template(),
        "auth": auth(route.auth),
        "headers": headers,
        "path_parameters": in_path,
        "query": query,
        "condition_headers": conditions,
        "body": route.has_body().then(|| example_body(resource, route)),
        "media_type": body::media_types(route).first(),
    })
}

fn auth(auth: Auth) -> &'static str {
    match auth {
        Auth::None => "none",
        Auth::ApiKey => "api_key",
        Auth::Iam => "iam",
        Auth::Cognito => "cognito",
    }
}

fn in_url(resource: &Resource, attribute: &Attribute) -> String {
    wire::in_url(&attribute.shape, &example::attribute(resource, attribute, Which::Original))
}

/// The text of a body: as text, no number loses a digit on its way to the page.
fn example_body(resource: &Resource, route: &Route) -> String {
    let members = example::body(resource, route).into_iter();
    let body: serde_json::Map<_, _> = members
        .map(|(attribute, value)| (attribute.name.to_string(), wire::answered(attribute, wire::json(&value))))
        .collect();
    serde_json::to_string_pretty(&body).expect("JSON values can be written")
}
