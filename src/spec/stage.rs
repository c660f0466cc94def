use schemars::JsonSchema;
use serde::Deserialize;

use super::{CorsSpec, Field, ThrottleSpec};

/// A deployment environment.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageSpec {
    /// A retention that CloudWatch Logs offers, in days; 30 by default.
    #[schemars(extend("default" = 30, "examples" = [90]))]
    pub log_retention_days: Field<u32>,
    /// The least important level that is logged; info by default.
    #[schemars(extend("default" = "info", "examples" = ["debug"]))]
    pub log_level: Field<LogLevelWord>,
    /// Keeps the tables from being deleted; false by default.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub deletion_protection: Field<bool>,
    /// Whether tables and user pool stay when the stack is deleted; kept by default.
    #[schemars(extend("default" = "kept", "examples" = ["disposable"]))]
    pub data: Field<DataWord>,
    /// Alarms on faults, time and throttling; false by default.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub alarms: Field<bool>,
    /// Who gets a mail from `alarms`, or from the alarm of `deploy: canary`.
    #[schemars(extend("examples" = ["ops@shop.example"]))]
    pub alarm_email: Field<String>,
    /// A dashboard in CloudWatch; false by default.
    #[schemars(extend("default" = false, "examples" = [true]))]
    pub dashboard: Field<bool>,
    /// How a new version of the function takes over; `all_at_once` by default.
    #[schemars(extend("default" = "all_at_once", "examples" = ["canary"]))]
    pub deploy: Field<DeployWord>,
    /// The stage's own limit on requests; the API's by default.
    #[schemars(extend("examples" = [{ "rate": 5, "burst": 10 }]))]
    pub throttle: Field<ThrottleSpec>,
    /// The stage's own cross-origin access; the API's by default.
    #[schemars(extend("examples" = [{ "origins": ["http://localhost:8080"] }]))]
    pub cors: Field<CorsSpec>,
}

/// What becomes of stored data when its stack is deleted.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataWord {
    /// It stays.
    Kept,
    /// It goes with the stack.
    Disposable,
}

/// How a new version of the function takes over.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeployWord {
    /// It gets every request at once.
    AllAtOnce,
    /// It gets a tenth of the requests for five minutes, and goes back if they fail.
    Canary,
}

/// Levels of logging.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the levels are tracing's own")]
pub enum LogLevelWord {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}
