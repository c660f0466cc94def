//! Your own code. This file was written once and is yours: nothing will overwrite it.
//!
//! The shop's own rule: nothing cursed is sold.

use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::bazaar::{ReplaceWare, Ware, WareKey, WarePatch};
use crate::extension::Extension;
use crate::http::{Change, Error, log_field};

/// What your code needs between requests, such as clients of other services.
#[derive(Debug, Clone, Default)]
pub struct Hooks {}

impl Extension for Hooks {
    async fn before_create_ware(&self, _request: &Parts, ware: &mut Ware) -> Result<(), Error> {
        refuse_cursed(&ware.name)
    }

    async fn before_replace_ware(
        &self,
        _request: &Parts,
        _key: &WareKey,
        replacement: &mut ReplaceWare,
    ) -> Result<(), Error> {
        refuse_cursed(&replacement.name)
    }

    async fn before_update_ware(
        &self,
        _request: &Parts,
        _key: &WareKey,
        patch: &mut WarePatch,
    ) -> Result<(), Error> {
        match &patch.name {
            Change::Set(name) => refuse_cursed(name),
            Change::Keep | Change::Remove => Ok(()),
        }
    }
}

fn refuse_cursed(name: &str) -> Result<(), Error> {
    if name.to_lowercase().contains("cursed") {
        log_field("cursed", name);
        return Err(Error::Refused(
            StatusCode::FORBIDDEN,
            "nothing cursed is sold here".to_owned(),
        ));
    }
    Ok(())
}
