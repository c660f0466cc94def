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
    // Anybody in a network can speak for an origin without TLS, and any file or sandbox for `null`.
    let is_anyones = |origin: &String| origin == "null" || origin.starts_with("http:");
    let mut say = |code, effect, help: &[&str]| {
        let (from, to) = (words::cors(old), words::cors(new));
        let message = match (old, new) {
            (None, _) => format!("{whose} now has CORS: {to}"),
            (_, None) => format!("{whose} no longer has CORS, which was {from}"),
            _ => format!("the CORS of {whose} is {to} in place of {from}"),
        };
        report.add(code, location, [&from, &to], Explanation { message, effect, help });
    };
    if beyond(&from, &to) {
        say(ChangeCode::CorsNarrowed, "pages of the other origins can no longer call", &[]);
    }
    let name_them = &["name each origin whose pages may call, with `https:`"];
    if is_open(&to) && !is_open(&from) {
        say(ChangeCode::CorsOpened, "a page of any origin may call, and read the answer", name_them);
    } else if to.iter().any(|origin| is_anyones(origin) && !is_open(&from) && !from.contains(origin)) {
        say(ChangeCode::CorsOpened, "pages may call, and read the answer, whose origin anybody can claim", name_them);
    } else if beyond(&to, &from) {
        let see = &["see who writes the pages of the new origins, and approve this"];
        say(ChangeCode::OriginsAdded, "pages of more origins may call, and read the answer", see);
    } else if !beyond(&from, &to) {
        say(ChangeCode::CorsChanged, "the same pages may call; browsers ask again at other times", &[]);
    }
}
