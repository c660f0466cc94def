//! What the routes share: reading requests, and answering.

mod body;
mod caller;
mod client;
mod cors;
mod deadline;
mod error;
mod etag;
mod event;
mod filters;
mod idempotency;
mod if_none_match;
mod json;
mod metrics;
mod page;
mod parameters;
mod patch;
mod pointer;
mod range;
mod request_log;
mod scan;

pub use body::{
    Body, Input, Problems, check_member, given, given_or, lies_ahead, regex, require_same_as_path,
};
pub use caller::{is_in_group, require_group, token_owner};
pub use client::name_client;
pub use cors::{allowed_origins, max_age};
pub use deadline::answer_in_time;
pub use error::{Error, Problem, method_not_allowed, not_found};
pub use etag::{IfMatch, etag};
pub use event::as_sent;
pub use filters::Filters;
pub use idempotency::{Idempotent, KnownRequest};
pub use if_none_match::{IfNoneMatch, allow_replacing};
pub use json::{FromJson, literal, members_of};
pub use metrics::add_metrics;
pub use page::{Page, PageReader, Paging, descending};
pub use parameters::{
    MAX_PARTITION_KEY, MAX_SORT_KEY, PathParameters, QueryParameters, push_segment,
};
#[cfg(feature = "merge")]
pub use patch::merge;
pub use patch::{Change, is_given};
pub use range::KeyRange;
pub use request_log::{init_log, log_capacity, log_field, log_request};

#[cfg(test)]
pub(crate) mod tests;
