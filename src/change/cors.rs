//! From which origins browsers may call.

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, words};
use crate::model::Cors;

/// Compares two settings of what `whose` names.
pub(super) fn compare(
    report: &mut Report,
    location: &SpecLocation,
    whose: &str,
    old: Option<&Cors>,
    new: Option<&Cors>,
) {
    let origins = |cors: Option<&Cors>| cors.map(|cors| cors.origins.clone()).unwrap_or_default();
    let (from, to) = (origins(old), origins(new));
    let is_open = |origins: &[String]| origins.iter().any(|origin| origin == "*");
    let beyond =
        |some: &[String], others: &[String]| some.iter().any(|origin| !is_open(others) && !others.contains(origin));
    let mut say = |code, effect| {
        let (from, to) = (words::cors(old), words::cors(new));
        let message = format!("the CORS of {whose} is {to} in place of {from}");
        report.add(code, location, [&from, &to], Explanation { message, effect, help: &[] });
    };
    if beyond(&from, &to) {
        say(ChangeCode::CorsNarrowed, "pages of the other origins can no longer call");
    }
    if is_open(&to) && !is_open(&from) {
        say(ChangeCode::CorsOpened, "a page of any origin may call");
    } else if beyond(&to, &from) {
        say(ChangeCode::CorsWidened, "pages of more origins may call");
    } else if !beyond(&from, &to) {
        say(ChangeCode::CorsWidened, "the same pages may call; browsers ask again at other times");
    }
}
