//! Names: what may be one, what Rust and Cargo need for themselves, and which give the same Rust name.

use std::collections::HashMap;

use super::reserved::{KEYWORDS, PROJECTS, RESOURCE_MODULES, TYPES};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, NameError, ProjectName, TypeName};
use crate::path::is_device;
use crate::source::{Span, Spanned};

/// Stands for a name that was refused, so that the rest can be checked; nothing is generated then.
pub(super) const STAND_IN: &str = "stand-in";

/// Reads the project's name.
pub(super) fn project(text: &Spanned<String>, problems: &mut Diagnostics) -> Option<ProjectName> {
    let problem = match ProjectName::new(&text.value) {
        Ok(name) if PROJECTS.contains(&name.as_str()) || KEYWORDS.contains(&name.as_str()) => {
            Diagnostic::new(Code::ReservedName, text.span, format!("a project can't be called `{name}`"))
                .note("it becomes a crate, and Rust, Cargo or a dependency of that crate has this name already")
                .help(format!("`{name}-api` would do"))
        }
        Ok(name) => {
            problems.push_some(is_device(name.as_str()).then(|| {
                Diagnostic::new(Code::ReservedName, text.span, format!("a project can't be called `{name}`"))
                    .note("files are named for the project, and Windows keeps this name for a device")
                    .help(format!("`{name}-api` would do"))
                    .newly_refused()
            }));
            return Some(name);
        }
        Err(error) => bad(&text.value, text.span, error, "a project's name", ProjectName::MAX)
            .help("use lower-case letters, digits and single hyphens, 2 to 40 of them, with a letter first"),
    };
    problems.push(problem);
    None
}

/// Reads the name of an attribute, an index or a resource.
pub(super) fn name(text: &Spanned<String>, what: &str, problems: &mut Diagnostics) -> Option<Name> {
    Name::new(&text.value)
        .map_err(|error| {
            problems.push(
                bad(&text.value, text.span, error, what, Name::MAX)
                    .help("use letters, digits, `_` and `-`, at most 64 of them, and no digit or `-` first"),
            );
        })
        .ok()
}

/// Reads the name of a resource. Where it is none, the rest of the resource is checked all the same.
pub(super) fn resource(text: &Spanned<String>, problems: &mut Diagnostics) -> Name {
    let Some(name) = name(text, "a resource's name", problems) else { return stand_in() };
    if RESOURCE_MODULES.contains(&name.snake()) {
        problems.push(module_taken(&name, text.span, "a resource"));
    }
    name
}

/// The name of the one resource that is called like the project.
pub(super) fn resource_of_project(project: &str, span: Span, problems: &mut Diagnostics) -> Name {
    let Ok(name) = Name::new(project) else { return stand_in() };
    if RESOURCE_MODULES.contains(&name.snake()) {
        problems.push(
            module_taken(&name, span, "a project with one table")
                .help("give the table its own name: put `table`, `attributes` and `routes` under `resources`"),
        );
    }
    name
}

fn module_taken(name: &Name, span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::ReservedName, span, format!("{what} can't be called `{name}`"))
        .note(format!("the generated crate already has a module or a dependency `{}`", name.snake()))
}

fn stand_in() -> Name {
    Name::new(STAND_IN).expect("it is a name")
}

/// Reads the name of the item's type that the spec gives.
pub(super) fn item(text: &Spanned<String>, problems: &mut Diagnostics) -> Option<TypeName> {
    let problem = match TypeName::new(&text.value) {
        Err(NameError::Reserved) => taken(&text.value, text.span),
        // The generated crate had fewer types in earlier versions: an earlier item gets the name that it has by default.
        Ok(name) if is_type_taken(name.as_str()) => taken(&text.value, text.span).newly_refused(),
        Ok(name) if name.as_str().len() <= Name::MAX => return Some(name),
        Ok(_) => bad(&text.value, text.span, NameError::TooLong, "a type's name", Name::MAX),
        Err(error) => bad(&text.value, text.span, error, "a type's name", Name::MAX)
            .help("use a capital letter, then letters and digits, such as `OrderLine`"),
    };
    problems.push(problem);
    None
}

fn taken(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::ReservedName, span, format!("a type can't be called `{name}`"))
        .note("Rust or the generated crate has a type of this name already")
}

/// The item's type where the spec gives none: the singular of the resource's name, with `Item` after it
/// where Rust or the generated crate has such a type already.
pub(super) fn default_item(resource: &Name) -> TypeName {
    let pascal = super::plural::singular(resource).pascal();
    let letter_first = if pascal.starts_with(|c: char| c.is_ascii_digit()) { format!("N{pascal}") } else { pascal };
    let free = if is_type_taken(&letter_first) { format!("{letter_first}Item") } else { letter_first };
    TypeName::new(&free).expect("a name in upper camel case with a letter first names a type")
}

pub(super) fn is_type_taken(name: &str) -> bool {
    // Lists in each other have types such as `Lists4`.
    let is_depth = |depth: &str| !depth.is_empty() && depth.bytes().all(|byte| byte.is_ascii_digit());
    TYPES.contains(&name) || name.strip_prefix("Lists").is_some_and(is_depth)
}

fn bad(text: &str, span: Span, error: NameError, what: &str, max: usize) -> Diagnostic {
    let reason = match error {
        NameError::Empty => "it is empty".to_owned(),
        NameError::TooLong if text.len() > max => format!("it is longer than {max} characters"),
        NameError::TooLong => "it is too short".to_owned(),
        NameError::Start(c) => format!("it begins with {c:?}"),
        NameError::Character(c) => format!("it holds {c:?}"),
        NameError::NoLetters => "it has neither a letter nor a digit".to_owned(),
        NameError::Hyphen => "it ends with a hyphen or has two in a row".to_owned(),
        NameError::Reserved => "it is reserved".to_owned(),
    };
    Diagnostic::new(Code::BadName, span, format!("{text:?} is not {what}: {reason}"))
}

/// Reports names that are different in the spec and the same in Rust.
pub(super) struct RustNames<'a> {
    /// What the names are of, such as `attributes`.
    what: &'a str,
    seen: HashMap<String, (String, Span)>,
}

impl<'a> RustNames<'a> {
    pub(super) fn of(what: &'a str) -> Self {
        Self { what, seen: HashMap::new() }
    }

    /// Takes the next name, whose form in Rust is `rust`.
    pub(super) fn add(&mut self, rust: String, name: &str, span: Span, problems: &mut Diagnostics) {
        if let Some((first, first_span)) = self.seen.get(&rust) {
            let message = format!("the {} `{first}` and `{name}` are both `{rust}` in Rust", self.what);
            problems.push(Diagnostic::new(Code::SameRustName, span, message).also(*first_span, "the other one"));
        } else {
            self.seen.insert(rust, (name.to_owned(), span));
        }
    }
}
