//! What the API of a service is: what each route takes and answers, what is written, and what hooks can name.
//!
//! Promises that each of these is decided once. The code, OpenAPI, Postman, the tests, the examples and the README of a
//! project read it. Knows no template, no layout and no file.

pub(crate) mod answer;
pub(crate) mod audience;
pub(crate) mod body;
pub(crate) mod connection;
pub(crate) mod detail;
pub(crate) mod expression;
pub(crate) mod key;
pub(crate) mod operations;
pub(crate) mod parameter;
pub(crate) mod rust_type;
pub(crate) mod stored;
pub(crate) mod surface;
pub(crate) mod type_name;
pub(crate) mod untold;
pub(crate) mod wire;
pub(crate) mod write;

#[cfg(test)]
mod tests;
