//! What changes for each stage: whether it is there, its settings, and who may call it from where and how often.

use super::pairs::{Pairs, pair};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, cors, throttle, words};
use crate::model::{Cors, Service, Stage};

type Kept<'a> = [(&'a Stage, &'a Stage)];

/// Compares the stages by name.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let Pairs { kept, removed, added } =
        pair(&old.service.stages, &new.service.stages, |stage| stage.name.as_str(), |_| None);
    let location = |stage: &Stage| SpecLocation::root().key("stages").key(&stage.name);
    for stage in removed {
        let message = format!("the stage `{}` is removed", stage.name);
        let effect = "its stack and its tables stay, and can no longer be updated from here";
        let said = Explanation { message, effect, help: &["delete its stack, and its tables, once nobody uses it"] };
        report.add(ChangeCode::StageRemoved, &location(stage).only_in_old(), [&stage.name, ""], said);
    }
    for stage in added {
        let said = Explanation {
            message: format!("the stage `{}` is new", stage.name),
            effect: "it deploys as a stack of its own",
            help: &[],
        };
        report.add(ChangeCode::StageAdded, &location(stage).only_in_new(), ["", &stage.name], said);
    }
    for (before, after) in &kept {
        settings(report, &location(after), before, after);
    }
    let services = (old.service, new.service);
    let origins = |service: &Service, stage: &Stage| service.cors(stage).cloned().map(in_any_order);
    for (names, place, [before, after]) in groups(&kept, services, "cors", |stage| stage.cors.is_some(), origins) {
        cors::compare(report, &place, &names, before.as_ref(), after.as_ref());
    }
    let limits = Service::throttle;
    for (names, place, [before, after]) in groups(&kept, services, "throttle", |stage| stage.throttle.is_some(), limits)
    {
        throttle::compare(report, &place, &names, before, after);
    }
}

/// The stages for which a setting changes in the same way: what to call them, where it is set, and both values.
fn groups<T: PartialEq>(
    kept: &Kept<'_>,
    (old, new): (&Service, &Service),
    key: &str,
    is_own: impl Fn(&Stage) -> bool,
    value: impl Fn(&Service, &Stage) -> T,
) -> Vec<(String, SpecLocation, [T; 2])> {
    let mut groups: Vec<(Vec<&str>, SpecLocation, [T; 2])> = Vec::new();
    for (before, after) in kept {
        let values = [value(old, before), value(new, after)];
        if values[0] == values[1] {
            continue;
        }
        if let Some((names, ..)) = groups.iter_mut().find(|(.., known)| *known == values) {
            names.push(&after.name);
            continue;
        }
        let own = is_own(before) || is_own(after);
        let around =
            if own { SpecLocation::root().key("stages").key(&after.name) } else { SpecLocation::root().key("api") };
        groups.push((vec![&after.name], around.key(key), values));
    }
    let whose = |names: &[&str]| {
        if names.len() == kept.len() { "the API".to_owned() } else { format!("the API in {}", words::list(names)) }
    };
    groups.into_iter().map(|(names, location, values)| (whose(&names), location, values)).collect()
}

fn in_any_order(mut cors: Cors) -> Cors {
    cors.origins.sort();
    cors
}

fn settings(report: &mut Report, location: &SpecLocation, old: &Stage, new: &Stage) {
    let name = &new.name;
    let days = |stage: &Stage| format!("{} days", stage.log_retention_days);
    if old.log_retention_days != new.log_retention_days {
        let (code, effect) = if new.log_retention_days < old.log_retention_days {
            (ChangeCode::LogRetentionShorter, "CloudWatch deletes what is older")
        } else {
            (ChangeCode::StageChanged, "what is stored longer is paid longer")
        };
        let (from, to) = (days(old), days(new));
        let message = format!("the logs of `{name}` are kept for {to} in place of {from}");
        report.add(code, &location.key("log_retention_days"), [&from, &to], Explanation { message, effect, help: &[] });
    }
    if old.log_level != new.log_level {
        let (from, to) = (old.log_level.as_str(), new.log_level.as_str());
        let message = format!("the log level of `{name}` is {to} in place of {from}");
        let said = Explanation { message, effect: "the function logs more or less", help: &[] };
        report.add(ChangeCode::StageChanged, &location.key("log_level"), [from, to], said);
    }
    if old.deletion_protection != new.deletion_protection {
        let (code, message, effect) = if new.deletion_protection {
            (
                ChangeCode::StageChanged,
                format!("the tables of `{name}` are protected"),
                "DynamoDB refuses to delete them",
            )
        } else {
            let message = format!("the tables of `{name}` are no longer protected");
            (
                ChangeCode::DeletionProtectionOff,
                message,
                "anyone who may delete a table can delete them with their items",
            )
        };
        let values = [old, new].map(|stage| if stage.deletion_protection { "on" } else { "off" });
        report.add(code, &location.key("deletion_protection"), values, Explanation { message, effect, help: &[] });
    }
}
