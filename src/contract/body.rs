//! What clients send: the members of each body.

use super::rust_type::attribute_type;
use crate::model::{Attribute, Presence, Resource};

/// Whether a body that replaces may lack the attribute.
pub(crate) fn may_lack(resource: &Resource, attribute: &Attribute) -> bool {
    resource.is_key(attribute)
        || attribute.generate.is_some()
        || attribute.private
        || attribute.presence == Presence::Optional
}

/// The type of an attribute in a patch, which merges into what is stored.
pub(crate) fn patched_type(resource: &Resource, attribute: &Attribute) -> String {
    if attribute.shape.is_merged() { "Value".to_owned() } else { attribute_type(resource, attribute) }
}
