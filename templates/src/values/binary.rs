//! Bytes: base64 on the wire, base64url in a path or query, binary in the table.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::Value;

use super::text::FromText;

/// A sequence of bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Binary(pub Vec<u8>);

impl FromText for Binary {
    fn from_text(text: &str) -> Result<Self, String> {
        let bytes = URL_SAFE_NO_PAD.decode(text);
        bytes
            .map(Self)
            .map_err(|_| "must be base64url without padding".to_owned())
    }

    fn from_scalar(json: &Value) -> Result<Self, String> {
        let bytes = json.as_str().and_then(|text| STANDARD.decode(text).ok());
        bytes
            .map(Self)
            .ok_or_else(|| "must be base64 with padding".to_owned())
    }
}

impl From<Binary> for String {
    fn from(binary: Binary) -> Self {
        STANDARD.encode(binary.0)
    }
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

#[cfg(test)]
mod tests;
