//! Every route, against a real DynamoDB engine in this process.

mod client;
mod dynamodb;
mod env_routes;
mod event;
mod fn_routes;
mod function;
mod gateway;
mod reserved_routes;
mod type_routes;
