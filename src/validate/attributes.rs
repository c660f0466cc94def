//! Attributes: names, presence, defaults and generators.

use std::sync::Arc;

use indexmap::IndexMap;

use super::declared::{Attributes, Declared};
use super::names::{self, RustNames};
use super::presence::presence;
use super::shape::{self, TypeSite};
use super::types::TypeNames;
use super::{generators, owner, renames};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Generate, Presence, Range, Shape, TimeForm, TypeName};
use crate::source::Spanned;
use crate::spec::{AttributeForm, AttributeSpec, Entries};

/// What attributes the table names.
#[derive(Default)]
pub(super) struct KeyNames<'a> {
    /// Of the table: every item holds them.
    pub(super) table: Vec<&'a str>,
    /// Of the table or an index: DynamoDB refuses them when empty.
    pub(super) any: Vec<&'a str>,
    /// The table's time to live, which DynamoDB wants in epoch seconds.
    pub(super) ttl: Option<&'a str>,
    /// What tells whose an item is, which the function fills.
    pub(super) owner: Option<&'a str>,
}

/// Reads the attributes of a resource.
pub(super) fn attributes(
    entries: Option<&Entries<AttributeForm>>,
    item: &TypeName,
    keys: &KeyNames<'_>,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Attributes {
    let mut rust_names = RustNames::of("attributes");
    let mut declared = IndexMap::new();
    for (key, form) in entries.into_iter().flat_map(|entries| &entries.0) {
        let attribute = form.read().and_then(|form| attribute(key, form, item, keys, &mut rust_names, types, problems));
        let former_names = form.value().map(former_names).unwrap_or_default();
        declared
            .insert(key.value.clone(), Declared { attribute: attribute.map(Arc::new), span: key.span, former_names });
    }
    let attributes = Attributes::new(declared, entries.is_some());
    generators::check_generators(&attributes, problems);
    renames::check_attributes(&attributes, problems);
    attributes
}

fn former_names(form: &AttributeForm) -> Vec<Spanned<String>> {
    match form {
        AttributeForm::Text(_) => Vec::new(),
        AttributeForm::Mapping(spec) => renames::written(&spec.renamed_from),
    }
}

fn attribute(
    key: &Spanned<String>,
    form: &Spanned<AttributeForm>,
    item: &TypeName,
    keys: &KeyNames<'_>,
    rust_names: &mut RustNames<'_>,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Option<Attribute> {
    let name = names::name(key, "an attribute's name", problems)?;
    rust_names.add(name.field(), name.as_str(), key.span, problems);
    let is_ttl = keys.ttl == Some(name.as_str());
    let time_form = if is_ttl { TimeForm::EpochSeconds } else { TimeForm::Nanoseconds };
    let place = TypeSite { parent: item.clone(), name: name.clone(), depth: 1, span: key.span, time_form };
    let mut shape = shape::shape(form, &place, types, problems)?;
    if keys.any.contains(&name.as_str()) {
        refuse_empty(&mut shape);
    }
    let is_owner = keys.owner == Some(name.as_str());
    let of_owner = is_owner.then_some(Generate::Owner);
    let AttributeForm::Mapping(spec) = &form.value else {
        let is_there = is_owner || keys.table.contains(&name.as_str());
        let presence = if is_there { Presence::Required } else { Presence::Optional };
        return Some(Attribute { generate: of_owner, ..Attribute::plain(name, shape, presence) });
    };
    generators::check_generator(spec, problems);
    if is_owner {
        owner::check_attribute(spec, problems);
    }
    let key_or_generated = is_owner || keys.table.contains(&name.as_str()) || spec.generate.span().is_some();
    let presence = if key_or_generated {
        check_always_there(spec, problems);
        Presence::Required
    } else {
        presence(spec, &shape, problems)
    };
    let renamed_from = renames::earlier_names(&spec.renamed_from, &name, "an attribute's name", problems);
    Some(Attribute {
        generate: of_owner.or(spec.generate.value().copied().map(generators::generate)),
        immutable: spec.immutable.value() == Some(&true),
        private: spec.private.value() == Some(&true),
        renamed_from: renamed_from.into_iter().map(|former| former.value).collect(),
        description: spec.description.value().cloned(),
        ..Attribute::plain(name, shape, presence)
    })
}

/// DynamoDB refuses empty strings and binaries in keys.
fn refuse_empty(shape: &mut Shape) {
    if let Shape::String { length, .. } | Shape::Binary(length) = shape {
        *length = Range { min: Some(length.min.unwrap_or(1).max(1)), ..*length };
    }
}

/// A key or generated attribute is always there, and so is the owner: what says otherwise is refused.
fn check_always_there(spec: &AttributeSpec, problems: &mut Diagnostics) {
    if let Some(span) = spec.default.span() {
        let message = "a default has no meaning here: a key is always given, and a generated attribute always filled";
        problems.push(Diagnostic::new(Code::Contradiction, span, message));
    }
    if spec.required.value() == Some(&false) {
        let message = "a key or generated attribute is in every item, so `required: false` can't hold";
        problems.push(Diagnostic::new(Code::Contradiction, spec.required.span().unwrap_or_default(), message));
    }
}
