use super::{Cors, Throttle};

/// A deployment environment: one stack, one API stage, one set of tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Letters, digits and `-`, at most 128.
    pub name: String,
    /// A retention that CloudWatch Logs accepts, in days.
    pub log_retention_days: u32,
    /// The function's least important level that is logged.
    pub log_level: LogLevel,
    /// Deletion protection of the tables.
    pub deletion_protection: bool,
    /// What becomes of the tables and the user pool when the stack goes.
    pub data: DataPolicy,
    /// Alarms on faults, time and throttling.
    pub alarms: bool,
    /// Who is told of alarms.
    pub alarm_email: Option<String>,
    /// A dashboard in CloudWatch.
    pub dashboard: bool,
    /// How a new version of the function takes over.
    pub deployment: Deployment,
    /// The stage's own limit; absent: the API's.
    pub throttle: Option<Throttle>,
    /// The stage's own CORS; absent: the API's.
    pub cors: Option<Cors>,
}

/// What becomes of stored data when its stack is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataPolicy {
    /// It stays.
    Kept,
    /// It goes with the stack.
    Disposable,
}

impl DataPolicy {
    /// The spec's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Disposable => "disposable",
        }
    }
}

/// How a new version of the function takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deployment {
    /// It gets every request at once.
    AllAtOnce,
    /// It gets a tenth of the requests at first, and goes back if they fail.
    Canary,
}

impl Deployment {
    /// The spec's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AllAtOnce => "all_at_once",
            Self::Canary => "canary",
        }
    }
}

impl Stage {
    /// Whether the function counts its requests in CloudWatch's metrics.
    #[must_use]
    pub fn has_metrics(&self) -> bool {
        self.alarms || self.dashboard || self.deployment == Deployment::Canary
    }
}

/// Levels of `tracing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the levels are tracing's own")]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    /// The name that `tracing` and Lambda's logging configuration use, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}
