//! Bytes: base64 on the wire, base64url in a path or query, binary in the table.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// A sequence of bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Binary(pub Vec<u8>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not base64")]
pub struct BinaryError;

impl TryFrom<String> for Binary {
    type Error = BinaryError;

    fn try_from(text: String) -> Result<Self, BinaryError> {
        STANDARD.decode(text).map(Self).map_err(|_| BinaryError)
    }
}

impl From<Binary> for String {
    fn from(binary: Binary) -> Self {
        STANDARD.encode(binary.0)
    }
}

impl FromStr for Binary {
    type Err = BinaryError;

    fn from_str(text: &str) -> Result<Self, BinaryError> {
        URL_SAFE_NO_PAD
            .decode(text.trim_end_matches('='))
            .map(Self)
            .map_err(|_| BinaryError)
    }
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

#[cfg(test)]
mod tests;
