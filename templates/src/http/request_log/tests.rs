use std::cell::RefCell;

use aws_sdk_dynamodb::types::ConsumedCapacity;
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyRequestContext;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};

use super::{FIELDS, caller, log_capacity, log_field, readable};
use crate::http::tests::wait;

/// What is added to a request's line.
fn added(add: impl FnOnce()) -> Value {
    wait(FIELDS.scope(RefCell::default(), async {
        add();
        Value::Object(FIELDS.with(RefCell::take))
    }))
}

#[test]
fn what_calls_consume_is_added_up() {
    let units = |units: f64| ConsumedCapacity::builder().capacity_units(units).build();
    let line = added(|| {
        log_capacity(Some(&units(0.5)));
        log_capacity(None);
        log_capacity(Some(&units(2.0)));
    });
    assert_eq!(line, json!({"capacity_units": 2.5}));
    assert_eq!(added(|| log_capacity(None)), json!({}));
}

#[test]
fn your_code_adds_fields_and_the_last_value_counts() {
    let line = added(|| {
        log_field("tenant", "a");
        log_field("tenant", "b");
        log_field("rows", 3);
    });
    assert_eq!(line, json!({"rows": 3, "tenant": "b"}));
}

#[test]
fn without_a_request_nothing_is_added() {
    log_field("tenant", "a");
    log_capacity(Some(
        &ConsumedCapacity::builder().capacity_units(1.0).build(),
    ));
}

#[test]
fn the_caller_is_whom_api_gateway_has_authenticated() {
    let context = |subject: Option<&str>, arn: Option<&str>, key: Option<&str>| {
        let mut context = ApiGatewayProxyRequestContext::default();
        if let Some(subject) = subject {
            let claims = json!({"sub": subject, "email": "ada@example.com"});
            context
                .authorizer
                .fields
                .insert("claims".to_owned(), claims);
        }
        context.identity.user_arn = arn.map(str::to_owned);
        context.identity.api_key_id = key.map(str::to_owned);
        caller(&RequestContext::ApiGatewayV1(context))
    };
    let arn = "arn:aws:iam::123456789012:user/ada";
    assert_eq!(
        context(Some("a-b"), None, Some("k")).as_deref(),
        Some("a-b")
    );
    assert_eq!(context(None, Some(arn), None).as_deref(), Some(arn));
    assert_eq!(context(None, None, Some("k")).as_deref(), Some("k"));
    assert_eq!(context(None, None, None), None);
}

#[test]
fn people_read_the_line_of_a_request() {
    let line = json!({
        "timestamp": "2026-01-31T12:00:00Z",
        "level": "INFO",
        "message": "request",
        "route": "GET /items/{id}",
        "status": 200,
        "duration_ms": 1.5,
        "caller": null,
        "capacity_units": 0.5,
        "tenant": "a",
    });
    let Value::Object(line) = line else {
        unreachable!("it is an object");
    };
    assert_eq!(
        readable(line),
        "2026-01-31T12:00:00Z  INFO GET /items/{id} 200 in 1.5 ms, capacity_units=0.5, tenant=\"a\""
    );
}
