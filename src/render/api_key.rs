//! API keys: what the local server takes as one, and where a stack says which key is whose.

use crate::model::{Client, LogicalIds, Service};

/// The key in examples, which the local server takes: the first client's name, or `local` where one key is for all.
pub(super) fn local(service: &Service) -> &str {
    service.api.clients.first().map_or("local", |client| client.name.as_str())
}

/// The output of the stack that holds the ID of a client's key.
pub(super) fn output_of(client: &Client) -> String {
    format!("{}Id", LogicalIds::wanted_api_key(&client.name))
}

/// The output of the stack that holds the ID of the key in examples.
pub(super) fn output(service: &Service) -> String {
    service.api.clients.first().map_or("ApiKeyId".to_owned(), output_of)
}
