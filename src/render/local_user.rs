//! The users of a project on this machine, where a token has no signature.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::model::Service;

/// Who calls in examples and tests: a member of each group.
pub(super) const USER: &str = "ada";

/// Another user, who is in no group.
pub(super) const OTHER: &str = "bob";

/// What API Gateway hands over of the user's token.
pub(super) fn claims(service: &Service) -> Value {
    let groups: Vec<&str> = service.groups().into_iter().collect();
    match &groups[..] {
        [] => json!({ "sub": USER }),
        groups => json!({ "sub": USER, "cognito:groups": groups.join(",") }),
    }
}

/// A token of the user, and one of the other user.
pub(super) fn tokens(service: &Service) -> [String; 2] {
    let groups = service.groups();
    let user =
        if groups.is_empty() { json!({ "sub": USER }) } else { json!({ "sub": USER, "cognito:groups": groups }) };
    [user, json!({ "sub": OTHER })].map(|claims| token(&claims))
}

/// `{}`, the claims, and no signature.
fn token(claims: &Value) -> String {
    format!("e30.{}.", URL_SAFE_NO_PAD.encode(claims.to_string()))
}
