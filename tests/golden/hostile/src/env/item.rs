//! What an env is, and what clients may send of it.

use serde::Serialize;

use crate::dynamodb::{Attributes, required};
use crate::http::Error;

/// An env, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Env {
    pub str: String,
}

impl Env {
    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            str: required(item, "str")?,
        })
    }
}
