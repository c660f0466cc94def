//! What the schemas that are no type of the code are called. Validation has seen to it that no two are alike.

/// The schema of an error.
pub(super) const PROBLEM: &str = "Problem";

/// The schema of an attribute that takes any JSON. No item is called so, as the types of items are in camel case.
pub(super) const JSON: &str = "JSON";

/// The schema of a page of items.
pub(super) fn page(item: &str) -> String {
    format!("{item}Page")
}
