//! Stage 1: the text of a spec → [`Spec`], which mirrors the YAML, with the place of each value.
//!
//! Promises that every mistake of form (syntax, types, unknown and duplicate keys) is reported in
//! one run. Knows nothing about what the values mean: that is [`crate::validate`]'s.

mod api;
mod attribute;
mod cleaned;
mod field;
mod foreign;
mod format;
mod meant;
mod node;
mod normal;
mod outline;
mod policy;
mod reader;
mod removed;
mod route;
mod scalar;
mod service;
mod stage;
pub(crate) mod suggest;
mod syntax;
mod table;
mod tree;

pub use api::{ApiSpec, AuthWord, ClientSpec, CorsSpec, ThrottleSpec, seconds};
pub use attribute::{AttributeForm, AttributeSpec, FormerNames, Generator, StoredWord, Type};
pub(crate) use cleaned::cleaned;
pub use field::{Entries, Field, Value};
pub(crate) use foreign::foreign;
pub use format::schema;
pub use normal::normal;
pub(crate) use outline::{Outline, Step};
pub use policy::{ClassWord, PolicySpec};
pub use route::{OperationWord, RouteForm, RouteSpec, Verb};
pub use service::{ArchitectureWord, FunctionSpec, OwnerSpec, ResourceSpec, Spec};
pub use stage::{DataWord, DeployWord, LogLevelWord, StageSpec};
pub use table::{
    BillingForm, BillingWord, CapacitySpec, IncludeSpec, IndexSpec, ProjectionForm, ProjectionWord, TableSpec,
};

use self::node::Node;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span, Spanned};

/// Takes a file's bytes as the text of a spec; reports what can't be one, and takes what comes before that.
pub fn decode(name: &str, bytes: &[u8], problems: &mut Diagnostics) -> Source {
    let mut text = "";
    if bytes.len() > Source::MAX_BYTES {
        let message = format!("a spec is at most {} KB", Source::MAX_BYTES / 1024);
        problems.push(Diagnostic::new(Code::TooLarge, Span::default(), message));
    } else if let Some(chunk) = bytes.utf8_chunks().next() {
        text = chunk.valid();
        if !chunk.invalid().is_empty() {
            let span = Span { start: text.len(), end: text.len() };
            problems.push(
                Diagnostic::new(Code::NotText, span, "the file is not UTF-8 text")
                    .label("the first byte that is not text"),
            );
        }
    }
    Source { name: name.to_owned(), text: text.to_owned() }
}

/// Reads a spec as far as it can be read.
///
/// There is none if the text is no YAML mapping.
pub fn read(source: &Source, problems: &mut Diagnostics) -> Option<Spanned<Spec>> {
    let root = root(source, problems)?;
    let spec: Field<Spec> = reader::read(&root, problems)?;
    spec.read().cloned()
}

/// The tree of a text, and what keeps a part of it from being read.
fn root(source: &Source, problems: &mut Diagnostics) -> Option<Node> {
    match tree::parse(source) {
        Ok(root) => Some(root),
        Err(problem) => {
            let (is_syntax, mistake) = (problem.code == Code::Syntax, problem.primary.span.start);
            problems.push(*problem);
            if is_syntax { tree::parse_around(source, mistake) } else { None }
        }
    }
}

/// The keys that other tools call so, and the words, each with what such words are called.
pub(crate) fn known_as(word: &str) -> (Vec<&'static str>, Vec<(&'static str, &'static str)>) {
    meant::known_as(word)
}

/// Reads a wrong spec as it was meant; nothing if that is how it was read before.
pub fn read_as_meant(source: &Source, problems: &mut Diagnostics) -> Option<Spanned<Spec>> {
    let root = root(source, problems)?;
    let (tree, found) = meant::meant(&root, source);
    if found.is_empty() && !problems.has_errors() {
        return None;
    }
    for problem in found {
        problems.push(problem);
    }
    let spec: Field<Spec> = reader::read(&tree, problems)?;
    spec.read().cloned()
}
