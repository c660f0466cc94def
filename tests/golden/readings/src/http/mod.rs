//! What the routes share: reading requests, and answering.

mod body;
mod error;
mod filters;
mod page;
mod parameters;
mod range;

pub use body::{Body, Input, Problems, agree, check_member, given, regex};
pub use error::{Error, Problem, method_not_allowed, not_found};
pub use filters::Filters;
pub use page::{Page, PageReader, Paging, descending};
pub use parameters::{
    MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, QueryParameters, push_segment,
};
pub use range::KeyRange;
