use serde::Serialize;
use serde_json::Value;

use super::scalar::Scalar;
use crate::contract::detail::refusal;
use crate::model::{Auth, Service, Stage};

/// An answer that the gateway gives itself, in the shape of the function's own errors.
#[derive(Debug, Serialize)]
pub(super) struct GatewayResponse {
    /// One of API Gateway's response types.
    kind: &'static str,
    status: u16,
    /// The status' reason phrase.
    title: &'static str,
    /// A JSON string, or the gateway's variable that holds one.
    detail: String,
    /// The scheme that a 401 has to name.
    challenge: Option<&'static str>,
}

/// The gateway's own message, as a JSON string.
const MESSAGE: &str = "$context.error.messageString";

/// The answers of the gateway that this service can see. Each names its status, because a body
/// can't read it; what is not listed falls to one of the two defaults.
pub(super) fn responses(service: &Service) -> Vec<GatewayResponse> {
    let mut responses = vec![
        response("DEFAULT_4XX", 400, "Bad Request", MESSAGE),
        response("DEFAULT_5XX", 500, "Internal Server Error", r#""The request failed.""#),
        response("INTEGRATION_TIMEOUT", 504, "Gateway Timeout", r#""The function took too long.""#),
        response("REQUEST_TOO_LARGE", 413, "Payload Too Large", r#""The body is too large.""#),
        response("RESOURCE_NOT_FOUND", 404, "Not Found", r#""there is no such path""#),
        response("THROTTLED", 429, "Too Many Requests", r#""Too many requests.""#),
        undeclared(service),
    ];
    if service.uses(Auth::ApiKey) {
        responses.push(response("INVALID_API_KEY", 403, "Forbidden", &quoted(refusal(Auth::ApiKey))));
    }
    if service.uses(Auth::Cognito) {
        let unauthorized = response("UNAUTHORIZED", 401, "Unauthorized", &quoted(refusal(Auth::Cognito)));
        responses.push(GatewayResponse { challenge: Some("Bearer"), ..unauthorized });
    }
    if service.uses(Auth::Iam) {
        responses.push(response("INVALID_SIGNATURE", 403, "Forbidden", r#""The signature is wrong.""#));
        responses.push(response("EXPIRED_TOKEN", 403, "Forbidden", r#""The credentials have expired.""#));
    }
    if service.uses(Auth::Iam) || service.uses(Auth::Cognito) {
        responses.push(response("ACCESS_DENIED", 403, "Forbidden", r#""Access is denied.""#));
    }
    responses.sort_by_key(|response| response.kind);
    responses
}

/// The origin that may read these answers: one header serves all origins of a stage.
pub(super) fn origin(service: &Service, stage: &Stage) -> String {
    match service.cors(stage).map(|cors| &cors.origins[..]) {
        Some([origin]) => format!("'{origin}'"),
        _ => "'*'".to_owned(),
    }
}

/// The same for every stage; none if they differ.
pub(super) fn common_origin(service: &Service) -> Option<Scalar> {
    let mut origins = service.stages.iter().map(|stage| origin(service, stage));
    let first = origins.next()?;
    origins.all(|other| other == first).then(|| Scalar::text(&first))
}

/// Whether a stage has several origins.
pub(super) fn serves_several_origins(service: &Service) -> bool {
    service.stages.iter().filter_map(|stage| service.cors(stage)).any(|cors| cors.origins.len() > 1)
}

/// The gateway has one answer for an undeclared method or path and for a request that isn't signed,
/// so it can only be a 404 where no route wants a signature.
fn undeclared(service: &Service) -> GatewayResponse {
    let kind = "MISSING_AUTHENTICATION_TOKEN";
    if service.uses(Auth::Iam) {
        response(kind, 403, "Forbidden", &quoted(refusal(Auth::Iam)))
    } else {
        response(kind, 404, "Not Found", r#""there is no such path""#)
    }
}

fn response(kind: &'static str, status: u16, title: &'static str, detail: &str) -> GatewayResponse {
    GatewayResponse { kind, status, title, detail: detail.to_owned(), challenge: None }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
