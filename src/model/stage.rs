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
    /// The stage's own limit; absent: the API's.
    pub throttle: Option<Throttle>,
    /// The stage's own CORS; absent: the API's.
    pub cors: Option<Cors>,
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
