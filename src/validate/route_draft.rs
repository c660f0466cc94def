use super::path::Part;
use crate::model::{Method, Owner};
use crate::source::{Span, Spanned};
use crate::spec::RouteSpec;

/// A route as far as its text tells.
pub(super) struct RouteDraft<'a> {
    pub(super) method: Method,
    pub(super) path: Spanned<String>,
    pub(super) parts: Vec<Part>,
    pub(super) spec: &'a RouteSpec,
    /// Whose items the route is about, where a caller sees only some: the caller's own.
    pub(super) owner: Option<&'a Owner>,
    pub(super) span: Span,
}

impl RouteDraft<'_> {
    /// Whether the path or the caller's token gives the attribute of this name.
    pub(super) fn gives(&self, name: &str) -> bool {
        self.told().is_some_and(|told| told == name) || self.parameters().any(|parameter| parameter == name)
    }

    /// What the caller's token tells.
    pub(super) fn told(&self) -> Option<&str> {
        self.owner.map(|owner| owner.attribute.name.as_str())
    }

    /// The names of the path's parameters.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Parameter(name) => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The route as people call it.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path.value)
    }
}
