//! What the schemas that are no type of the code are called. Validation has seen to it that no two are alike.

/// The schema of an error.
pub(super) const PROBLEM: &str = "Problem";

/// The schema of a page of items.
pub(super) fn page(item: &str) -> String {
    format!("{item}Page")
}
