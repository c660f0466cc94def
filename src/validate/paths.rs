//! The paths of all routes of the service, which one API serves.

use std::collections::{HashMap, HashSet};

use super::path::Part;
use super::route_draft::RouteDraft;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Method;
use crate::source::Span;

/// Resources of one REST API, unless AWS raises the quota (API Gateway, limits).
const MAX_RESOURCES: usize = 300;

/// A path without the names of its parameters.
type Shape = Vec<Option<String>>;

/// A route as far as its path tells.
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) parts: Vec<Part>,
    pub(super) span: Span,
}

/// The paths so far.
#[derive(Default)]
pub(super) struct Paths {
    routes: HashMap<(Method, Shape), Span>,
    /// Each route, in order.
    seen: Vec<Seen>,
    /// The parameter that stands after a path.
    parameters: HashMap<Shape, (String, Span)>,
    /// Every path and what leads to it: API Gateway's resources.
    nodes: HashSet<Shape>,
}

impl Paths {
    /// Takes a route's path; reports what can't stand beside the others.
    pub(super) fn add(&mut self, draft: &RouteDraft<'_>, problems: &mut Diagnostics) {
        self.seen.push(Seen { name: draft.name(), parts: draft.parts.clone(), span: draft.span });
        let mut shape = Shape::new();
        for part in &draft.parts {
            if let Part::Parameter(name) = part {
                self.check_sibling(&shape, name, draft, problems);
            }
            shape.push(match part {
                Part::Literal(text) => Some(text.clone()),
                Part::Parameter(_) => None,
            });
            if self.nodes.insert(shape.clone()) && self.nodes.len() == MAX_RESOURCES {
                let message = format!(
                    "an API has at most {MAX_RESOURCES} paths by default, its root among them, and this is one more"
                );
                let problem = Diagnostic::new(Code::ManyPaths, draft.path.span, message);
                problems.push(problem.note("AWS raises this quota on request"));
            }
        }
        match self.routes.get(&(draft.method, shape.clone())) {
            Some(&first) => {
                let message = format!("{} is here twice", draft.name());
                problems.push(Diagnostic::new(Code::DuplicateRoute, draft.span, message).also(first, "the first time"));
            }
            None => {
                self.routes.insert((draft.method, shape), draft.span);
            }
        }
    }

    /// Each route, in the order of the spec.
    pub(super) fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// One place in a path has one parameter's name, in API Gateway and in the router.
    fn check_sibling(&mut self, before: &Shape, name: &str, draft: &RouteDraft<'_>, problems: &mut Diagnostics) {
        match self.parameters.get(before) {
            Some((first, span)) if first != name => {
                let message = format!("the parameters `{first}` and `{name}` are in the same place of two paths");
                let problem = Diagnostic::new(Code::SiblingParameters, draft.path.span, message);
                problems
                    .push(problem.also(*span, "the other path").help("give one of the paths another literal segment"));
            }
            Some(_) => {}
            None => {
                self.parameters.insert(before.clone(), (name.to_owned(), draft.path.span));
            }
        }
    }
}
