//! What updates refuse.

use super::ChangeCode;
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use crate::model::ChangePolicy;
use crate::text::english;

/// Reports that fewer classes are refused. What is allowed one by one, and with a reason, is no finding: it is an approval.
pub(super) fn compare(report: &mut Report, old: &ChangePolicy, new: &ChangePolicy) {
    let gone: Vec<&str> = old.refuse.difference(&new.refuse).map(|class| class.as_str()).collect();
    if gone.is_empty() {
        return;
    }
    let words =
        [old, new].map(|policy| policy.refuse.iter().map(|class| class.as_str()).collect::<Vec<_>>().join(", "));
    report.add(
        ChangeCode::PolicyWeakened,
        &SpecLocation::root().key("policy").key("refuse"),
        words.each_ref().map(String::as_str),
        Explanation {
            message: format!("updates no longer refuse changes of {}", english::list(&gone)),
            effect: "from the next update on, such a change is made without anybody's approval",
            help: &[
                "keep refusing them, and give the single changes that are meant with a reason under `policy.allow`",
            ],
        },
    );
}
