//! What changes for the whole service: its name and its function.

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision};
use crate::model::Function;

/// Compares what stands at the top of two specs.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let (from, to) = (old.service.name.as_str(), new.service.name.as_str());
    if from != to {
        let back = format!("keep `name: {from}`; the description can say the new name");
        report.add(
            ChangeCode::ServiceRenamed,
            &SpecLocation::root().key("name"),
            [from, to],
            Explanation {
                message: format!("the service `{from}` is called `{to}`"),
                effect: "it deploys as other stacks with another API, whose tables start empty; the old stacks stay",
                help: &[
                    &back,
                    "or deploy the new stacks beside the old, copy the items, move the clients, and delete the old",
                ],
            },
        );
    }
    function(report, &old.service.function, &new.service.function);
}

fn function(report: &mut Report, old: &Function, new: &Function) {
    let settings = [
        ("memory", format!("{} MB", old.memory), format!("{} MB", new.memory), "it is paid by memory and time"),
        (
            "timeout",
            format!("{} s", old.timeout),
            format!("{} s", new.timeout),
            "a request that takes longer answers 502 or 504",
        ),
        (
            "architecture",
            old.architecture.as_str().to_owned(),
            new.architecture.as_str().to_owned(),
            "the function has to be built for it",
        ),
    ];
    for (key, from, to, effect) in settings {
        if from != to {
            let message = format!("the function's {key} is {to} in place of {from}");
            let location = SpecLocation::root().key("function").key(key);
            report.add(
                ChangeCode::FunctionChanged,
                &location,
                [&from, &to],
                Explanation { message, effect, help: &[] },
            );
        }
    }
}
