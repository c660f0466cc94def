//! Renames: what was called otherwise before, and what can't be called anything else.

use super::declared::Attributes;
use super::names;
use super::present::check_unique;
use super::resource_draft::ResourceDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Index, IndexKind, Key, Name, Projection, Table};
use crate::source::{Span, Spanned};
use crate::spec::{Field, FormerNames};

/// Reads the earlier names of an attribute or a resource, the oldest first.
pub(super) fn earlier_names(
    field: &Field<FormerNames>,
    name: &Name,
    what: &str,
    problems: &mut Diagnostics,
) -> Vec<Spanned<Name>> {
    let written = written(field);
    check_unique(written.iter(), problems);
    let earlier = |text: &Spanned<String>| {
        let earlier = names::name(text, what, problems)?;
        if earlier.as_str() == name.as_str() {
            let message = format!("`{earlier}` is the present name, and not an earlier one");
            problems.push(Diagnostic::new(Code::BadRename, text.span, message).help("remove it from `renamed_from`"));
            return None;
        }
        Some(Spanned { value: earlier, span: text.span })
    };
    let mut names: Vec<Spanned<Name>> = Vec::new();
    for former in written.iter().filter_map(earlier) {
        if !names.iter().any(|known| known.value == former.value) {
            names.push(former);
        }
    }
    names
}

/// What stands under `renamed_from`, in either form.
pub(super) fn written(field: &Field<FormerNames>) -> Vec<Spanned<String>> {
    match field.read() {
        None => Vec::new(),
        Some(Spanned { value: FormerNames::Text(name), span }) => vec![Spanned { value: name.clone(), span: *span }],
        Some(Spanned { value: FormerNames::List(names), .. }) => {
            names.iter().filter_map(Field::read).cloned().collect()
        }
    }
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
    let names = |draft: &'_ ResourceDraft<'_>| draft.renamed_from.clone();
    let renamed: Vec<Spanned<Name>> = drafts.iter().flat_map(names).collect();
    for (at, Spanned { value: earlier, span }) in renamed.iter().enumerate() {
        let alike = |name: &Name| name.snake() == earlier.snake();
        let is_own = |draft: &ResourceDraft<'_>| draft.renamed_from.iter().any(|former| former.value == *earlier);
        let kept = drafts.iter().find(|draft| alike(&draft.name) && !is_own(draft));
        let (other, what) = if let Some(kept) = kept {
            (kept.name_span, "is still a resource")
        } else if let Some(first) = renamed[..at].iter().find(|former| alike(&former.value)) {
            (first.span, "is what another resource was called before")
        } else {
            continue;
        };
        let message = format!("`{earlier}` {what}, so this resource can't have its table");
        problems.push(Diagnostic::new(Code::BadRename, *span, message).also(other, "the other one"));
    }
}

/// The renamed attributes, what they were called, and where the spec says so.
fn renamed(attributes: &Attributes) -> impl Iterator<Item = (&Attribute, &Name, Span)> {
    let former = move |attribute| {
        let names = Attribute::stored_names(attribute).skip(1);
        names.map(move |earlier| (attribute, earlier, attributes.renamed_span(attribute, earlier)))
    };
    attributes.iter().map(AsRef::as_ref).flat_map(former)
}
