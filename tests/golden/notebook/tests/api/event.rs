//! The event that API Gateway makes of a request, and the response that it makes of an answer.

use axum::body::Body;
use axum::extract::{FromRequestParts, MatchedPath, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Uri, header};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::macros::format_description;
use uuid::Uuid;

const STAGE: &str = "dev";
/// The host of an API is its own, whatever name this machine has.
const HOST: &str = "local.execute-api.us-east-1.amazonaws.com";

/// The event of a request; none if its query string can't be decoded. `sent` is where the client sent
/// it, and `caller` what the gateway knows of who did.
pub async fn event(parts: &mut Parts, sent: &Uri, body: &[u8], caller: Value) -> Option<Value> {
    let request_id = Uuid::new_v4().to_string();
    let now = OffsetDateTime::now_utc();
    let written =
        format_description!("[day]/[month repr:short]/[year]:[hour]:[minute]:[second] +0000");
    let resource = parts.extensions.get::<MatchedPath>();
    let resource = resource.map_or(sent.path(), MatchedPath::as_str).to_owned();
    let parameters = RawPathParams::from_request_parts(parts, &()).await;
    let parameters = parameters
        .as_ref()
        .into_iter()
        .flat_map(RawPathParams::iter);
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let query = query(sent.query().unwrap_or_default())?;
    let headers = headers(parts);
    let mut event = json!({
        "resource": resource,
        "path": sent.path(),
        "httpMethod": parts.method.as_str(),
        "headers": last(&headers),
        "multiValueHeaders": all(&headers),
        "queryStringParameters": last(&query),
        "multiValueQueryStringParameters": all(&query),
        "pathParameters": last(&parameters.collect::<Vec<_>>()),
        "stageVariables": null,
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "local",
            "domainName": HOST,
            "domainPrefix": "local",
            "extendedRequestId": request_id,
            "httpMethod": parts.method.as_str(),
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
                "userAgent": last(&headers).get("user-agent"),
                "userArn": null,
            },
            "path": format!("/{STAGE}{}", sent.path()),
            "protocol": "HTTP/1.1",
            "requestId": request_id,
            "requestTime": now.format(written).expect("every component is at hand"),
            "requestTimeEpoch": now.unix_timestamp_nanos() / 1_000_000,
            "resourceId": "local",
            "resourcePath": resource,
            "stage": STAGE,
        },
        "body": (!body.is_empty()).then(|| String::from_utf8_lossy(body)),
        "isBase64Encoded": false,
    });
    merge(&mut event["requestContext"], caller);
    Some(event)
}

fn merge(value: &mut Value, more: Value) {
    match (value, more) {
        (Value::Object(members), Value::Object(more)) => {
            for (name, more) in more {
                merge(members.entry(name).or_insert(Value::Null), more);
            }
        }
        (value, more) => *value = more,
    }
}

fn headers(parts: &Parts) -> Vec<(String, String)> {
    let sent = parts
        .headers
        .iter()
        .filter(|(name, _)| *name != header::HOST);
    let sent = sent.map(|(name, value)| {
        (
            name.to_string(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    });
    let added = [
        ("host", HOST),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-forwarded-port", "443"),
        ("x-forwarded-proto", "https"),
    ];
    let added = added.map(|(name, value)| (name.to_owned(), value.to_owned()));
    sent.chain(added).collect()
}

/// The parameters of a query string, decoded.
fn query(query: &str) -> Option<Vec<(String, String)>> {
    let query = query.replace('+', " ");
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| Some((decoded(name)?, decoded(value)?)))
        .collect()
}

fn decoded(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// The last value of each name.
fn last(pairs: &[(String, String)]) -> Value {
    let map: Map<_, _> = pairs
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    if map.is_empty() {
        Value::Null
    } else {
        map.into()
    }
}

/// All values of each name.
fn all(pairs: &[(String, String)]) -> Value {
    let mut map = Map::new();
    for (name, value) in pairs {
        let values = map.entry(name).or_insert_with(|| json!([]));
        values
            .as_array_mut()
            .expect("each entry is a list")
            .push(json!(value));
    }
    if map.is_empty() {
        Value::Null
    } else {
        map.into()
    }
}

/// The response of what a function answered.
pub fn response(answer: &Value) -> Response {
    let body = answer["body"].as_str().unwrap_or_default();
    let mut response = Response::new(Body::from(body.to_owned()));
    let status = answer["statusCode"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    *response.status_mut() = status
        .and_then(|status| status.try_into().ok())
        .expect("a status");
    for (name, values) in answer["multiValueHeaders"]
        .as_object()
        .into_iter()
        .flatten()
    {
        for value in values.as_array().into_iter().flatten() {
            let name = HeaderName::try_from(name).expect("the name of a header");
            let value = value.as_str().map(HeaderValue::from_str);
            response
                .headers_mut()
                .append(name, value.expect("a text").expect("the value of a header"));
        }
    }
    response
}
