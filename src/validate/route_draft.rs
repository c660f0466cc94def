use super::path::Part;
use crate::model::Method;
use crate::source::{Span, Spanned};
use crate::spec::RouteSpec;

/// A route as far as its text tells.
pub(super) struct RouteDraft<'a> {
    pub(super) method: Method,
    pub(super) path: Spanned<String>,
    pub(super) parts: Vec<Part>,
    pub(super) spec: &'a RouteSpec,
    pub(super) span: Span,
}

impl RouteDraft<'_> {
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
