//! A request that has to fail.

use super::super::body::{Member, text};
use super::super::collection::{AuthBlock, Body, Node, Pair, Request, Url};
use super::super::script::{self, Problem};
use super::super::{auth, path_value};
use super::broken::Error;
use super::sent::Sent;
use crate::contract::answer::Failure;
use crate::contract::{body, detail};
use crate::model::{Attribute, Auth, Resource, Route, Segment};

/// What is sent, and what has to come back. What is not said is as a request that succeeds has it.
pub(super) struct Attempt<'a> {
    failure: Failure,
    /// What is wrong, in words.
    what: String,
    /// The problem's own.
    detail: String,
    errors: Vec<Error>,
    in_path: Option<(&'a Attribute, String)>,
    query: Vec<Pair>,
    headers: Vec<Pair>,
    without_credentials: bool,
    needs_item: bool,
    body: Option<String>,
    /// Lines of the script that make values too long to write out.
    lines: Vec<String>,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(failure: Failure, what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            failure,
            what: what.into(),
            detail: detail.into(),
            errors: Vec::new(),
            in_path: None,
            query: Vec::new(),
            headers: Vec::new(),
            without_credentials: false,
            needs_item: false,
            body: None,
            lines: Vec::new(),
        }
    }

    /// One whose body has values that are not allowed.
    pub(super) fn invalid(what: impl Into<String>, errors: Vec<Error>) -> Self {
        Self { errors, ..Self::new(Failure::UnprocessableContent, what, detail::INVALID) }
    }

    /// With another value in the path.
    pub(super) fn in_path(self, attribute: &'a Attribute, value: impl Into<String>) -> Self {
        Self { in_path: Some((attribute, value.into())), ..self }
    }

    pub(super) fn query(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push(pair(key, value));
        self
    }

    pub(super) fn header(mut self, key: &str, value: &str) -> Self {
        self.headers.push(pair(key, value));
        self
    }

    pub(super) fn without_credentials(self) -> Self {
        Self { without_credentials: true, ..self }
    }

    /// On an item that is there.
    pub(super) fn on_an_item(self) -> Self {
        Self { needs_item: true, ..self }
    }

    pub(super) fn needs_item(&self) -> bool {
        self.needs_item
    }

    /// With this body, of the type that the route takes.
    pub(super) fn body(self, route: &Route, body: impl Into<String>) -> Self {
        let media_type = body::media_types(route).first().copied().unwrap_or_default();
        self.typed_body(media_type, body)
    }

    /// With a body of this type.
    pub(super) fn typed_body(self, media_type: &str, body: impl Into<String>) -> Self {
        Self { body: Some(body.into()), ..self.header("Content-Type", media_type) }
    }

    /// With an object as its body. The script makes the values that are too long to write out.
    pub(super) fn object(mut self, route: &Route, members: Vec<(String, Sent)>) -> Self {
        const LONG: usize = 120;
        let mut shown = Vec::new();
        for (name, value) in members {
            let member = if value.size() <= LONG {
                Member::Line(value.json())
            } else {
                // No variable of a resource has a colon in its name.
                let variable = format!("long:{name}");
                self.lines.push(format!("pm.variables.set(\"{variable}\", JSON.stringify({}));", value.script()));
                Member::Variable(variable)
            };
            shown.push((name, member));
        }
        self.body(route, text(shown.iter().map(|(name, member)| (name.as_str(), member))))
    }

    /// With so many letters in the variable `long`.
    pub(super) fn long(mut self, count: usize) -> Self {
        self.lines.push(format!("pm.variables.set(\"long\", \"x\".repeat({count}));"));
        self
    }

    /// The request, which its script says the answer of.
    pub(super) fn into_node(self, resource: &Resource, route: &Route, api_auth: Auth) -> Node {
        let auth = if self.without_credentials {
            Some(AuthBlock::NoAuth)
        } else {
            (route.auth != api_auth).then(|| auth::block(route.auth))
        };
        let url = self.url(resource, route);
        let status = self.failure.status();
        let errors = self.errors.into_iter().map(|Error { pointer, detail }| (pointer, detail));
        let problem = Problem { status, detail: self.detail, errors: errors.collect() };
        let request =
            Request { auth, method: route.method.as_str(), url, header: self.headers, body: self.body.map(Body::json) };
        Node::Request {
            name: format!("{status}: {}", self.what),
            event: vec![script::problem(self.lines, &problem)],
            request: Box::new(request),
            response: [],
        }
    }

    fn url(&self, resource: &Resource, route: &Route) -> Url {
        let segment = |segment: &Segment| match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Parameter(attribute) => match &self.in_path {
                Some((other, value)) if other.name == attribute.name => value.clone(),
                _ => path_value(resource, attribute),
            },
        };
        Url::new(route.path.iter().map(segment).collect(), self.query.clone(), Vec::new())
    }
}

fn pair(key: impl Into<String>, value: impl Into<String>) -> Pair {
    Pair { key: key.into(), value: value.into(), description: None, disabled: false }
}
