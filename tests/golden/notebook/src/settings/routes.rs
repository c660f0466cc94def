//! The routes of settings.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::routing::{get, patch, put};
use uuid::Uuid;

use super::item::{ReplaceSettings, Settings, SettingsKey, SettingsPatch};
use crate::App;
use crate::extension::Extension;
use crate::http::{Body, Error, IfNoneMatch, token_owner};

pub fn router() -> Router<App> {
    Router::new()
        .route("/settings", get(get_settings))
        .route("/settings", put(replace_settings))
        .route("/settings", patch(update_settings))
}

/// Who calls, as the owner of items.
fn caller(request: &Parts) -> Result<Uuid, Error> {
    token_owner(request, "sub")
}

async fn get_settings(State(app): State<App>, request: Parts) -> Result<Settings, Error> {
    let key = SettingsKey {
        owner_id: caller(&request)?,
    };
    let mut item = app.settings.get(&key).await?;
    app.hooks.before_send_settings(&request, &mut item).await?;
    Ok(item)
}

async fn replace_settings(
    State(app): State<App>,
    request: Parts,
    if_none_match: IfNoneMatch,
    Body(mut replacement): Body<ReplaceSettings>,
) -> Result<impl IntoResponse, Error> {
    let key = SettingsKey {
        owner_id: caller(&request)?,
    };
    replacement.check_key(&key)?;
    app.hooks
        .before_replace_settings(&request, &key, &mut replacement)
        .await?;
    let table = &app.settings;
    let mut replaced = Err(Error::NotFound);
    if if_none_match == IfNoneMatch::Absent {
        replaced = table.replace(&key, &replacement).await;
    }
    let (status, mut item) = match replaced {
        Err(Error::NotFound) => {
            let mut item = replacement.clone().into_item(key.clone())?;
            app.hooks
                .before_create_settings(&request, &mut item)
                .await?;
            match table.create(&item).await {
                Ok(()) => (StatusCode::CREATED, item),
                Err(Error::Conflict(_)) if if_none_match == IfNoneMatch::Any => {
                    return Err(Error::Unmet("there is an item with this key already"));
                }
                // Another request made the item meanwhile: it can be replaced, unless it is gone again.
                Err(conflict @ Error::Conflict(_)) => {
                    let replaced = table.replace(&key, &replacement).await;
                    if matches!(replaced, Err(Error::NotFound)) {
                        return Err(conflict);
                    }
                    (StatusCode::OK, replaced?)
                }
                Err(error) => return Err(error),
            }
        }
        replaced => (StatusCode::OK, replaced?),
    };
    app.hooks.before_send_settings(&request, &mut item).await?;
    Ok((status, item))
}

async fn update_settings(
    State(app): State<App>,
    request: Parts,
    Body(mut patch): Body<SettingsPatch>,
) -> Result<Settings, Error> {
    let key = SettingsKey {
        owner_id: caller(&request)?,
    };
    app.hooks
        .before_update_settings(&request, &key, &mut patch)
        .await?;
    let mut item = app.settings.update(&key, &patch).await?;
    app.hooks.before_send_settings(&request, &mut item).await?;
    Ok(item)
}
