//! Every route, against a real DynamoDB engine in this process.

mod client;
mod drafts_routes;
mod dynamodb;
mod event;
mod function;
mod gateway;
mod notes_routes;
mod settings_routes;
