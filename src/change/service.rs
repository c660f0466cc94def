//! What changes for the whole service: its name and its function.

use std::cmp::Ordering;

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
    let mut say = |code, key: &str, [from, to]: [String; 2], effect, help: &[&str]| {
        let message = format!("the function's {key} is {to} in place of {from}");
        let location = SpecLocation::root().key("function").key(key);
        report.add(code, &location, [&from, &to], Explanation { message, effect, help });
    };
    let memory = [old, new].map(|function| format!("{} MB", function.memory));
    match new.memory.cmp(&old.memory) {
        Ordering::Less => say(
            ChangeCode::FunctionWeakened,
            "memory",
            memory,
            "Lambda gives it less of a processor, too: what takes long may not end in time, and what needs more memory fails",
            &["lower it in a stage without callers first, and see what its requests take"],
        ),
        Ordering::Equal => {}
        Ordering::Greater => {
            say(ChangeCode::FunctionChanged, "memory", memory, "it is paid by memory and time", &[]);
        }
    }
    let timeout = [old, new].map(|function| format!("{} s", function.timeout));
    match new.timeout.cmp(&old.timeout) {
        Ordering::Less => say(
            ChangeCode::FunctionWeakened,
            "timeout",
            timeout,
            "a request that takes longer than that answers 503",
            &["see in the log how long requests take before it is lowered"],
        ),
        Ordering::Equal => {}
        Ordering::Greater => {
            say(ChangeCode::FunctionChanged, "timeout", timeout, "a request may take longer", &[]);
        }
    }
    if old.architecture != new.architecture {
        say(
            ChangeCode::ProcessorChanged,
            "architecture",
            [old, new].map(|function| function.architecture.as_str().to_owned()),
            "a stack that is deployed keeps its parameter `Architecture`: a function that is built for another processor \
                does not start",
            &[
                "build for the new one, and give `Architecture` in the same deployment, as README.md of the project says",
            ],
        );
    }
}
