//! The gateway in front of the function, where there is no AWS: `tests/api/` `gateway.rs`, `event.rs` and `function.rs`.

use minijinja::{Value, context};

use super::routes::routing;
use crate::contract::detail::refusal;
use crate::model::{Auth, Route, Service, Shape};
use crate::render::{api_key, layout, local_user, templates};
use crate::text::mentions::Mentions;

/// Renders `tests/api/event.rs`.
pub(super) fn event(service: &Service) -> String {
    let stage = service.stages.first().map_or("dev", |stage| stage.name.as_str());
    templates::render("tests/api/event.rs.j2", context! { stage => layout::string(stage) })
}

/// Renders `tests/api/function.rs`.
pub(super) fn function(service: &Service) -> String {
    let own = format!("use {}::App;", service.name.crate_name());
    let uses = [&own, "use lambda_http::{Adapter, Context, LambdaEvent, Service};", "use serde_json::{Value, json};"];
    let imports = layout::in_order(uses.map(str::to_owned).to_vec()).join("\n");
    let (crate_name, timeout) = (service.name.crate_name(), service.function.timeout);
    templates::render("tests/api/function.rs.j2", context! { crate_name, timeout, imports })
}

/// Renders `tests/api/gateway.rs`.
pub(super) fn gateway(service: &Service) -> String {
    let routes = service.resources.iter().flat_map(|resource| &resource.routes);
    let view = context! {
        routes => routes.map(route).collect::<Vec<_>>(),
        api_key => service.uses(Auth::ApiKey),
        clients => clients(service),
        iam => service.uses(Auth::Iam),
        cognito => service.uses(Auth::Cognito),
        groups => !service.groups().is_empty(),
        users => users(service),
        details => context! {
            api_key => layout::string(refusal(Auth::ApiKey)),
            cognito => layout::string(refusal(Auth::Cognito)),
            iam => layout::string(refusal(Auth::Iam)),
        },
        origin => origin(service).map(layout::string),
        imports => "",
    };
    let mentions = Mentions::of(&templates::render("tests/api/gateway.rs.j2", view.clone()));
    let mut uses = mentions.imports(&[
        ("axum::http", &["HeaderMap", "HeaderValue", "StatusCode", "Uri", "header"]),
        ("axum::routing", &["delete", "get", "patch", "post", "put"]),
        ("base64::engine::general_purpose", &["URL_SAFE_NO_PAD"]),
        ("serde_json", &["Value", "json"]),
        ("ulid", &["Ulid"]),
        ("uuid", &["Uuid"]),
    ]);
    if mentions.calls("decode") {
        uses.push("use base64::Engine as _;".to_owned());
    }
    uses.extend(
        [
            "use axum::Router;",
            "use axum::body::to_bytes;",
            "use axum::extract::{Request, State};",
            "use axum::response::{IntoResponse, Response};",
            "use tower::ServiceExt;",
        ]
        .map(str::to_owned),
    );
    let imports = layout::in_order(uses).join("\n");
    templates::render("tests/api/gateway.rs.j2", context! { imports, ..view })
}

fn route(route: &Route) -> Value {
    context! {
        path => layout::string(&route.path_template()),
        method => routing(route.method),
        handler => match route.auth {
            Auth::None => "open",
            Auth::ApiKey => "api_key",
            Auth::Iam => "iam",
            Auth::Cognito => "cognito",
        },
    }
}

/// Each claim of a user whom a header names, and its value; and how a name becomes an ID, where it does.
fn users(service: &Service) -> Value {
    let claims = local_user::claims_of_users(service);
    let value = |shape: &Shape| match shape {
        Shape::Uuid => "uuid(user)",
        Shape::Ulid => "ulid(user)",
        _ => "user",
    };
    let has = |wanted: &Shape| claims.values().any(|shape| *shape == wanted);
    context! {
        several => claims.len() > 1,
        uuid => has(&Shape::Uuid),
        ulid => has(&Shape::Ulid),
        claims => claims.iter().map(|(name, shape)| format!("{}: {}", layout::string(name), value(shape))).collect::<Vec<_>>(),
    }
}

/// The names of the clients, as a constant; none where one key is for all.
fn clients(service: &Service) -> Option<String> {
    let names: Vec<String> = service.api.clients.iter().map(|client| layout::string(client.name.as_str())).collect();
    let head = format!("const CLIENTS: [&str; {}] =", names.len());
    (!names.is_empty()).then(|| layout::array(0, &head, &names))
}

/// The header that lets a request through here, and its value.
pub(super) fn credentials(service: &Service, auth: Auth) -> Option<(&'static str, String)> {
    match auth {
        Auth::None => None,
        Auth::ApiKey => Some(("x-api-key", api_key::local(service).to_owned())),
        Auth::Iam => Some(("authorization", "AWS4-HMAC-SHA256 of any kind".to_owned())),
        Auth::Cognito => {
            let [token, _] = local_user::tokens(service);
            Some(("authorization", format!("Bearer {token}")))
        }
    }
}

/// The origin that may read what the gateway answers itself, as in the template.
fn origin(service: &Service) -> Option<&str> {
    match &service.api.cors.as_ref()?.origins[..] {
        [origin] => Some(origin),
        _ => Some("*"),
    }
}
