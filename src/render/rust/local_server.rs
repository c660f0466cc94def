//! The API on this machine: `examples/local/`, with a page that shows what happens, and `examples/invoke.rs`, which takes
//! one of `events/`.

use std::sync::Arc;

use minijinja::context;
use serde_json::{Map, Value, json};

use super::gateway::credentials;
use super::seed;
use crate::contract::parameter::{DEFAULT_LIMIT, Parameter, parameters};
use crate::contract::{body, wire};
use crate::model::{Attribute, Auth, Resource, Route, Service};
use crate::render::example::{self, Which};
use crate::render::{RenderedProject, api_key, layout, local_user, openapi, templates};

/// The host of an API is its own, as in `tests/api/event.rs`.
const HOST: &str = "local.execute-api.us-east-1.amazonaws.com";

/// Adds `examples/local/`.
pub(super) fn add(service: &Service, project: &mut RenderedProject) {
    let crate_name = service.name.crate_name();
    let main = templates::render("examples/local/main.rs.j2", context! { crate_name });
    project.add_moved("examples/local/main.rs", "examples/local.rs", main);
    let mut routes = service.resources.iter().flat_map(|resource| &resource.routes);
    let root = routes.any(|route| route.path.is_empty());
    project.add("examples/local/page.rs", templates::render("examples/local/page.rs.j2", context! { root }));
    project.add("examples/local/seed.json", seed::seed(service));
    let own = layout::in_order(vec![format!("use {crate_name}::App;"), "use serde_json::{Value, json};".to_owned()]);
    let own = own.join("\n");
    project.add("examples/local/watch.rs", templates::render("examples/local/watch.rs.j2", context! { own }));
    project.add("examples/local/api.json", api(service));
    let credentials = scheme_credentials(service);
    project.add("examples/local/docs.html", templates::render("examples/local/docs.html.j2", context! { credentials }));
}

/// Adds an event for each route, and the example that calls the function with one.
pub(super) fn add_events(service: &Service, project: &mut RenderedProject) {
    let stage = service.stages.first().map_or("dev", |stage| stage.name.as_str());
    for resource in &service.resources {
        for route in &resource.routes {
            let event = event(service, resource, route, stage);
            let text = serde_json::to_string_pretty(&event).expect("JSON values can be written");
            project.add(example::event_path(route), format!("{text}\n"));
        }
    }
    let (crate_name, event) = (service.name.crate_name(), example::first_event(service));
    project.add("examples/invoke.rs", templates::render("examples/invoke.rs.j2", context! { crate_name, event }));
}

/// The event that API Gateway sends of an example of a request. It has the members that `tests/api/event.rs` makes.
fn event(service: &Service, resource: &Resource, route: &Route, stage: &str) -> Value {
    let parameter = |attribute: &Arc<Attribute>| (attribute.name.to_string(), in_path(resource, attribute).into());
    let parameters: Map<_, _> = route.parameters().map(parameter).collect();
    let path = if route.path.is_empty() { "/".to_owned() } else { example::path(resource, route) };
    let body = route.has_body().then(|| example_body(resource, route));
    let mut headers = Map::new();
    headers.insert("host".to_owned(), HOST.into());
    if let Some(media_type) = body::media_types(route).first() {
        headers.insert("content-type".to_owned(), (*media_type).into());
    }
    headers.extend(headers_of(service, route.auth));
    let all: Map<_, _> = headers.iter().map(|(name, value)| (name.clone(), json!([value]))).collect();
    let id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    let mut event = json!({
        "resource": route.path_template(),
        "path": path,
        "httpMethod": route.method.as_str(),
        "headers": headers,
        "multiValueHeaders": all,
        "queryStringParameters": null,
        "multiValueQueryStringParameters": null,
        "pathParameters": if parameters.is_empty() { Value::Null } else { parameters.into() },
        "stageVariables": null,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "local",
            "domainName": HOST,
            "domainPrefix": "local",
            "extendedRequestId": id,
            "httpMethod": route.method.as_str(),
            "identity": {
                "accessKey": null,
                "accountId": null,
                "caller": null,
                "cognitoAuthenticationProvider": null,
                "cognitoAuthenticationType": null,
                "cognitoIdentityId": null,
                "cognitoIdentityPoolId": null,
                "sourceIp": "127.0.0.1",
                "user": null,
                "userAgent": null,
                "userArn": null,
            },
            "path": format!("/{stage}{path}"),
            "protocol": "HTTP/1.1",
            "requestId": id,
            "requestTime": "31/Jan/2026:12:00:00 +0000",
            "requestTimeEpoch": 1_769_860_800_000_i64,
            "resourceId": "local",
            "resourcePath": route.path_template(),
            "stage": stage,
        },
        "body": body,
        "isBase64Encoded": false,
    });
    let context = &mut event["requestContext"];
    match route.auth {
        Auth::None => {}
        Auth::ApiKey => {
            let key = api_key::local(service);
            context["identity"]["apiKey"] = json!(key);
            context["identity"]["apiKeyId"] = json!(key);
        }
        Auth::Iam => context["identity"]["userArn"] = json!("arn:aws:iam::123456789012:user/local"),
        Auth::Cognito => context["authorizer"] = json!({ "claims": local_user::claims(service) }),
    }
    event
}

