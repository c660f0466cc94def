use serde::Serialize;

use super::Setting;
use super::data;
use super::gateway;
use super::scalar::Scalar;
use super::throttling::Throttling;
use crate::model::{Auth, Deployment, LogLevel, Service, Stage, Throttle};

/// A row of the template's `Stages` mapping.
#[derive(Debug, Serialize)]
pub(super) struct StageView {
    name: Scalar,
    settings: Vec<Setting>,
}

/// Every stage sets the same keys: only those that something in the template looks up.
pub(super) fn stages(service: &Service) -> Vec<StageView> {
    let view = |stage: &Stage| StageView { name: Scalar::text(&stage.name), settings: settings(service, stage) };
    service.stages.iter().map(view).collect()
}

fn settings(service: &Service, stage: &Stage) -> Vec<Setting> {
    let mut settings = vec![
        Setting::integer("LogRetentionDays", stage.log_retention_days),
        Setting::text("LogLevel", log_level(stage.log_level)),
        Setting::flag("DeletionProtection", stage.deletion_protection),
    ];
    if service.uses(Auth::Cognito) {
        let protection = if stage.deletion_protection { "ACTIVE" } else { "INACTIVE" };
        settings.push(Setting::text("UserPoolProtection", protection));
    }
    settings.extend(data(service, stage));
    settings.extend(watch(service, stage));
    settings.extend(throttle(service, stage));
    settings.extend(cors(service, stage));
    settings
}

/// Only where the stages differ.
fn data(service: &Service, stage: &Stage) -> Vec<Setting> {
    if service.stages.iter().all(|other| other.data == stage.data) {
        return Vec::new();
    }
    vec![
        Setting::text("DeletionPolicy", data::deletion(stage.data)),
        Setting::text("UpdateReplacePolicy", data::replacement(stage.data)),
    ]
}

/// Only what some stage asks for.
fn watch(service: &Service, stage: &Stage) -> Vec<Setting> {
    let mut settings = Vec::new();
    let mut add = |is_used: fn(&Stage) -> bool, setting: Setting| {
        if service.stages.iter().any(is_used) {
            settings.push(setting);
        }
    };
    let switch = |name, is_on| Setting::text(name, if is_on { "true" } else { "false" });
    let is_canary = |stage: &Stage| stage.deployment == Deployment::Canary;
    add(|stage| stage.alarms, switch("Alarms", stage.alarms));
    add(|stage| stage.alarm_email.is_some(), Setting::text("AlarmEmail", stage.alarm_email.as_deref().unwrap_or("")));
    add(|stage| stage.dashboard, switch("Dashboard", stage.dashboard));
    add(is_canary, switch("Canary", is_canary(stage)));
    settings
}

fn throttle(service: &Service, stage: &Stage) -> Vec<Setting> {
    let limit = service.throttle(stage);
    let columns =
        |limit: Throttle| [Setting::number("ThrottleRate", limit.rate), Setting::integer("ThrottleBurst", limit.burst)];
    match Throttling::of(service) {
        Throttling::Nowhere => Vec::new(),
        Throttling::Everywhere => limit.into_iter().flat_map(columns).collect(),
        Throttling::Somewhere => {
            // A mapping looks up only what is there, so a stage without a limit has numbers that nothing uses.
            let unused = Throttle { rate: 0.0, burst: 0 };
            let switch = Setting::text("Throttled", if limit.is_some() { "true" } else { "false" });
            std::iter::once(switch).chain(columns(limit.unwrap_or(unused))).collect()
        }
    }
}

/// Empty values where the stage has no CORS: the function takes them for none.
fn cors(service: &Service, stage: &Stage) -> Vec<Setting> {
    if !service.has_cors() {
        return Vec::new();
    }
    let cors = service.cors(stage);
    let origins = cors.map(|cors| cors.origins.join(",")).unwrap_or_default();
    let mut settings = vec![Setting::text("CorsOrigins", &origins)];
    if gateway::common_origin(service).is_none() {
        settings.push(Setting::text("GatewayOrigin", &gateway::origin(service, stage)));
    }
    if service.has_cors_max_age() {
        let max_age = cors.and_then(|cors| cors.max_age).map(|seconds| seconds.to_string());
        settings.push(Setting::text("CorsMaxAge", &max_age.unwrap_or_default()));
    }
    settings
}

/// In the words of Lambda's logging configuration.
fn log_level(level: LogLevel) -> &'static str {
    match level {
        LogLevel::Error => "ERROR",
        LogLevel::Warn => "WARN",
        LogLevel::Info => "INFO",
        LogLevel::Debug => "DEBUG",
        LogLevel::Trace => "TRACE",
    }
}
