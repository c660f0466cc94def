//! Values with commas and other signs that separate, in lists of values.

use axum::body::Body;
use axum::http::Method;
use lambda_http::request;
use serde_json::{Value, json};

use crate::api::{Answer, Api};

const KINDS: [&str; 6] = ["a", "b", "a,b", "a&b=c", "a+b c", "%2C"];

/// The API, with a part of each kind.
async fn api() -> Api {
    let api = Api::start().await;
    for kind in KINDS {
        let part = json!({ "id": kind, "kind": kind });
        let answer = api.send(Method::POST, "/parts", &part).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    api
}

/// The kinds in a list of parts, in their order.
fn kinds(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let page: Value = serde_json::from_str(&answer.body).expect("a page");
    let items = page["items"].as_array().expect("a list").iter();
    let mut kinds: Vec<String> = items
        .map(|item| item["kind"].as_str().expect("text").to_owned())
        .collect();
    kinds.sort_unstable();
    kinds
}

#[tokio::test]
async fn each_value_of_a_list_is_a_parameter() {
    let api = api().await;
    let rows: [(&str, &[&str]); 7] = [
        ("kind.in=a", &["a"]),
        ("kind.in=a,b", &["a,b"]),
        ("kind.in=a%2Cb", &["a,b"]),
        ("kind.in=b&kind.in=a%2Cb&kind.in=a", &["a", "a,b", "b"]),
        ("kind.in=a%26b%3Dc&kind.in=a%2Bb%20c", &["a&b=c", "a+b c"]),
        ("kind.in=%252C&kind.ne=a", &["%2C"]),
        ("kind.in=c", &[]),
    ];
    for (query, expected) in rows {
        let answer = api
            .send(Method::GET, &format!("/parts?{query}"), &Value::Null)
            .await;
        assert_eq!(kinds(&answer), expected, "{query}");
    }
}

#[tokio::test]
async fn other_parameters_and_too_many_values_are_refused() {
    let api = api().await;
    let values = |count| vec!["kind.in=a"; count].join("&");
    let rows = [
        (values(100), 200),
        (values(101), 400),
        ("count.in=1&count.in=2".to_owned(), 200),
        ("count.in=1,2".to_owned(), 400),
        ("kind=a&kind=b".to_owned(), 400),
        ("kind.ne=a&kind.ne=a".to_owned(), 400),
        ("limit=1&limit=1".to_owned(), 400),
    ];
    for (query, status) in rows {
        let answer = api
            .send(Method::GET, &format!("/parts?{query}"), &Value::Null)
            .await;
        assert_eq!(answer.status, status, "{query}: {}", answer.body);
    }
}

/// API Gateway decodes the query string, and hands over the last value of each parameter beside all of them.
#[tokio::test]
async fn api_gateway_hands_over_each_value() {
    let api = api().await;
    for list in [&["a,b", "b"][..], &["a+b c", "a&b=c", "%2C"], &["a"]] {
        let event = json!({
            "resource": "/parts", "path": "/parts", "httpMethod": "GET", "isBase64Encoded": false,
            "headers": {}, "multiValueHeaders": {},
            "requestContext": {
                "httpMethod": "GET", "path": "/parts", "resourcePath": "/parts",
                "identity": { "sourceIp": "192.0.2.1" },
            },
            "queryStringParameters": { "kind.in": list.last(), "limit": "50" },
            "multiValueQueryStringParameters": { "kind.in": list, "limit": ["50"] },
        });
        let request = request::from_str(&event.to_string()).expect("a REST event");
        let answer = api
            .answer(request.map(|body| Body::from(body.to_vec())))
            .await;
        let mut expected = list.to_vec();
        expected.sort_unstable();
        assert_eq!(kinds(&answer), expected);
    }
}
