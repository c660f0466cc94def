//! What changes for the whole service: its name and its function.

use std::cmp::Ordering;

use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, words};
use crate::model::{Function, Service};

/// Compares what stands at the top of two specs.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let (from, to) = (old.service.name.as_str(), new.service.name.as_str());
    if from != to {
        let taken = taken(old.service, new.service);
        let tables = words::list(&taken);
        let starts = match taken.as_slice() {
            [] => "whose tables start empty; the old stacks stay".to_owned(),
            [_] => {
                format!("which can't be made yet: the old stacks stay, and have the table {tables} of the same name")
            }
            _ => {
                format!("which can't be made yet: the old stacks stay, and have the tables {tables} of the same names")
            }
        };
        let rename =
            format!("or give {tables} another name, too, with `table: {{ name: … }}`: the old stacks keep theirs");
        let back = format!("keep `name: {from}`; the description can say the new name");
        let mut help = vec![back.as_str()];
        help.extend(Some(rename.as_str()).filter(|_| !taken.is_empty()));
        help.push("or deploy the new stacks beside the old, copy the items, move the clients, and delete the old");
        report.add(
            ChangeCode::ServiceRenamed,
            &SpecLocation::root().key("name"),
            [from, to],
            Explanation {
                message: format!("the service `{from}` is called `{to}`"),
                effect: &format!("it deploys as other stacks with another API, {starts}"),
                help: &help,
            },
        );
    }
    function(report, &old.service.function, &new.service.function);
}

/// The tables whose names don't follow the service's: the stack of another name would have to make them beside the old.
fn taken<'a>(old: &Service, new: &'a Service) -> Vec<&'a str> {
    let is_stage = |name: &str| old.stages.iter().any(|before| before.name == name);
    if !new.stages.iter().any(|stage| is_stage(&stage.name)) {
        return Vec::new();
    }
    let names = new.resources.iter().map(|resource| resource.table.name.as_str());
    names.filter(|name| old.resources.iter().any(|before| before.table.name == *name)).collect()
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
            say(ChangeCode::FunctionChanged, "memory", memory, "AWS charges for memory and time", &[]);
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
            &[&format!(
                "write `\"Architecture={}\"` into `parameter_overrides` of each stage in samconfig.toml, and deploy what \
                 `sam build` then builds, a stage without callers first",
                new.architecture.as_str()
            )],
        );
    }
}
