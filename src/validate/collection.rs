//! Where the items of a resource lie, and so which routes can mean something else than their method says.

use super::path::Part;
use super::route_draft::RouteDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Key, Method, Operation};

/// The paths of a resource's collection.
pub(super) struct Collection<'a> {
    /// Those of its by-key routes without one or more of the parameters at the end. If there are none, those on which
    /// its POSTs agree, or else its lists.
    paths: Vec<&'a [Part]>,
}

impl<'a> Collection<'a> {
    /// Finds it in the routes of a resource.
    pub(super) fn of(drafts: &'a [RouteDraft<'_>], key: &Key) -> Self {
        let by_key = drafts.iter().filter(|draft| draft.method != Method::Post && has_whole_key(draft, key));
        let of_keys: Vec<&[Part]> = by_key.flat_map(|draft| shortened(&draft.parts)).collect();
        if !of_keys.is_empty() {
            return Self { paths: of_keys };
        }
        let of = |method| drafts.iter().filter(move |draft| draft.method == method).collect::<Vec<_>>();
        let lists = || of(Method::Get).into_iter().filter(|draft| draft.parameters().next().is_none()).collect();
        let mut posts = of(Method::Post);
        posts.retain(|draft| !has_literal_behind(draft, key));
        Self { paths: agreed(if posts.is_empty() { lists() } else { posts }) }
    }

    /// Whether a list, a query or a create belongs there: at the collection, or where a path ends in its word.
    fn holds(&self, parts: &[Part]) -> bool {
        let end = parts.last().and_then(Part::literal);
        self.paths.iter().any(|path| *path == parts || (end.is_some() && end == word(path)))
    }

    /// Whether a path goes on with a literal behind the collection.
    fn leads_to(&self, parts: &[Part]) -> bool {
        let next = |path: &[Part]| parts.strip_prefix(path).and_then(<[Part]>::first).and_then(Part::literal);
        self.paths.iter().any(|path| next(path).is_some())
    }
}

/// The paths of routes that all end in one word; else of those that say what they do.
fn agreed<'a>(drafts: Vec<&'a RouteDraft<'_>>) -> Vec<&'a [Part]> {
    let first = drafts.first().and_then(|draft| word(&draft.parts));
    let agree = drafts.iter().all(|draft| word(&draft.parts) == first);
    let counts = |draft: &&RouteDraft<'_>| agree || !draft.spec.operation.is_absent();
    drafts.into_iter().filter(counts).map(|draft| draft.parts.as_slice()).collect()
}

/// The last literal of a path.
fn word(parts: &[Part]) -> Option<&str> {
    parts.iter().rev().find_map(Part::literal)
}

/// Reports a route that people may read as an action of their own, unless it says what it does.
pub(super) fn check_reading(
    draft: &RouteDraft<'_>,
    does: &Operation,
    key: &Key,
    collection: &Collection<'_>,
    problems: &mut Diagnostics,
) {
    let has_index = !draft.spec.index.is_absent();
    let is_clear = match does {
        _ if !draft.spec.operation.is_absent() || has_index => true,
        Operation::Create => collection.holds(&draft.parts) && !has_literal_behind(draft, key),
        Operation::List { .. } => collection.holds(&draft.parts),
        Operation::Query(_) => collection.holds(&draft.parts) || !collection.leads_to(&draft.parts),
        _ => !has_literal_behind(draft, key),
    };
    if is_clear {
        return;
    }
    let (reading, word) = match does {
        Operation::List { .. } => ("to list all items", "list"),
        Operation::Query(_) => ("to query the items of this partition", "query"),
        Operation::Get => ("to get the item of this key", "get"),
        Operation::Create => ("to create an item", "create"),
        Operation::Replace { .. } => ("to replace the item of this key", "replace"),
        Operation::Update => ("to update the item of this key", "update"),
        Operation::Delete => ("to delete the item of this key", "delete"),
    };
    let message = format!("{} can mean two things: {reading}, or an action of your own", draft.name());
    let (method, path) = (draft.method.as_str(), &draft.path.value);
    let written = if draft.spec.path.is_absent() {
        format!("write `{{ method: {method}, path: \"{path}\", operation: {word} }}`")
    } else {
        format!("add `operation: {word}`")
    };
    let problem = Diagnostic::new(Code::Ambiguous, draft.span, message)
        .help(format!("for the first, {written}"))
        .help("an action of your own is not part of the spec: it is a route in `src/hooks.rs`");
    problems.push(problem.newly_refused());
}

/// A path without one or more of the parameters at its end.
fn shortened(parts: &[Part]) -> impl Iterator<Item = &[Part]> {
    let at_end = parts.iter().rev().take_while(|part| part.literal().is_none()).count();
    (1..=at_end).map(|count| &parts[..parts.len() - count]).filter(|path| !path.is_empty())
}

fn has_whole_key(draft: &RouteDraft<'_>, key: &Key) -> bool {
    key.attributes().all(|attribute| draft.gives(attribute.name.as_str()))
}

/// Whether a literal stands behind the last part of a whole key.
fn has_literal_behind(draft: &RouteDraft<'_>, key: &Key) -> bool {
    let has_parameter = draft.parameters().next().is_some();
    has_parameter && has_whole_key(draft, key) && draft.parts.last().is_some_and(|part| part.literal().is_some())
}
