//! The users of a project on this machine, where a token has no signature.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::model::{Range, Service, Shape};

/// Who calls in examples and tests: a member of each group.
pub(super) const USER: &str = "ada";

/// Another user, who is in no group.
pub(super) const OTHER: &str = "bob";

/// Each claim that says who calls, and what its values are: a string, a UUID or a ULID.
pub(super) fn claims_of_users(service: &Service) -> BTreeMap<&str, &Shape> {
    const STRING: &Shape = &Shape::String { length: Range::ANY, pattern: None };
    let mut claims = BTreeMap::from([("sub", STRING)]);
    for owner in service.resources.iter().filter_map(|resource| resource.owner.as_ref()) {
        let shape = claims.entry(&owner.claim).or_insert(STRING);
        if matches!(owner.attribute.shape, Shape::Uuid | Shape::Ulid) {
            *shape = &owner.attribute.shape;
        }
    }
    claims
}

/// The user as a value of this shape: the bytes of the name, and zeros.
pub(super) fn id(shape: &Shape, user: &str) -> String {
    const CROCKFORD: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut bytes = [0; 16];
    for (byte, of_name) in bytes.iter_mut().zip(user.bytes()) {
        *byte = of_name;
    }
    let number = u128::from_be_bytes(bytes);
    match shape {
        Shape::Uuid => {
            let hex = format!("{number:032x}");
            format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
        }
        Shape::Ulid => {
            let digit = |place: u32| CROCKFORD[usize::try_from(number >> (5 * place) & 31).unwrap_or_default()];
            (0..26).rev().map(|place| char::from(digit(place))).collect()
        }
        _ => user.to_owned(),
    }
}

/// What API Gateway hands over of the user's token.
pub(super) fn claims(service: &Service) -> Value {
    let groups: Vec<&str> = service.groups().into_iter().collect();
    let groups = (!groups.is_empty()).then(|| json!(groups.join(",")));
    of_user(service, USER, groups)
}

/// A token of the user, and one of the other user.
pub(super) fn tokens(service: &Service) -> [String; 2] {
    let groups = service.groups();
    let groups = (!groups.is_empty()).then(|| json!(groups));
    [of_user(service, USER, groups), of_user(service, OTHER, None)].map(|claims| token(&claims))
}

fn of_user(service: &Service, user: &str, groups: Option<Value>) -> Value {
    let claims = claims_of_users(service).into_iter().map(|(name, shape)| (name.to_owned(), id(shape, user).into()));
    let groups = groups.map(|groups| ("cognito:groups".to_owned(), groups));
    Value::Object(claims.chain(groups).collect::<Map<_, _>>())
}

/// `{}`, the claims, and no signature.
fn token(claims: &Value) -> String {
    format!("e30.{}.", URL_SAFE_NO_PAD.encode(claims.to_string()))
}
