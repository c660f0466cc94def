use serde::Serialize;

use super::Setting;
use crate::model::{Auth, Service};

/// What the template declares to let callers in.
#[derive(Debug, Serialize)]
pub(super) struct AuthView {
    /// The API's `Auth`; empty if nothing is asked by default.
    defaults: Vec<Setting>,
    /// Some route takes a token: a user pool and its client.
    cognito: bool,
}

impl AuthView {
    pub(super) fn new(service: &Service) -> Self {
        Self { defaults: defaults(service.api.auth, service.has_cors()), cognito: service.uses(Auth::Cognito) }
    }
}

/// Preflight carries no credentials, so no default reaches it.
fn defaults(auth: Auth, cors: bool) -> Vec<Setting> {
    let (mut settings, preflight) = match auth {
        Auth::None => return Vec::new(),
        Auth::ApiKey => (vec![Setting::flag("ApiKeyRequired", true)], "AddApiKeyRequiredToCorsPreflight"),
        Auth::Iam => (signed("DefaultAuthorizer"), "AddDefaultAuthorizerToCorsPreflight"),
        Auth::Cognito => (vec![Setting::text("DefaultAuthorizer", "Cognito")], "AddDefaultAuthorizerToCorsPreflight"),
    };
    if cors {
        settings.push(Setting::flag(preflight, false));
    }
    settings
}

/// An event's own `Auth`; empty where the API's default holds. SAM refuses to switch off what the
/// API doesn't switch on.
pub(super) fn of_route(api: Auth, route: Auth) -> Vec<Setting> {
    if api == route {
        return Vec::new();
    }
    let authorizer_by_default = matches!(api, Auth::Iam | Auth::Cognito);
    let mut settings = match route {
        Auth::None | Auth::ApiKey if authorizer_by_default => vec![Setting::text("Authorizer", "NONE")],
        Auth::None | Auth::ApiKey => Vec::new(),
        Auth::Iam => signed("Authorizer"),
        Auth::Cognito => vec![Setting::text("Authorizer", "Cognito")],
    };
    if route == Auth::ApiKey {
        settings.push(Setting::flag("ApiKeyRequired", true));
    } else if api == Auth::ApiKey {
        settings.push(Setting::flag("ApiKeyRequired", false));
    }
    settings
}

/// Without `InvokeRole: NONE`, SAM has the gateway invoke the function as the caller, who would
/// need a permission for the function too.
fn signed(authorizer: &'static str) -> Vec<Setting> {
    vec![Setting::text(authorizer, "AWS_IAM"), Setting::text("InvokeRole", "NONE")]
}
