use std::fmt;
use std::str::FromStr;

use super::ChangeCode;
use crate::model::Class;
use crate::text::digest::digest;

/// Names one finding on the command line, such as `D0203-8f3a1c77`.
///
/// It follows from what changes alone, so it holds wherever the line moves, and for no other change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    code: ChangeCode,
    hash: u32,
}

/// A text that is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint is a code and eight digits, such as D0201-8f3a1c77, as `slsgen plan` shows it")]
pub struct FingerprintError;

impl Fingerprint {
    /// What the change breaks.
    #[must_use]
    pub fn class(self) -> Class {
        self.code.class()
    }

    /// The fingerprint of a change of one thing, which its path names.
    pub(super) fn new(code: ChangeCode, path: &[String], old: &str, new: &str) -> Self {
        let parts = path.iter().map(String::as_str).chain([old, new]);
        Self { code, hash: digest(std::iter::once(code.as_str()).chain(parts)) }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:08x}", self.code.as_str(), self.hash)
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let (code, hash) = text.split_once('-').ok_or(FingerprintError)?;
        let code = ChangeCode::from_text(code).ok_or(FingerprintError)?;
        let is_hash = hash.len() == 8 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let hash = u32::from_str_radix(hash, 16).ok().filter(|_| is_hash).ok_or(FingerprintError)?;
        Ok(Self { code, hash })
    }
}
