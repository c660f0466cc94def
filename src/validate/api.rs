//! The API: authorization and cross-origin access.

use super::present::{check_range, check_unique, elements, required};
use super::{clients, idempotency, origin, throttle};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Auth, Cors};
use crate::source::Spanned;
use crate::spec::{ApiSpec, AuthWord, CorsSpec, Field, Spec};

/// A day: what browsers cap `Access-Control-Max-Age` at.
const MAX_AGE: u32 = 86_400;

/// Reads the settings of the whole API.
pub(super) fn api(spec: &Spanned<Spec>, problems: &mut Diagnostics) -> Api {
    let api = spec.value.api.value();
    let none = ApiSpec::default();
    check_auth_is_meant(spec, problems);
    let api = api.unwrap_or(&none);
    Api {
        auth: api.auth.value().map_or(Auth::None, |word| auth(*word)),
        clients: clients::clients(&api.keys, problems),
        cors: cors(&api.cors, problems),
        throttle: throttle::throttle(&api.throttle, problems),
        idempotency: idempotency::seconds(&api.idempotency, problems),
    }
}

fn check_auth_is_meant(spec: &Spanned<Spec>, problems: &mut Diagnostics) {
    let api = &spec.value.api;
    if api.is_absent() || api.value().is_some_and(|api| api.auth.is_absent()) {
        let span = api.span().or(spec.value.name.span()).unwrap_or_default();
        problems.push(
            Diagnostic::new(Code::PublicApi, span, "the API is public: anyone who knows its address can call it")
                .help("set `api: { auth: api_key }`, `iam` or `cognito`, or `auth: none` if this is meant"),
        );
    }
}

pub(super) fn auth(word: AuthWord) -> Auth {
    match word {
        AuthWord::None => Auth::None,
        AuthWord::ApiKey => Auth::ApiKey,
        AuthWord::Iam => Auth::Iam,
        AuthWord::Cognito => Auth::Cognito,
    }
}

/// Reads cross-origin access, of the API or of a stage.
pub(super) fn cors(field: &Field<CorsSpec>, problems: &mut Diagnostics) -> Option<Cors> {
    let spec = field.read()?;
    let origins = required(&spec.value.origins, "origins", spec.span, problems)?;
    if origins.value.is_empty() {
        let problem = Diagnostic::new(Code::NothingInside, origins.span, "`origins` holds at least one origin");
        problems.push(problem.help("without `cors` there is no cross-origin access at all"));
    }
    check_unique(elements(&spec.value.origins), problems);
    for origin in elements(&spec.value.origins) {
        origin::check(origin, origins.value.len(), problems);
    }
    let max_age = spec.value.max_age.read().map(|age| {
        check_range(age, "`max_age`", 0..=MAX_AGE, problems);
        age.value
    });
    let origins = elements(&spec.value.origins).map(|origin| origin.value.clone()).collect();
    Some(Cors { origins, max_age })
}
