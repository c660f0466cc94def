//! What a request presents, and the variables that hold it.

use super::collection::{AuthBlock, AuthValue};
use crate::model::Auth;

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
pub(super) fn secrets(auth: Auth) -> &'static [(&'static str, &'static str)] {
    match auth {
        Auth::None => &[],
        Auth::ApiKey => &[("apiKey", "local")],
        Auth::Cognito => &[("token", LOCAL_TOKEN)],
        Auth::Iam => &[("accessKey", "local"), ("secretKey", "local"), ("sessionToken", "")],
    }
}

/// A token without a signature: `{"alg":"none"}`, then `{"sub":"local"}`.
const LOCAL_TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJsb2NhbCJ9.local";
