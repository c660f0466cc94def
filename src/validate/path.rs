//! The text of a route → method and segments, before anything is known about attributes.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Method;
use crate::source::{Span, Spanned};
use crate::spec::Verb;

/// A segment as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Literal(String),
    Parameter(String),
}

impl Part {
    /// Its text, if it is no parameter.
    pub(super) fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Parameter(_) => None,
        }
    }
}

/// Paths that API Gateway answers itself (known issues).
const RESERVED: &[&str] = &["/ping", "/sping"];

/// Reads `METHOD /path`.
pub(super) fn shorthand(text: &str, span: Span, problems: &mut Diagnostics) -> Option<(Method, Spanned<String>)> {
    let mut words = text.split_whitespace();
    let (verb, path) = (words.next().unwrap_or_default(), words.next());
    let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let method = methods.into_iter().find(|method| method.as_str() == verb);
    if let (Some(method), Some(path), None) = (method, path, words.next()) {
        return Some((method, Spanned { value: path.to_owned(), span }));
    }
    problems.push(
        Diagnostic::new(Code::BadRoute, span, format!("`{text}` is not a valid route"))
            .help("a route is `METHOD /path`, such as `GET /items/{id}`")
            .help("the methods are `GET`, `POST`, `PUT`, `PATCH` and `DELETE`"),
    );
    None
}

/// Reads a path.
pub(super) fn parts(path: &Spanned<String>, problems: &mut Diagnostics) -> Option<Vec<Part>> {
    let mut refuse = |message: String| problems.push(Diagnostic::new(Code::BadPath, path.span, message));
    let text = path.value.as_str();
    let Some(rest) = text.strip_prefix('/') else {
        refuse(format!("the path `{text}` doesn't begin with `/`"));
        return None;
    };
    if rest.is_empty() {
        refuse("a path has at least one segment".to_owned());
        return None;
    }
    if RESERVED.contains(&text) {
        refuse(format!("API Gateway answers `{text}` itself"));
        return None;
    }
    let parts: Vec<Result<Part, String>> = rest.split('/').map(part).collect();
    for problem in parts.iter().filter_map(|part| part.as_ref().err()) {
        refuse(problem.clone());
    }
    let parts: Vec<Part> = parts.into_iter().collect::<Result<_, _>>().ok()?;
    for (at, part) in parts.iter().enumerate() {
        if let Part::Parameter(name) = part
            && parts[..at].contains(part)
        {
            refuse(format!("the parameter `{name}` is in the path twice"));
            return None;
        }
    }
    Some(parts)
}

fn part(text: &str) -> Result<Part, String> {
    if let Some(name) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return match name {
            "" => Err("a path parameter has a name".to_owned()),
            _ if name.ends_with('+') => Err(format!("`{text}` takes several segments, and a parameter is one segment")),
            _ if name.contains(['{', '}']) => Err(format!("`{text}` is more than one parameter")),
            _ => Ok(Part::Parameter(name.to_owned())),
        };
    }
    let legal = |c: char| c.is_ascii_alphanumeric() || "_-.,:".contains(c);
    match text.chars().next() {
        None => Err("the path has an empty segment".to_owned()),
        Some(':' | '*') => {
            Err(format!("the segment `{text}` begins with a character that has a meaning to the router"))
        }
        Some(_) if matches!(text, "." | "..") => {
            Err(format!("clients resolve the segment `{text}` before they send it"))
        }
        Some(_) if text.contains(['{', '}']) => Err(format!("in `{text}` a parameter is only part of a segment")),
        Some(_) => match text.chars().find(|&c| !legal(c)) {
            Some(c) => Err(format!("the segment `{text}` holds {c:?}, which API Gateway refuses")),
            None => Ok(Part::Literal(text.to_owned())),
        },
    }
}

pub(super) fn method(verb: Verb) -> Method {
    match verb {
        Verb::Get => Method::Get,
        Verb::Post => Method::Post,
        Verb::Put => Method::Put,
        Verb::Patch => Method::Patch,
        Verb::Delete => Method::Delete,
    }
}
