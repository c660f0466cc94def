use schemars::JsonSchema;
use serde::Deserialize;

use super::{CorsSpec, Field, ThrottleSpec};

/// A deployment environment.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageSpec {
    /// A retention that CloudWatch Logs offers, in days; 30 otherwise.
    pub log_retention_days: Field<u32>,
    /// The least important level that is logged; info otherwise.
    pub log_level: Field<LogLevelWord>,
    /// Keeps the tables from being deleted; false otherwise.
    pub deletion_protection: Field<bool>,
    /// Not available yet.
    pub alarms: Field<bool>,
    /// Not available yet.
    pub alarm_email: Field<String>,
    /// Not available yet.
    pub dashboard: Field<bool>,
    /// The stage's own limit on requests; the API's otherwise.
    pub throttle: Field<ThrottleSpec>,
    /// The stage's own cross-origin access; the API's otherwise.
    pub cors: Field<CorsSpec>,
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
