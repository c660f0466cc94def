//! Pages of items that are as large as items can be.

use axum::http::Method;
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyResponse;
use serde_json::{Value, json};

use crate::api::{Answer, Api};

/// The most that Lambda sends.
const LAMBDA: usize = 6 << 20;

const PARTS: usize = 20;

/// The API, with parts that take nearly 400 KB each, of which an answer has up to four times as many.
async fn api() -> Api {
    let api = Api::start().await;
    for (number, sign) in ["\"", "a", "\n", "é", "\\"]
        .into_iter()
        .cycle()
        .take(PARTS)
        .enumerate()
    {
        let note = sign.repeat((400 << 10) / sign.len() - 1000);
        let part =
            json!({ "id": format!("{number:02}"), "kind": "wheel", "count": 1, "note": note });
        let answer = api.send(Method::POST, "/parts", &part).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    api
}

/// How long an answer is when the function gives it to Lambda.
fn sent(answer: &Answer) -> usize {
    let mut response = ApiGatewayProxyResponse::default();
    response.status_code = answer.status.into();
    response.multi_value_headers = answer.headers.clone();
    response.body = Some(answer.body.clone().into());
    json!(response).to_string().len()
}

#[tokio::test]
async fn a_page_ends_before_it_is_too_large_for_lambda() {
    let api = api().await;
    for list in [
        "/parts?limit=100",
        "/kinds/wheel/parts?limit=100",
        "/parts?limit=100&count=1",
    ] {
        let (mut ids, mut pages, mut next) = (Vec::new(), 0, list.to_owned());
        loop {
            let answer = api.send(Method::GET, &next, &Value::Null).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            assert!(sent(&answer) <= LAMBDA, "{next}: {} bytes", sent(&answer));
            let page: Value = serde_json::from_str(&answer.body).expect("a page");
            let items = page["items"].as_array().expect("a list").iter();
            ids.extend(items.map(|item| item["id"].as_str().expect("text").to_owned()));
            pages += 1;
            match page["next_cursor"].as_str() {
                Some(cursor) => next = format!("{list}&cursor={cursor}"),
                None => break,
            }
        }
        ids.sort_unstable();
        let each: Vec<String> = (0..PARTS).map(|number| format!("{number:02}")).collect();
        assert_eq!(ids, each, "{list}");
        // All of them together have 21 MB.
        assert!((4..=6).contains(&pages), "{list} has {pages} pages");
    }
}
