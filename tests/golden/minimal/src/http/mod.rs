//! What the routes share: reading requests, and answering.

mod body;
mod error;
mod page;
mod parameters;

pub use body::{Body, Input, Problems};
pub use error::{Error, Problem, method_not_allowed, not_found};
pub use page::{Page, PageReader, Paging};
pub use parameters::QueryParameters;
