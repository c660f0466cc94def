use axum::http::Extensions;
use lambda_http::aws_lambda_events::apigw::ApiGatewayProxyRequestContext;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};

use super::{claim, is_in_group};

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
