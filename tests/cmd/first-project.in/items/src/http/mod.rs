//! What the routes share: reading requests, and answering.

mod body;
mod deadline;
mod error;
mod etag;
mod event;
mod if_none_match;
mod json;
mod page;
mod parameters;
mod patch;
mod pointer;
mod range;
mod request_log;
mod scan;

pub use body::{Body, Input, Problems};
pub use deadline::answer_in_time;
pub use error::{Error, Problem, method_not_allowed, not_found};
pub use etag::{IfMatch, etag};
pub use event::as_sent;
pub use if_none_match::allow_replacing;
pub use json::{FromJson, members_of};
pub use page::{Page, PageReader, Paging, descending};
pub use parameters::{MAX_PARTITION_KEY, PathParameters, QueryParameters, push_segment};
pub use patch::{Change, is_given, merge};
pub use range::KeyRange;
pub use request_log::{init_log, log_capacity, log_field, log_request};
