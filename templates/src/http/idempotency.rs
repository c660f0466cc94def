//! A request that counts once, however often it is sent: `Idempotency-Key`.

use std::mem::take;

use axum::body::Bytes;
use axum::extract::{FromRequest, MatchedPath, Request};
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::body::{Body, Input, unread};
use super::error::Error;
#[cfg(feature = "caller")]
use super::request_log::caller;

/// The longest key, in characters.
const MAX_KEY: usize = 255;

/// By which a request is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRequest {
    /// A hash of its route, its caller and its `Idempotency-Key`.
    pub id: String,
    /// A hash of its path and its body.
    pub content: String,
}

/// A body, and by which its request is known again if the client wants that.
pub struct Idempotent<T>(pub Option<KnownRequest>, pub T);

impl<S: Send + Sync, T: Input> FromRequest<S> for Idempotent<T> {
    type Rejection = Error;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Error> {
        let mut known = None;
        if let Some(given) = given(request.headers())? {
            let route = request.extensions().get::<MatchedPath>();
            let mut id = vec![route.map_or("", MatchedPath::as_str)];
            #[cfg(feature = "caller")]
            let caller = request.extensions().get().and_then(caller);
            #[cfg(feature = "caller")]
            id.push(caller.as_deref().unwrap_or_default());
            id.push(given);
            let id = hash(id.into_iter().map(str::as_bytes));
            let body = Request::new(take(request.body_mut()));
            let bytes = Bytes::from_request(body, state).await;
            let bytes = bytes.map_err(|rejection| unread(&rejection))?;
            let content = hash([request.uri().path().as_bytes(), &bytes]);
            *request.body_mut() = bytes.into();
            known = Some(KnownRequest { id, content });
        }
        let Body(body) = Body::from_request(request, state).await?;
        Ok(Self(known, body))
    }
}

/// The key that a client chose.
fn given(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let mut values = headers.get_all("idempotency-key").iter();
    let Some(key) = values.next() else {
        return Ok(None);
    };
    let is_visible = key.as_bytes().iter().all(u8::is_ascii_graphic);
    match key.to_str() {
        Ok(key) if is_visible && (1..=MAX_KEY).contains(&key.len()) && values.next().is_none() => {
            Ok(Some(key))
        }
        _ => Err(Error::BadRequest(format!(
            "Idempotency-Key: must be 1 to {MAX_KEY} visible characters, once"
        ))),
    }
}

/// A hash of some parts, of which none but the last holds a zero.
fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

#[cfg(test)]
mod tests;
