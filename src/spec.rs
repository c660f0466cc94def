//! Stage 1: the text of a spec → [`Spec`], which mirrors the YAML, with the place of each value.
//!
//! Promises that every mistake of form (syntax, types, unknown and duplicate keys) is reported in
//! one run. Knows nothing about what the values mean: that is [`crate::validate`]'s.

mod attribute;
mod field;
mod reader;
mod route;
mod scalar;
mod service;
mod stage;
pub(crate) mod suggest;
mod table;
mod tree;

pub use attribute::{AttributeForm, AttributeSpec, Generator, Type};
pub use field::{Entries, Field, Value};
pub use route::{OperationWord, RouteForm, RouteSpec, Verb};
pub use service::{
    ApiSpec, ArchitectureWord, AuthWord, CorsSpec, FunctionSpec, IsolationWord, OwnerSpec, ResourceSpec, Spec,
    ThrottleSpec,
};
pub use stage::{LogLevelWord, StageSpec};
pub use table::{
    BillingForm, BillingWord, CapacitySpec, IncludeSpec, IndexSpec, ProjectionForm, ProjectionWord, TableSpec,
};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span, Spanned};

/// Takes a file's bytes as the text of a spec.
///
/// # Errors
/// The source to show the diagnostics with holds as much of the text as there is.
pub fn text(name: &str, bytes: &[u8]) -> Result<Source, (Source, Diagnostic)> {
    let source = |bytes: &[u8]| Source { name: name.to_owned(), text: String::from_utf8_lossy(bytes).into_owned() };
    if bytes.len() > Source::MAX_BYTES {
        let message = format!("a spec is at most {} KB", Source::MAX_BYTES / 1024);
        return Err((source(&[]), Diagnostic::new(Code::TooLarge, Span::default(), message)));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(source(bytes)),
        Err(error) => {
            let start = error.valid_up_to();
            let span = Span { start, end: start };
            let problem =
                Diagnostic::new(Code::NotText, span, "not UTF-8 text").label("the first byte that is not text");
            Err((source(&bytes[..start]), problem))
        }
    }
}

/// Reads a spec as far as it can be read.
///
/// There is none if the text is no YAML mapping.
pub fn read(source: &Source, problems: &mut Diagnostics) -> Option<Spanned<Spec>> {
    let root = tree::parse(source).map_err(|problem| problems.push(problem)).ok()?;
    let spec: Field<Spec> = reader::read(&root, problems)?;
    spec.read().cloned()
}

/// The JSON Schema of a spec.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Spec)
}
