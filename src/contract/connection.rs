//! The call that opens the connection to DynamoDB while the function starts.

use std::sync::Arc;

use super::operations::Operations;
use crate::model::{Index, Key, Resource, Service};

/// A call of one table, which the function's role grants for the routes.
pub(crate) struct Connection<'a> {
    pub(crate) resource: &'a Resource,
    pub(crate) call: FirstCall<'a>,
}

/// The cheapest that is granted. What DynamoDB answers does not matter.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FirstCall<'a> {
    /// Of an item that does not exist: half a read unit.
    GetItem(&'a Key),
    Scan,
    Query(Key, Option<Arc<Index>>),
    /// Without an item or a key, so that DynamoDB refuses it.
    PutItem,
    UpdateItem,
    DeleteItem,
}

impl<'a> Connection<'a> {
    /// None where no route reaches a table.
    pub(crate) fn of(service: &'a Service) -> Option<Self> {
        let of_each = service.resources.iter().flat_map(|resource| {
            calls(resource).into_iter().enumerate().filter_map(move |(rank, call)| Some((rank, resource, call?)))
        });
        let (_, resource, call) = of_each.min_by_key(|(rank, _, _)| *rank)?;
        Some(Self { resource, call })
    }
}

/// The calls that a resource's routes make, by what they cost: none where no route makes one.
fn calls(resource: &Resource) -> [Option<FirstCall<'_>>; 6] {
    let operations = Operations::of(resource);
    let gets = resource.get_route().is_some() || resource.patch_reads();
    let scans = resource.routes.iter().any(|route| resource.scans(route));
    let query = resource
        .routes
        .iter()
        .find_map(|route| resource.query_of(route))
        .map(|query| FirstCall::Query(query.key(&resource.table).clone(), query.index));
    [
        gets.then_some(FirstCall::GetItem(&resource.table.key)),
        scans.then_some(FirstCall::Scan),
        query,
        operations.creates.then_some(FirstCall::PutItem),
        (operations.replace || operations.update).then_some(FirstCall::UpdateItem),
        operations.delete.then_some(FirstCall::DeleteItem),
    ]
}
