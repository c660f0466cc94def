//! The samples: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;
mod types;

pub use item::{NewSample, ReplaceSample, Sample, SampleKey, SamplePatch};
pub use routes::router;
pub use table::SampleTable;
pub use types::*;
