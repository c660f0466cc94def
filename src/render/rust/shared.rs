//! What all projects share, as far as a project's own code reaches it: `http/`, `dynamodb/` and `values/`.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::stored::shapes;
use crate::model::{Auth, Key, KeyType, Resource, Service, SetItem, Shape};
use crate::render::templates;
use crate::text::mentions::Mentions;
use crate::text::prune::{Library, Roots};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::read(templates::SHARED));

/// What only people's own code uses.
const FOR_HOOKS: &[&str] = &[
    "EpochMillis::now",
    "EpochSeconds::now",
    "Error::Refused",
    "Problem",
    "Timestamp::now",
    "TimestampMillis::now",
    "TimestampSeconds::now",
    "log_field",
];

/// The shared files that `mentions`, what the project's own code mentions, reaches: each path, and what is kept.
pub(super) fn reached(service: &Service, mentions: &Mentions) -> Vec<(&'static str, String)> {
    let roots = Roots {
        names: &|name| mentions.names(name) || mentions.path("http", name),
        calls: &|method| mentions.calls(method),
        paths: &|owner, name| mentions.path(owner, name),
        features: &features(service, mentions),
        offered: FOR_HOOKS,
    };
    LIBRARY.prune(&roots)
}

/// What no mention can decide: the features in `tests/shared/Cargo.toml`.
fn features(service: &Service, mentions: &Mentions) -> BTreeSet<&'static str> {
    let mut features: BTreeSet<&str> = shapes(service).into_iter().flat_map(features_of).copied().collect();
    let more = [
        ("binary_key", service.resources.iter().any(has_binary_key)),
        ("body", mentions.names("Input")),
        ("caller", [Auth::ApiKey, Auth::Iam, Auth::Cognito].iter().any(|auth| service.uses(*auth))),
        ("canary", service.has_canary()),
        ("defaults", mentions.calls("default_is")),
        ("merge", mentions.names("merge")),
        ("metrics", service.has_metrics()),
        ("renames", mentions.path("Expression", "with_earlier_names")),
    ];
    features.extend(more.into_iter().filter(|(_, is_on)| *is_on).map(|(feature, _)| feature));
    features
}

/// The features that a shape needs, unless a type of its own tells. A set needs those of its elements too.
fn features_of(shape: &Shape) -> &'static [&'static str] {
    match shape {
        Shape::String { .. } => &["string"],
        Shape::Integer(_) => &["integer"],
        Shape::Number(_) => &["number"],
        Shape::Decimal(_) => &["decimal"],
        Shape::Boolean => &["boolean"],
        Shape::Uuid => &["uuid"],
        Shape::Ulid => &["ulid"],
        Shape::Json => &["json"],
        Shape::List { .. } => &["list"],
        Shape::Set { items: SetItem::String, .. } => &["string", "string_set"],
        Shape::Set { items: SetItem::Integer, .. } => &["integer", "integer_set"],
        Shape::Set { items: SetItem::Decimal, .. } => &["decimal", "decimal_set"],
        Shape::Set { items: SetItem::Binary, .. } => &["binary_set"],
        Shape::Enum { .. } | Shape::Timestamp(_) | Shape::Date | Shape::Binary(_) | Shape::Map(_) => &[],
    }
}

fn has_binary_key(resource: &Resource) -> bool {
    resource.keys().flat_map(Key::attributes).any(|attribute| attribute.shape.key_type() == Some(KeyType::Binary))
}
