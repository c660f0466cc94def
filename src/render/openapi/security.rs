//! What a caller must present.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::document::{ParameterIn, SecurityScheme};
use crate::model::{Auth, Service};

/// What one route asks for; nothing where anyone may call.
pub(super) fn requirement(auth: Auth) -> Vec<IndexMap<&'static str, Vec<String>>> {
    scheme(auth).into_iter().map(|(name, _)| [(name, Vec::new())].into()).collect()
}

/// What the document calls the credentials of a route.
pub(in crate::render) fn scheme_name(auth: Auth) -> Option<&'static str> {
    scheme(auth).map(|(name, _)| name)
}

/// The schemes that routes use.
pub(super) fn schemes(service: &Service) -> IndexMap<&'static str, SecurityScheme> {
    let routes = service.resources.iter().flat_map(|resource| &resource.routes);
    let used: BTreeSet<&str> = routes.filter_map(|route| scheme(route.auth)).map(|(name, _)| name).collect();
    let all = [Auth::ApiKey, Auth::Cognito, Auth::Iam].into_iter().filter_map(scheme);
    all.filter(|(name, _)| used.contains(name)).collect()
}

fn scheme(auth: Auth) -> Option<(&'static str, SecurityScheme)> {
    match auth {
        Auth::None => None,
        Auth::ApiKey => Some((
            "apiKey",
            SecurityScheme::ApiKey {
                description: "A key of the stage's usage plan.",
                name: "x-api-key",
                place: ParameterIn::Header,
                gateway_type: None,
            },
        )),
        Auth::Cognito => Some((
            "cognito",
            SecurityScheme::Http {
                description: "An ID token of the Cognito user pool.",
                scheme: "bearer",
                bearer_format: "JWT",
            },
        )),
        Auth::Iam => Some((
            "sigv4",
            SecurityScheme::ApiKey {
                description: "AWS Signature Version 4, for the service `execute-api`.",
                name: "Authorization",
                place: ParameterIn::Header,
                gateway_type: Some("awsSigv4"),
            },
        )),
    }
}
