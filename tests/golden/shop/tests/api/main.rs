//! Every route, against a real DynamoDB engine in this process.

mod client;
mod dynamodb;
mod products_routes;
mod reviews_routes;
