//! As many attributes as DynamoDB writes at once, and as many filters as it takes.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::api::Api;

/// How many attributes a client may give: with those that are generated, an update has 300 operators.
const COLUMNS: usize = 296;

/// A body with each attribute.
fn every_column(value: &Value) -> Value {
    let columns = (0..COLUMNS).map(|column| (format!("w{column}"), value.clone()));
    Value::Object(columns.collect::<Map<_, _>>())
}

#[tokio::test]
async fn every_attribute_is_written_at_once() {
    let api = Api::start().await;
    let path = "/rows/a";
    let steps = [
        (Method::PUT, 201, json!({}), false),
        (Method::PUT, 200, every_column(&json!("x")), true),
        (Method::PATCH, 200, every_column(&json!("y")), true),
        (Method::PATCH, 200, every_column(&Value::Null), false),
    ];
    for (method, status, body, is_full) in steps {
        let answer = api.send(method.clone(), path, &body).await;
        assert_eq!(answer.status, status, "{method}: {}", answer.body);
        let item: Map<String, Value> = serde_json::from_str(&answer.body).expect("an item");
        let columns = item.keys().filter(|name| name.starts_with('w')).count();
        assert_eq!(columns, if is_full { COLUMNS } else { 0 }, "{method}");
    }
}

/// As many filters, each on another attribute or of another kind.
fn filters(count: usize) -> String {
    let kinds = [
        "",
        ".ne",
        ".gt",
        ".gte",
        ".lt",
        ".lte",
        ".begins_with",
        ".contains",
        ".in",
    ];
    let all = kinds
        .into_iter()
        .flat_map(|kind| (0..16).map(move |column| format!("w{column}{kind}=x")));
    let exist = (0..16).map(|column| format!("w{column}.exists=true"));
    all.chain(exist).take(count).collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn as_many_filters_as_dynamodb_takes_are_taken_and_not_one_more() {
    let api = Api::start().await;
    for (count, status) in [(1, 200), (148, 200), (149, 400), (160, 400)] {
        let path = format!("/rows?{}", filters(count));
        let answer = api.send(Method::GET, &path, &Value::Null).await;
        assert_eq!(answer.status, status, "{count}: {}", answer.body);
    }
}
