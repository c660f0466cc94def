use schemars::JsonSchema;
use serde::Serialize;

/// What a change of a spec breaks; the most dangerous first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Class {
    /// Stored data is lost or can't be read any more.
    Data,
    /// Somebody can read, write or delete what they could not before.
    Expose,
    /// Correct requests fail for a time, or until somebody acts.
    Outage,
    /// More than CloudFormation does in one deployment.
    Steps,
    /// A client breaks.
    Api,
    /// Code that people wrote may not compile any more.
    Code,
    /// Nothing breaks.
    Safe,
}

impl Class {
    /// As people read it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data => "DATA",
            Self::Expose => "EXPOSE",
            Self::Outage => "OUTAGE",
            Self::Steps => "STEPS",
            Self::Api => "API",
            Self::Code => "CODE",
            Self::Safe => "SAFE",
        }
    }
}
