//! Which client called.

use std::env;

use axum::extract::Request;
use lambda_http::request::RequestContext;

/// Puts the name of a client in place of the ID of its API key, for the log and for your hooks.
/// `API_CLIENTS` has an `ID=name` for each.
pub async fn name_client(mut request: Request) -> Request {
    let clients = env::var("API_CLIENTS").unwrap_or_default();
    if let Some(RequestContext::ApiGatewayV1(context)) = request.extensions_mut().get_mut()
        && let Some(id) = &mut context.identity.api_key_id
        && let Some(name) = name(&clients, id)
    {
        *id = name.to_owned();
    }
    request
}

/// None for a key that somebody made by hand.
fn name<'a>(clients: &'a str, id: &str) -> Option<&'a str> {
    let mut pairs = clients.split(',').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == id).map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
