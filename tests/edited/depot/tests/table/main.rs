//! The routes, on a table that does not always do what it is asked to.

#[expect(dead_code, reason = "the engine starts behind a proxy here")]
#[path = "../api/dynamodb.rs"]
mod dynamodb;
#[path = "../api/event.rs"]
mod event;
#[path = "../api/function.rs"]
mod function;
#[path = "../api/gateway.rs"]
mod gateway;

mod api;
mod doors;
mod faults;
mod lists;
mod log;
mod metrics;
mod once;
mod patches;
mod proxy;
mod retries;
mod rows;
mod runtime;
mod sizes;
mod wide;
