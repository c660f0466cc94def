//! Every route, against a real DynamoDB engine in this process.

mod client;
mod dynamodb;
mod event;
mod function;
mod gateway;
mod items_routes;
