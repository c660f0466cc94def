//! Stages: their names, and what they log.

use std::collections::HashMap;

use super::{api, throttle};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{DataPolicy, Deployment, LogLevel, ProjectName, Stage};
use crate::source::Spanned;
use crate::spec::{DataWord, DeployWord, Entries, Field, LogLevelWord, StageSpec};

/// Where the spec names no stages.
const DEFAULT: [&str; 3] = ["dev", "test", "prod"];

/// Days that CloudWatch Logs offers (CloudFormation, `AWS::Logs::LogGroup`).
const RETENTIONS: &[u32] =
    &[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
const DEFAULT_RETENTION: u32 = 30;

/// The longest name of a CloudFormation stack.
const MAX_STACK_NAME: usize = 128;

/// The longest address that mail can be sent to (RFC 5321, a path without its brackets).
const MAX_EMAIL: usize = 254;

/// Sections of samconfig.toml and an environment of Postman's that are there for every project.
const RESERVED: &[&str] = &["default", "global", "local", "version"];

/// Reads the stages.
pub(super) fn stages(
    field: &Field<Entries<StageSpec>>,
    project: Option<&ProjectName>,
    problems: &mut Diagnostics,
) -> Vec<Stage> {
    let Some(entries) = field.read() else {
        return DEFAULT.iter().map(|name| stage(name, &StageSpec::default(), problems)).collect();
    };
    if entries.value.0.is_empty() {
        let problem = Diagnostic::new(Code::NothingInside, entries.span, "a service has at least one stage");
        problems.push(problem.help("without `stages` there are `dev`, `test` and `prod`"));
    }
    let mut seen = HashMap::new();
    let mut stages = Vec::new();
    for (name, spec) in &entries.value.0 {
        check_name(name, project, problems);
        if let Some(first) = seen.insert(name.value.to_ascii_lowercase(), name.span) {
            let message = format!("`{}` and another stage differ only in case", name.value);
            let problem = Diagnostic::new(Code::BadStageName, name.span, message);
            problems.push(
                problem.also(first, "the other one").note("files are named for stages, and some disks ignore case"),
            );
        }
        if let Some(spec) = spec.value() {
            stages.push(stage(&name.value, spec, problems));
        }
    }
    stages
}

fn check_name(name: &Spanned<String>, project: Option<&ProjectName>, problems: &mut Diagnostics) {
    let text = name.value.as_str();
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let stack = project.map_or(0, |project| project.as_str().len()) + 1 + text.len();
    let problem =
        if text.is_empty() || !text.starts_with(|c: char| c.is_ascii_alphanumeric()) || !text.chars().all(legal) {
            Diagnostic::new(Code::BadStageName, name.span, format!("{text:?} can't be the name of a stage"))
                .help("use letters, digits and `-`, with a letter or digit first")
        } else if RESERVED.contains(&text.to_ascii_lowercase().as_str()) {
            Diagnostic::new(Code::BadStageName, name.span, format!("a stage can't be called `{text}`"))
                .note("every project has something of this name in samconfig.toml or among Postman's environments")
        } else if stack > MAX_STACK_NAME {
            let message = format!("a stack's name has at most {MAX_STACK_NAME} characters, and this one has {stack}");
            Diagnostic::new(Code::BadStageName, name.span, message).note("it is the project's name, `-`, and the stage")
        } else {
            return;
        };
    problems.push(problem);
}

fn stage(name: &str, spec: &StageSpec, problems: &mut Diagnostics) -> Stage {
    check_data(spec, problems);
    check_email(spec, problems);
    if let Some(days) = spec.log_retention_days.read() {
        check_retention(days, problems);
    }
    Stage {
        name: name.to_owned(),
        log_retention_days: spec.log_retention_days.value().copied().unwrap_or(DEFAULT_RETENTION),
        log_level: spec.log_level.value().map_or(LogLevel::Info, |word| log_level(*word)),
        deletion_protection: is_on(&spec.deletion_protection),
        data: match spec.data.value() {
            Some(DataWord::Disposable) => DataPolicy::Disposable,
            Some(DataWord::Kept) | None => DataPolicy::Kept,
        },
        alarms: is_on(&spec.alarms),
        alarm_email: spec.alarm_email.value().cloned(),
        dashboard: is_on(&spec.dashboard),
        deployment: match spec.deploy.value() {
            Some(DeployWord::Canary) => Deployment::Canary,
            Some(DeployWord::AllAtOnce) | None => Deployment::AllAtOnce,
        },
        throttle: throttle::throttle(&spec.throttle, problems),
        cors: api::cors(&spec.cors, problems),
    }
}

fn is_on(switch: &Field<bool>) -> bool {
    switch.value() == Some(&true)
}

/// CloudFormation can't delete a table that DynamoDB protects.
fn check_data(spec: &StageSpec, problems: &mut Diagnostics) {
    let disposable = spec.data.read().filter(|word| matches!(word.value, DataWord::Disposable));
    if let (Some(word), Some(protected)) = (disposable, spec.deletion_protection.read())
        && protected.value
    {
        let message = "what is disposable can't be protected from being deleted";
        let problem = Diagnostic::new(Code::Contradiction, word.span, message);
        problems.push(problem.also(protected.span, "the protection").help("remove one of the two"));
    }
}

/// SNS sends what an alarm says, so there has to be an alarm.
fn check_email(spec: &StageSpec, problems: &mut Diagnostics) {
    let Some(email) = spec.alarm_email.read() else { return };
    if !is_email(&email.value) {
        let message = format!("{:?} is not an e-mail address", email.value);
        problems.push(
            Diagnostic::new(Code::BadEmail, email.span, message).help("write one address, such as `ops@shop.example`"),
        );
    }
    if !is_on(&spec.alarms) && !matches!(spec.deploy.value(), Some(DeployWord::Canary)) {
        let message = "this stage has no alarm that could send a mail";
        let problem = Diagnostic::new(Code::Contradiction, email.span, message);
        problems.push(problem.help("add `alarms: true` or `deploy: canary`"));
    }
}

/// Whether a text has the form of RFC 5321's plain addresses: no quotes, no comments, and a domain's name.
fn is_email(text: &str) -> bool {
    let is_atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let is_label = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&label.len()) && label.chars().all(inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.len() <= MAX_EMAIL
        && text.rsplit_once('@').is_some_and(|(local, domain)| {
            (1..=64).contains(&local.len())
                && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
                && domain.contains('.')
                && domain.split('.').all(is_label)
        })
}

fn check_retention(days: &Spanned<u32>, problems: &mut Diagnostics) {
    if !RETENTIONS.contains(&days.value) {
        let nearest = RETENTIONS.iter().min_by_key(|offered| offered.abs_diff(days.value)).expect("it offers some");
        let message = format!("CloudWatch Logs doesn't keep logs for {} days", days.value);
        let problem =
            Diagnostic::new(Code::Retention, days.span, message).label(format!("{nearest} is the nearest it offers"));
        let offered: Vec<String> = RETENTIONS.iter().map(u32::to_string).collect();
        problems.push(problem.help(format!("it offers {}", offered.join(", "))));
    }
}

fn log_level(word: LogLevelWord) -> LogLevel {
    match word {
        LogLevelWord::Error => LogLevel::Error,
        LogLevelWord::Warn => LogLevel::Warn,
        LogLevelWord::Info => LogLevel::Info,
        LogLevelWord::Debug => LogLevel::Debug,
        LogLevelWord::Trace => LogLevel::Trace,
    }
}
