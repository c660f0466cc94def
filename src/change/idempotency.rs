//! For how long an `Idempotency-Key` stands for one request.

use std::cmp::Ordering;

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, words};
use crate::model::Service;

/// Compares for how long two services know a request again.
pub(super) fn compare(report: &mut Report, old: &Service, new: &Service) {
    let (before, after) = (old.idempotency(), new.idempotency());
    let mut say = |code, message, effect, help: &[&str]| {
        let location = SpecLocation::root().key("api").key("idempotency");
        let values = [before, after].map(words::idempotency);
        report.add(code, &location, values.each_ref().map(String::as_str), Explanation { message, effect, help });
    };
    let [from, to] = [before, after].map(words::idempotency);
    match (before, after) {
        (None, None) => {}
        (None, Some(_)) => say(
            ChangeCode::IdempotencyOn,
            format!("a POST that is sent again with its `Idempotency-Key` creates nothing more, for {to}"),
            &format!(
                "the deployment makes the table `{}` for what such requests made; one that sends a key already may get a \
                 400 or a 422 for it",
                new.idempotency_table()
            ),
            &[],
        ),
        (Some(_), None) => say(
            ChangeCode::IdempotencyOff,
            "a POST that is sent again with its `Idempotency-Key` counts as another request".to_owned(),
            &format!(
                "it makes a second item, or gets a 409 for its own; the table `{}` goes with what it holds",
                old.idempotency_table()
            ),
            &["let the clients look for the item before they send its creation again"],
        ),
        (Some(before), Some(after)) => match after.cmp(&before) {
            Ordering::Less => say(
                ChangeCode::IdempotencyShorter,
                format!("an `Idempotency-Key` counts for {to} in place of {from}"),
                "a POST that is sent again later than that makes a second item, or gets a 409 for its own",
                &[],
            ),
            Ordering::Equal => {}
            Ordering::Greater => say(
                ChangeCode::IdempotencyLonger,
                format!("an `Idempotency-Key` counts for {to} in place of {from}"),
                "what is recorded already keeps its time",
                &[],
            ),
        },
    }
}
