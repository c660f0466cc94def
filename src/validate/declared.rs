use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Attribute, Name};
use crate::source::{Span, Spanned};
use crate::spec::suggest;
use crate::text::english;

/// The attributes of a resource by name, including those that are no use: a key that names one of
/// those is not a second problem.
pub(super) struct Attributes {
    declared: IndexMap<String, Declared>,
    /// Whether the spec has attributes at all: where it has none, that is the one problem.
    given: bool,
}

/// An attribute, if it could be read, where its name stands, and what it was called before, as written.
pub(super) struct Declared {
    pub(super) attribute: Option<Arc<Attribute>>,
    pub(super) span: Span,
    pub(super) former_names: Vec<Spanned<String>>,
}

impl Attributes {
    /// `given` says whether the spec has attributes at all.
    pub(super) fn new(declared: IndexMap<String, Declared>, given: bool) -> Self {
        Self { declared, given }
    }

    /// The attribute of this name; reports a name that no attribute has.
    pub(super) fn find(&self, name: &Spanned<String>, problems: &mut Diagnostics) -> Option<Arc<Attribute>> {
        self.find_among(self.declared.keys().map(String::as_str), name, problems)
    }

    /// The same; one of `candidates` may be meant.
    pub(super) fn find_among<'a>(
        &self,
        candidates: impl Iterator<Item = &'a str>,
        name: &Spanned<String>,
        problems: &mut Diagnostics,
    ) -> Option<Arc<Attribute>> {
        if let Some(declared) = self.declared.get(&name.value) {
            return declared.attribute.clone();
        }
        if !self.given {
            return None;
        }
        let problem =
            Diagnostic::new(Code::UnknownAttribute, name.span, format!("there is no attribute `{}`", name.value));
        let names: Vec<&str> = candidates.collect();
        let near = if problems.are_enough() { None } else { suggest::nearest(&name.value, &names) };
        let problem = match &names[..] {
            _ if near.is_some() => problem,
            [] => problem.help(format!("declare `{}` under `attributes:`", name.value)),
            [only] => problem.help(format!("`{only}` can stand here")),
            // A list that nobody reads to its end is no help.
            [..] if names.len() > 20 => problem,
            [..] => problem.help(format!("the attributes are {}", english::list(&names))),
        };
        problems.push(suggest::instead(problem, name, near));
        None
    }

    /// Where the attribute is declared.
    pub(super) fn span(&self, attribute: &Attribute) -> Span {
        self.declared.get(attribute.name.as_str()).map(|declared| declared.span).unwrap_or_default()
    }

    /// Where the spec says that the attribute was called so before.
    pub(super) fn renamed_span(&self, attribute: &Attribute, former: &Name) -> Span {
        let mut names =
            self.declared.get(attribute.name.as_str()).into_iter().flat_map(|declared| &declared.former_names);
        names.find(|name| name.value == former.as_str()).map(|name| name.span).unwrap_or_default()
    }

    /// Where an attribute of this name is declared, of whatever use.
    pub(super) fn declared_span(&self, name: &str) -> Option<Span> {
        self.declared.get(name).map(|declared| declared.span)
    }

    /// Whether each of them could be read.
    pub(super) fn are_all_read(&self) -> bool {
        self.declared.values().all(|declared| declared.attribute.is_some())
    }

    /// Those that could be read, in the order of the spec.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Attribute>> {
        self.declared.values().filter_map(|declared| declared.attribute.as_ref())
    }
}
