//! What a request presents, and the variables that hold it.

use super::collection::{AuthBlock, AuthValue};
use crate::model::{Auth, Service};
use crate::render::{api_key, local_user};

pub(super) fn block(auth: Auth) -> AuthBlock {
    let text = |key, value| AuthValue { key, value, kind: "string" };
    match auth {
        Auth::None => AuthBlock::NoAuth,
        Auth::ApiKey => {
            AuthBlock::ApiKey { apikey: [text("key", "x-api-key"), text("value", "{{apiKey}}"), text("in", "header")] }
        }
        Auth::Cognito => AuthBlock::Bearer { bearer: [text("token", "{{token}}")] },
        Auth::Iam => AuthBlock::AwsV4 {
            awsv4: [
                text("accessKey", "{{accessKey}}"),
                text("secretKey", "{{secretKey}}"),
                text("sessionToken", "{{sessionToken}}"),
                text("region", "{{region}}"),
                text("service", "execute-api"),
            ],
        },
    }
}

/// The secrets that this needs, with what the local server takes for them.
pub(super) fn secrets(service: &Service, auth: Auth) -> Vec<(&'static str, String)> {
    let fixed = |name, value: &str| (name, value.to_owned());
    match auth {
        Auth::None => Vec::new(),
        Auth::ApiKey => vec![fixed("apiKey", api_key::local(service))],
        Auth::Cognito => {
            let [token, other] = local_user::tokens(service);
            let other = service.tells_users_apart().then_some((OTHER_TOKEN, other));
            [("token", token)].into_iter().chain(other).collect()
        }
        Auth::Iam => vec![fixed("accessKey", "local"), fixed("secretKey", "local"), fixed("sessionToken", "")],
    }
}

/// The token of a user who is in no group.
pub(super) const OTHER_TOKEN: &str = "otherToken";
