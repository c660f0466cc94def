//! Renames: what was called otherwise before, and what can't be called anything else.

use super::declared::Attributes;
use super::names;
use super::resource_draft::ResourceDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Index, IndexKind, Key, Name, Projection, Table};
use crate::source::Span;
use crate::spec::Field;

/// Reads the earlier name of an attribute or a resource.
pub(super) fn earlier_name(field: &Field<String>, name: &Name, what: &str, problems: &mut Diagnostics) -> Option<Name> {
    let text = field.read()?;
    let earlier = names::name(text, what, problems)?;
    if earlier.as_str() == name.as_str() {
        let message = format!("`{name}` was called `{earlier}` before, which is no other name");
        problems.push(Diagnostic::new(Code::BadRename, text.span, message).help("remove `renamed_from`"));
        return None;
    }
    Some(earlier)
}

/// Reports attributes whose earlier name is still another's, or that share it.
pub(super) fn check_attributes(attributes: &Attributes, problems: &mut Diagnostics) {
    let renamed: Vec<(&Name, Span)> = renamed(attributes).map(|(_, earlier, span)| (earlier, span)).collect();
    for (at, (earlier, span)) in renamed.iter().enumerate() {
        let (other, what) = if let Some(kept) = attributes.declared_span(earlier.as_str()) {
            (kept, "is still an attribute")
        } else if let Some((_, first)) = renamed[..at].iter().find(|(name, _)| name == earlier) {
            (*first, "is what another attribute was called before")
        } else {
            continue;
        };
        let message = format!("`{earlier}` {what}, so stored items can't be read under both names");
        problems.push(Diagnostic::new(Code::BadRename, *span, message).also(other, "the other one"));
    }
}

/// Reports renamed attributes by which DynamoDB finds items: it knows them under one name.
pub(super) fn check_table(table: &Table, attributes: &Attributes, problems: &mut Diagnostics) {
    for (attribute, earlier, span) in renamed(attributes) {
        let refuse = |place: &str, reason: &str| {
            let message = format!("`{}` can't be renamed: it is {place}", attribute.name);
            Diagnostic::new(Code::RenamedKey, span, message)
                .note(reason)
                .help(format!("call it `{earlier}` again, or add another attribute beside it"))
        };
        let mut local = table.indexes.iter().filter(|index| index.kind == IndexKind::Local);
        if table.key.contains(attribute) {
            let reason = "a table's key stays what it was when the table was made";
            problems.push(refuse("part of the table's key", reason));
        } else if table.ttl.as_ref().is_some_and(|ttl| ttl.name == attribute.name) {
            let reason = "DynamoDB removes expired items by one attribute, and would keep all that have the old one";
            problems.push(refuse("the time to live", reason));
        } else if local.any(|index| names(index, attribute)) {
            let reason = "a local index stays what it was when the table was made";
            problems.push(refuse("part of a local index", reason));
        } else {
            warn_of_indexes(table, attribute, earlier, span, problems);
        }
    }
}

/// Whether the declaration of an index names the attribute.
fn names(index: &Index, attribute: &Attribute) -> bool {
    let included = match &index.projection {
        Projection::Include(included) => included.as_slice(),
        Projection::All | Projection::KeysOnly => &[],
    };
    index.key.contains(attribute) || included.iter().any(|part| part.name == attribute.name)
}

/// An index holds the items that have its key, under its present name.
fn warn_of_indexes(table: &Table, attribute: &Attribute, earlier: &Name, span: Span, problems: &mut Diagnostics) {
    let keyed = |key: &Key| key.contains(attribute);
    for index in table.indexes.iter().filter(|index| keyed(&index.key)) {
        let message = format!(
            "items stored with `{earlier}` are absent from the index `{}` until `{}` is written",
            index.name, attribute.name
        );
        problems.push(
            Diagnostic::new(Code::RenamedIndexKey, span, message)
                .note("an index finds items by the present name of its key alone")
                .help("write each of those items once, such as by a PUT of what a GET answers"),
        );
    }
}

/// Reports resources whose earlier name is still another's, or that share it.
///
/// Names that are one module in Rust count as one: the files of both would lie in the same place.
pub(super) fn check_resources(drafts: &[ResourceDraft<'_>], problems: &mut Diagnostics) {
    let renamed: Vec<(&Name, Span)> =
        drafts.iter().filter_map(|draft| Some((draft.renamed_from.as_ref()?, draft.renamed_span))).collect();
    for (at, (earlier, span)) in renamed.iter().enumerate() {
        let alike = |name: &Name| name.snake() == earlier.snake();
        let kept = drafts.iter().find(|draft| alike(&draft.name) && draft.renamed_from.as_ref() != Some(*earlier));
        let (other, what) = if let Some(kept) = kept {
            (kept.name_span, "is still a resource")
        } else if let Some((_, first)) = renamed[..at].iter().find(|(name, _)| alike(name)) {
            (*first, "is what another resource was called before")
        } else {
            continue;
        };
        let message = format!("`{earlier}` {what}, so its table is not this one's");
        problems.push(Diagnostic::new(Code::BadRename, *span, message).also(other, "the other one"));
    }
}

/// The renamed attributes, what they were called, and where the spec says so.
fn renamed(attributes: &Attributes) -> impl Iterator<Item = (&Attribute, &Name, Span)> {
    attributes.iter().filter_map(|attribute| {
        let earlier = attribute.renamed_from.as_ref()?;
        Some((attribute.as_ref(), earlier, attributes.renamed_span(attribute)))
    })
}
