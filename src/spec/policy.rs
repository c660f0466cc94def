use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Field};

/// Which changes of this spec `slsgen update` and `slsgen check` refuse.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PolicySpec {
    /// The classes of changes that wait for an approval; `[DATA, EXPOSE]` by default.
    #[schemars(extend("default" = ["DATA", "EXPOSE"], "examples" = [["DATA", "EXPOSE", "API"]]))]
    pub refuse: Field<Vec<Field<ClassWord>>>,
    /// Single changes that are meant: the reason of each, by the fingerprint that `slsgen plan` shows.
    #[schemars(extend("examples" = [{ "A0201-3b0d2ad8": "the mobile app no longer calls it since version 7" }]))]
    pub allow: Field<Entries<String>>,
}

/// A class of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ClassWord {
    /// Stored data is lost or can't be read any more.
    Data,
    /// Somebody can read, write or delete what they could not before.
    Expose,
    /// Correct requests fail for a time, or until somebody acts.
    Outage,
    /// It takes more than one deployment.
    Steps,
    /// A client breaks.
    Api,
    /// Code that people wrote may not compile any more.
    Code,
}
