//! What generated projects share. slsgen cuts it down to what a project needs, and tests it here whole.

pub mod dynamodb;
pub mod http;
pub mod values;
