//! Requests to the project as it was and as it is, each with every kind of credentials and from every origin.

mod after;
mod before;

use std::collections::BTreeSet;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response};
use http_body_util::BodyExt;
use serde_json::Value;

/// Each is more than none: a header, and its value.
const CREDENTIALS: &[Option<(&str, &str)>] = &[
    None,
    Some(("x-api-key", "local")),
    Some(("authorization", "AWS4-HMAC-SHA256 of any kind")),
    Some(("authorization", "Bearer e30.eyJzdWIiOiJhZGEifQ.")),
    Some(("authorization", "Bearer e30.eyJzdWIiOiJib2IifQ.")),
    // `{"sub":"eve","cognito:groups":["admins"]}`
    Some(("authorization", "Bearer e30.eyJzdWIiOiJldmUiLCJjb2duaXRvOmdyb3VwcyI6WyJhZG1pbnMiXX0.")),
];

/// Whose the items are that are there before, where items have owners.
const OWNER: &str = "ada";

/// None is a program.
const ORIGINS: &[Option<&str>] = &[None, Some("https://a.example"), Some("https://b.example")];

/// A request, and what it does where it is answered.
#[derive(Clone, PartialEq)]
struct Asked {
    /// The route.
    route: (String, String),
    path: String,
    body: &'static str,
    /// Whether the item is there before.
    is_stored: bool,
    deed: &'static str,
}

/// The requests that use each effect of a route.
fn requests(route: &Value, number: u64) -> Vec<Asked> {
    let word = |key: &str| route[key].as_str().unwrap_or_default().to_owned();
    let (method, path) = (word("method"), word("path"));
    let asked = |is_stored, body, deed| Asked {
        route: (method.clone(), path.clone()),
        path: path.replace("{id}", &format!("i{number}")).replace("{a}", OWNER),
        body,
        is_stored,
        deed,
    };
    match method.as_str() {
        "GET" => vec![asked(true, "", "read")],
        "POST" => vec![asked(false, r#"{"id":"made"}"#, "create")],
        "PUT" if route["upsert"] == true => {
            vec![asked(true, r#"{"b":"w"}"#, "change"), asked(false, r#"{"b":"w"}"#, "create")]
        }
        "PUT" => vec![asked(true, r#"{"b":"w"}"#, "change")],
        "PATCH" => vec![asked(true, r#"{"b":"w"}"#, "change")],
        _ => vec![asked(true, "", "delete")],
    }
}

/// Makes the item be there or not.
async fn prepare(client: &Client, number: u64, is_stored: bool) {
    let table = format!("t{number}-local");
    for id in [format!("i{number}"), "made".to_owned()] {
        let delete = client.delete_item().table_name(&table).key("id", AttributeValue::S(id));
        delete.send().await.expect("the engine deletes it");
    }
    if is_stored {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let put = client.put_item().table_name(&table).item("id", text(&format!("i{number}")));
        let put = put.item("a", text(OWNER)).item("b", text("v")).item("c", text("v"));
        put.send().await.expect("the engine stores it");
    }
}

fn request(asked: &Asked, credentials: Option<(&str, &str)>, origin: Option<&str>) -> Request<Body> {
    let mut request = Request::builder().method(asked.route.0.as_str()).uri(&asked.path);
    if !asked.body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in credentials.into_iter().chain(origin.map(|origin| ("origin", origin))) {
        request = request.header(name, value);
    }
    request.body(Body::from(asked.body)).expect("the request is valid")
}

/// Whether a page of the origin may read the answer.
fn is_readable(headers: &HeaderMap, origin: Option<&str>) -> bool {
    let allowed = headers.get("access-control-allow-origin").and_then(|value| value.to_str().ok());
    origin.is_none_or(|origin| allowed == Some("*") || allowed == Some(origin))
}

/// The members of what is answered, if the request did what it asks for and the origin may read the answer.
async fn members(response: Response<Body>, origin: Option<&str>) -> Option<BTreeSet<String>> {
    let (parts, body) = response.into_parts();
    if !parts.status.is_success() || !is_readable(&parts.headers, origin) {
        return None;
    }
    let bytes = body.collect().await.expect("the body arrives").to_bytes();
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let items = body["items"].as_array().cloned().unwrap_or_else(|| vec![body]);
    Some(items.iter().filter_map(Value::as_object).flat_map(|item| item.keys().cloned()).collect())
}

fn routes(case: &Value, side: &str) -> Vec<Asked> {
    let number = case["number"].as_u64().expect("a number");
    case[side].as_array().expect("a list").iter().flat_map(|route| requests(route, number)).collect()
}

#[tokio::test]
async fn what_is_answered_now_was_said_to_be_open() {
    let (old_client, _) = before::dynamodb::start(None).await;
    let (new_client, _) = after::dynamodb::start(None).await;
    let old = before::gateway::Gateway::before(before::function::function(before::dynamodb::app(&old_client)));
    let new = after::gateway::Gateway::before(after::function::function(after::dynamodb::app(&new_client)));
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    let (mut wrong, mut asked, mut opened, mut alarms) = (Vec::new(), 0, 0, 0);
    for case in &cases {
        let number = case["number"].as_u64().expect("a number");
        let is_said = case["is_said"] == true;
        let (earlier, later) = (routes(case, "old"), routes(case, "new"));
        let mut is_open = false;
        for credentials in CREDENTIALS {
            for origin in ORIGINS {
                let mut before = Vec::new();
                for asked in &earlier {
                    prepare(&old_client, number, asked.is_stored).await;
                    before.push(members(old.answer(request(asked, *credentials, *origin)).await, *origin).await);
                }
                let read = |asked: &Asked| asked.deed == "read";
                let seen: BTreeSet<&String> =
                    earlier.iter().zip(&before).filter(|(asked, _)| read(asked)).flat_map(|(_, seen)| seen).flatten().collect();
                for request_now in &later {
                    asked += 1;
                    prepare(&new_client, number, request_now.is_stored).await;
                    let now = members(new.answer(request(request_now, *credentials, *origin)).await, *origin).await;
                    let Some(now) = now else { continue };
                    let was_asked = earlier.iter().position(|asked| asked == request_now);
                    let does_it = |(asked, _): &(&Asked, &Option<_>)| asked.deed == request_now.deed;
                    let is_known = earlier.iter().any(|asked| asked.deed == request_now.deed);
                    let could = earlier.iter().zip(&before).filter(|it| !is_known || does_it(it)).any(|(_, it)| it.is_some());
                    let is_new = match was_asked {
                        Some(place) => before[place].is_none(),
                        None => !could,
                    };
                    let was_private = case["was_private"].as_array().expect("a list");
                    let shown = read(request_now)
                        && now.iter().any(|name| !seen.contains(name) && was_private.iter().any(|it| it == name.as_str()));
                    if is_new || shown {
                        is_open = true;
                        opened += 1;
                        if !is_said {
                            let (method, path) = &request_now.route;
                            wrong.push(format!(
                                "{}, r{number}: {method} {path} ({}) with {credentials:?} from {origin:?}: {now:?}",
                                case["seed"], request_now.deed
                            ));
                        }
                    }
                }
            }
        }
        alarms += usize::from(is_said && !is_open);
    }
    let counts = format!(
        "{} pairs, {asked} requests, {opened} of them answered now and not before; {alarms} pairs with a finding and none\n",
        cases.len()
    );
    std::fs::write("tests/counts.txt", counts).expect("a file can be written");
    assert!(asked > 100, "there are requests");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
