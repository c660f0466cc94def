//! What the routes share: reading requests, and answering.

mod body;
mod error;
mod etag;
mod filters;
mod page;
mod parameters;
mod patch;

pub use body::{Body, Input, Object, Problems, regex};
pub use error::{Error, Problem, method_not_allowed, not_found};
pub use etag::{IfMatch, etag};
pub use filters::Filters;
pub use page::{Page, PageReader, Paging};
pub use parameters::{MAX_PARTITION_KEY, PathParameters, QueryParameters, push_segment};
pub use patch::{Change, is_given, merge};
