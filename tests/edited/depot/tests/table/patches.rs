//! Merge patches of one value at once: each reads it, and writes it if it is still the same.

use std::sync::Arc;

use axum::http::{Method, header};
use serde_json::{Value, json};

use crate::api::Api;

/// Lets so many writers patch one value at once, and tells how many were refused.
async fn refused(writers: usize) -> usize {
    let api = Arc::new(Api::start().await);
    let made = api
        .send(Method::PUT, "/boxes/a", &json!({ "notes": {} }))
        .await;
    assert_eq!(made.status, 201);
    let writers = (0..writers).map(|writer| {
        let api = Arc::clone(&api);
        tokio::spawn(async move {
            let patch = json!({ "notes": { format!("n{writer}"): writer } });
            api.send(Method::PATCH, "/boxes/a", &patch).await
        })
    });
    let writers: Vec<_> = writers.collect();
    let all = writers.len();
    let mut refused = 0;
    for writer in writers {
        let answer = writer.await.expect("the writer does not panic");
        if answer.status == 409 {
            assert_eq!(answer.headers[header::RETRY_AFTER], "1");
            refused += 1;
        } else {
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    }
    let stored = api.send(Method::GET, "/boxes/a", &Value::Null).await;
    let stored: Value = serde_json::from_str(&stored.body).expect("an item");
    let notes = stored["notes"].as_object().expect("an object").len();
    assert_eq!(notes + refused, all, "no patch that was accepted is lost");
    refused
}

#[tokio::test]
async fn ten_writers_at_once_are_all_served() {
    assert_eq!(refused(10).await, 0);
}

#[tokio::test]
async fn of_a_hundred_writers_at_once_nobody_is_lost() {
    assert!(refused(100).await < 100);
}
