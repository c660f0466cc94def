//! What a minimal is, and what clients may send of it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::dynamodb::{Attributes, optional, put, put_some, required};
use crate::http::{Error, FromJson, Input, Problem, Problems, members_of};

/// A minimal, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minimal {
    pub id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Minimal {
    pub(super) fn to_attributes(&self) -> Attributes {
        let mut item = Attributes::new();
        put(&mut item, "id", &self.id);
        put_some(&mut item, "text", &self.text);
        item
    }

    pub(super) fn from_attributes(item: &Attributes) -> Result<Self, Error> {
        Ok(Self {
            id: required(item, "id")?,
            text: optional(item, "text")?,
        })
    }
}

impl IntoResponse for Minimal {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

/// The body that creates a minimal.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMinimal {
    pub text: Option<String>,
}

impl FromJson for NewMinimal {
    fn from_json(json: Value) -> Result<Self, Problem> {
        let mut members = members_of(json)?;
        let value = Self {
            text: members.read_some("text")?,
        };
        members.end()?;
        Ok(value)
    }
}

impl NewMinimal {
    /// Adds what clients don't give.
    pub(super) fn into_item(self) -> Minimal {
        Minimal {
            id: Uuid::new_v4(),
            text: self.text,
        }
    }
}

impl Input for NewMinimal {
    fn check(&self, _problems: &mut Problems) {}
}