/// What the page shows of the API: each route, with an example of a request.
fn api(service: &Service) -> String {
    let stage = service.stages.first().map_or("dev", |stage| stage.name.as_str());
    let of_resource = |resource: &Resource| -> Vec<Value> {
        resource.routes.iter().map(|route| request(service, resource, route)).collect()
    };
    let api = json!({
        "title": service.name.as_str(),
        "description": service.description,
        "stage": stage,
        "function": format!("{}-{stage}", service.name.as_str()),
        "users": users(service),
        "routes": service.resources.iter().flat_map(of_resource).collect::<Vec<_>>(),
    });
    let text = serde_json::to_string_pretty(&api).expect("JSON values can be written");
    format!("{text}\n")
}

/// Who may call, where it matters who does.
fn users(service: &Service) -> Vec<Value> {
    if !service.tells_users_apart() {
        return Vec::new();
    }
    let groups: Vec<&str> = service.groups().into_iter().collect();
    let [user, other] = local_user::tokens(service);
    let name = match &groups[..] {
        [] => local_user::USER.to_owned(),
        groups => format!("{}, in {}", local_user::USER, groups.join(", ")),
    };
    vec![json!({ "name": name, "token": user }), json!({ "name": local_user::OTHER, "token": other })]
}

fn request(service: &Service, resource: &Resource, route: &Route) -> Value {
    let mut path = Vec::new();
    let mut query = Vec::new();
    let mut conditions = Vec::new();
    let pair = |name: &str, example: &str| json!({ "name": name, "example": example });
    for parameter in parameters(resource, route) {
        match parameter {
            Parameter::InPath(attribute) => path.push(pair(attribute.name.as_str(), &in_path(resource, attribute))),
            Parameter::Limit => query.push(pair("limit", &DEFAULT_LIMIT.to_string())),
            Parameter::Cursor => query.push(pair("cursor", "")),
            Parameter::Order => query.push(pair("order", "")),
            Parameter::Filter(filter, operator) => {
                query.push(pair(&format!("{}{}", filter.attribute.name, operator.suffix()), ""));
            }
            Parameter::IfMatch => conditions.push("If-Match"),
            Parameter::IfNoneMatch => conditions.push("If-None-Match"),
            Parameter::IdempotencyKey => conditions.push("Idempotency-Key"),
        }
    }
    json!({
        "operation": route.handler,
        "method": route.method.as_str(),
        "path": route.path_template(),
        "headers": headers_of(service, route.auth),
        "path_parameters": path,
        "query": query,
        "condition_headers": conditions,
        "body": route.has_body().then(|| example_body(resource, route)),
        "media_type": body::media_types(route).first(),
    })
}

/// What the OpenAPI console sends: for each scheme of the document, what the local gateway lets through.
fn scheme_credentials(service: &Service) -> Vec<Value> {
    let schemes = [Auth::ApiKey, Auth::Cognito, Auth::Iam].into_iter().filter(|auth| service.uses(*auth));
    let schemes = schemes.filter_map(|auth| Some((openapi::scheme_name(auth)?, credentials(service, auth)?.1)));
    // The console adds the word itself.
    schemes.map(|(name, value)| json!({ "name": name, "value": value.trim_start_matches("Bearer ") })).collect()
}

/// What the local gateway lets through.
fn headers_of(service: &Service, auth: Auth) -> Map<String, Value> {
    credentials(service, auth).map(|(name, value)| (name.to_owned(), value.into())).into_iter().collect()
}

/// An example of a key in a path, decoded.
fn in_path(resource: &Resource, attribute: &Attribute) -> String {
    let value = example::attribute(resource, attribute, Which::Original);
    attribute.shape.in_path(&value).unwrap_or_else(|| wire::json(&value).to_string())
}

/// The text of a body: as text, no number loses a digit on its way to the page.
fn example_body(resource: &Resource, route: &Route) -> String {
    let members = example::body(resource, route).into_iter();
    let body: Map<_, _> = members
        .map(|(attribute, value)| (attribute.name.to_string(), wire::answered(attribute, wire::json(&value))))
        .collect();
    serde_json::to_string_pretty(&body).expect("JSON values can be written")
}
