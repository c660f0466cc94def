use std::sync::Arc;

use super::declared::Attributes;
use crate::model::{Auth, Index, Key, Name, Owner, TypeName};

/// What a route is validated against.
pub(super) struct RouteContext<'a> {
    pub(super) resource: &'a Name,
    pub(super) item: &'a TypeName,
    /// The table's, if it could be read.
    pub(super) key: Option<&'a Key>,
    pub(super) indexes: &'a [Arc<Index>],
    /// The names of all indexes, also of those that are no use; none where they can't be read.
    pub(super) declared_indexes: Option<Vec<&'a str>>,
    pub(super) attributes: &'a Attributes,
    pub(super) owner: Option<&'a Owner>,
    /// The API's.
    pub(super) auth: Auth,
    /// Whether a POST that creates honours an `Idempotency-Key`.
    pub(super) idempotency: bool,
}
