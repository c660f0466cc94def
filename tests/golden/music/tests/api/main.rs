//! Every route, against a real DynamoDB engine in this process.

mod albums_routes;
mod client;
mod dynamodb;
mod event;
mod function;
mod gateway;
mod opinions_routes;
