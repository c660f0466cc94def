//! What a key asks of an attribute.

use crate::model::{Attribute, Key, Literal, Resource, Shape, limits};

/// The values that the attribute can't have, as no path leads to them.
pub(crate) fn unreachable<'a>(resource: &'a Resource, attribute: &Attribute) -> impl Iterator<Item = &'a Literal> {
    let found = resource.unreachable.iter().filter(move |(name, _)| *name == attribute.name);
    found.map(|(_, value)| value)
}

/// The longest value in bytes, where the attribute is a key whose type doesn't bound it already.
pub(crate) fn longest(resource: &Resource, attribute: &Attribute) -> Option<u32> {
    let is_sort = resource.keys().any(|key| key.sort.as_ref().is_some_and(|sort| sort.name == attribute.name));
    let is_partition = resource.keys().any(|key| key.partition.name == attribute.name);
    let most = match (is_sort, is_partition) {
        (true, _) => limits::SORT_KEY_BYTES,
        (false, true) => limits::PARTITION_KEY_BYTES,
        (false, false) => return None,
    };
    matches!(attribute.shape, Shape::String { .. } | Shape::Binary(_)).then_some(most)
}

/// The longest value in a path that gives a part of the key, in bytes.
pub(crate) fn longest_in_path(key: &Key, attribute: &Attribute) -> u32 {
    if attribute.name == key.partition.name { limits::PARTITION_KEY_BYTES } else { limits::SORT_KEY_BYTES }
}
