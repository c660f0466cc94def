//! Every route, against a real DynamoDB engine in this process.

mod bookings_routes;
mod client;
mod dynamodb;
mod event;
mod function;
mod gateway;
