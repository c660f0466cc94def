//! The API: authorization, cross-origin access and limits on requests.

use super::origin;
use super::present::{check_available, check_range, check_unique, elements, in_range, required};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Auth, Cors, Throttle};
use crate::source::Spanned;
use crate::spec::{ApiSpec, AuthWord, CorsSpec, Field, Spec, ThrottleSpec};

/// A day: what browsers cap `Access-Control-Max-Age` at.
const MAX_AGE: u32 = 86_400;

/// More than any account is granted.
const MAX_REQUESTS: u32 = 1_000_000;

/// Reads the settings of the whole API.
pub(super) fn api(spec: &Spanned<Spec>, problems: &mut Diagnostics) -> Api {
    let api = spec.value.api.value();
    let none = ApiSpec::default();
    check_auth_is_meant(spec, problems);
    let api = api.unwrap_or(&none);
    check_available(&api.idempotency, "idempotency", problems);
    Api {
        auth: api.auth.value().map_or(Auth::None, |word| auth(*word)),
        cors: cors(&api.cors, problems),
        throttle: throttle(&api.throttle, problems),
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

/// Reads a limit on requests, of the API or of a stage.
pub(super) fn throttle(field: &Field<ThrottleSpec>, problems: &mut Diagnostics) -> Option<Throttle> {
    let spec = field.read()?;
    let rate = required(&spec.value.rate, "rate", spec.span, problems);
    if let Some(rate) = rate.filter(|rate| !(rate.value > 0.0 && rate.value <= f64::from(MAX_REQUESTS))) {
        let message = format!("`rate` is above 0 and at most {MAX_REQUESTS}");
        problems.push(Diagnostic::new(Code::OutOfRange, rate.span, message));
    }
    required(&spec.value.burst, "burst", spec.span, problems);
    let burst = in_range(&spec.value.burst, "`burst`", 1..=MAX_REQUESTS, 1, problems);
    Some(Throttle { rate: rate?.value, burst })
}
