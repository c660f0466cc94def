//! The types that attributes have of their own.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use crate::dynamodb::Stored;
use crate::values::{FromText, choose};

/// One of the values of `language`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum SettingsLanguage {
    #[serde(rename = "de")]
    De,
    #[serde(rename = "en")]
    En,
    #[serde(rename = "fr")]
    Fr,
}

impl SettingsLanguage {
    const ALL: [Self; 3] = [Self::De, Self::En, Self::Fr];

    /// The value on the wire and in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

impl Stored for SettingsLanguage {
    fn to_stored(&self) -> AttributeValue {
        AttributeValue::S(self.as_str().to_owned())
    }

    fn from_stored(value: &AttributeValue) -> Option<Self> {
        Self::from_text(value.as_s().ok()?).ok()
    }
}

impl FromText for SettingsLanguage {
    fn from_text(text: &str) -> Result<Self, String> {
        choose(text, &Self::ALL, Self::as_str)
    }
}
