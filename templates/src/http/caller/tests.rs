use axum::http::{Extensions, Request};
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyRequestContext;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};

use super::{claim, is_in_group, token_owner};
use crate::http::Error;

/// The request of a caller with these claims.
fn with(claims: Value) -> Extensions {
    let mut context = ApiGatewayProxyRequestContext::default();
    let fields = &mut context.authorizer.fields;
    fields.insert("claims".to_owned(), claims);
    let mut extensions = Extensions::new();
    extensions.insert(RequestContext::ApiGatewayV1(context));
    extensions
}

#[test]
fn a_caller_is_in_the_groups_of_the_claim() {
    let is_in = |groups: Value| {
        let request = with(json!({ "sub": "ada", "cognito:groups": groups }));
        is_in_group(&request, &["admins", "editors"])
    };
    for groups in ["admins", "a,editors", "editors,b", "admins,editors"] {
        assert!(is_in(json!(groups)), "{groups}");
    }
    // Only the form that API Gateway sends names a group.
    for groups in [
        json!(""),
        json!("admin"),
        json!("admins editors"),
        json!("[admins]"),
        json!(["admins"]),
        json!({ "admins": true }),
        json!(null),
    ] {
        assert!(!is_in(groups.clone()), "{groups}");
    }
}

#[test]
fn who_has_no_token_has_no_claim() {
    assert_eq!(claim(&Extensions::new(), "sub"), None);
    assert_eq!(claim(&with(json!("ada")), "sub"), None);
    assert_eq!(claim(&with(json!({ "sub": 1 })), "sub"), None);
    assert_eq!(claim(&with(json!({ "sub": "ada" })), "sub"), Some("ada"));
    assert!(!is_in_group(&Extensions::new(), &["admins"]));
}

/// The owner that a claim names.
fn owner(claims: Value) -> Option<String> {
    let (mut request, ()) = Request::new(()).into_parts();
    request.extensions = with(claims);
    match token_owner(&request, "custom:tenant") {
        Ok(owner) => Some(owner),
        Err(Error::Forbidden(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn an_owner_is_what_the_claim_says() {
    let named = |claim: Value| owner(json!({ "sub": "ada", "custom:tenant": claim }));
    assert_eq!(named(json!("acme")), Some("acme".to_owned()));
    assert_eq!(named(json!("x".repeat(1024))), Some("x".repeat(1024)));
    for claim in [
        json!(""),
        json!("x".repeat(1025)),
        json!(7),
        json!(["acme"]),
        json!(null),
    ] {
        assert_eq!(named(claim.clone()), None, "{claim}");
    }
    assert_eq!(owner(json!({ "sub": "ada" })), None);
}
