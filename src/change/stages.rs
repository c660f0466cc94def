//! What changes for each stage: whether it is there, its settings, and who may call it from where and how often.

use super::pairs::{Pairs, pair};
use super::report::{Explanation, Report};
use super::spec_location::SpecLocation;
use super::{ChangeCode, SpecRevision, cors, throttle, words};
use crate::model::{Cors, DataPolicy, Deployment, Service, Stage};

type Kept<'a> = [(&'a Stage, &'a Stage)];

/// Compares the stages by name.
pub(super) fn compare(report: &mut Report, old: &SpecRevision<'_>, new: &SpecRevision<'_>) {
    let Pairs { kept, removed, added } =
        pair(&old.service.stages, &new.service.stages, |stage| stage.name.as_str(), |_| Vec::new());
    let location = |stage: &Stage| SpecLocation::root().key("stages").key(&stage.name);
    for stage in removed {
        let message = format!("the stage `{}` is removed", stage.name);
        let effect = "its stack and its tables are left behind with their items, and can no longer be updated from here; \
            under another name a stage is a new stack, whose tables are empty";
        let help = &["keep it until nobody uses it, delete its stack and its tables, and then approve this"];
        let said = Explanation { message, effect, help };
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
            (ChangeCode::StageChanged, "CloudWatch charges for what it stores")
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
        let (code, message, effect, help): (_, _, _, &[&str]) = if new.deletion_protection {
            (
                ChangeCode::StageChanged,
                format!("the tables of `{name}` are protected"),
                "DynamoDB refuses to delete them",
                &[],
            )
        } else {
            let message = format!("the tables of `{name}` are no longer protected");
            (
                ChangeCode::DeletionProtectionOff,
                message,
                "anyone who may delete a table can delete them with their items",
                &["leave it on, and switch it off by hand for the table that is to go"],
            )
        };
        let values = [old, new].map(|stage| if stage.deletion_protection { "on" } else { "off" });
        report.add(code, &location.key("deletion_protection"), values, Explanation { message, effect, help });
    }
    if old.data != new.data {
        let (code, message, effect, help): (_, _, _, &[&str]) = match new.data {
            DataPolicy::Disposable => (
                ChangeCode::DataDisposable,
                format!("the data of `{name}` goes with its stack"),
                "whoever deletes the stack deletes its tables, its user pool and all that is in them",
                &["keep the data of a stage that holds more than tests"],
            ),
            DataPolicy::Kept => (
                ChangeCode::StageChanged,
                format!("the data of `{name}` stays when its stack is deleted"),
                "somebody has to delete its tables and its user pool by name",
                &[],
            ),
        };
        let values = [old, new].map(|stage| stage.data.as_str());
        report.add(code, &location.key("data"), values, Explanation { message, effect, help });
    }
    watch(report, location, old, new);
}

/// What watches a stage, and how it gets a new version of the function.
fn watch(report: &mut Report, location: &SpecLocation, old: &Stage, new: &Stage) {
    let name = &new.name;
    let mut changed = |key: &str, [from, to]: [&str; 2], is_less: bool, message: String, effect: &str| {
        if from == to {
            return;
        }
        let (code, help): (_, &[&str]) = if is_less {
            (ChangeCode::WatchRemoved, &["keep it in a stage that people depend on"])
        } else {
            (ChangeCode::StageChanged, &[])
        };
        report.add(code, &location.key(key), [from, to], Explanation { message, effect, help });
    };
    let switch = |is_on: bool| if is_on { "on" } else { "off" };
    let (message, effect) = if new.alarms {
        (format!("`{name}` has alarms"), "CloudWatch charges for each alarm, and for each metric of the function")
    } else {
        (format!("`{name}` has no alarms any more"), "nobody is told of its faults")
    };
    changed("alarms", [old, new].map(|stage| switch(stage.alarms)), !new.alarms, message, effect);
    let email = |stage: &Stage| stage.alarm_email.clone().unwrap_or_default();
    let (from, to) = (email(old), email(new));
    let (message, effect) = if to.is_empty() {
        (format!("nobody gets a mail from the alarms of `{name}` any more"), "you see them only in CloudWatch")
    } else {
        (format!("the alarms of `{name}` send a mail to {to}"), "no mail is sent before this address has confirmed")
    };
    changed("alarm_email", [&from, &to], to.is_empty(), message, effect);
    let (message, effect) = if new.dashboard {
        (format!("`{name}` has a dashboard"), "CloudWatch charges for it, and for each metric of the function")
    } else {
        (format!("`{name}` has no dashboard any more"), "what people changed in it goes, too")
    };
    changed("dashboard", [old, new].map(|stage| switch(stage.dashboard)), !new.dashboard, message, effect);
    let (message, effect) = match new.deployment {
        Deployment::Canary => (
            format!("a new version of the function in `{name}` gets a tenth of the requests at first"),
            "a deployment takes five minutes longer, and goes back if the new version fails",
        ),
        Deployment::AllAtOnce => (
            format!("a new version of the function in `{name}` gets all requests at once"),
            "a version that fails stays",
        ),
    };
    let is_less = new.deployment == Deployment::AllAtOnce;
    changed("deploy", [old, new].map(|stage| stage.deployment.as_str()), is_less, message, effect);
}
