//! What is wrong with a spec, as values: a code, a message, the places, and what to do.
//!
//! Nothing here knows how a diagnostic looks; [`crate::report`] does.

mod code;

pub use code::{Code, Level};

use crate::source::Span;

/// One problem of a spec.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Stable across versions.
    pub code: Code,
    /// One sentence without a full stop.
    pub message: String,
    /// Where the problem is.
    pub primary: Label,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// Why it is a problem.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Vec<String>,
}

/// A place in the spec, and what to say there.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words, or nothing.
    pub text: String,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let primary = Label { span, text: String::new() };
        Self { code, message: message.into(), primary, secondary: Vec::new(), notes: Vec::new(), help: Vec::new() }
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Says why.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Whether it keeps the spec from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.level() == Level::Error
    }
}

/// The problems found so far: a stage adds to it and goes on, so that people see all of them at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// As many as anyone reads, and can be shown in no time.
    pub const MAX: usize = 100;

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Removes the warnings of these codes.
    pub fn silence(&mut self, codes: &[Code]) {
        self.0.retain(|diagnostic| diagnostic.is_error() || !codes.contains(&diagnostic.code));
    }

    /// Whether any of them keeps the spec from being used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// In the order of the spec, each once; beyond [`MAX`](Self::MAX), errors before warnings, only how
    /// many more there are.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let place = |diagnostic: &Diagnostic| (diagnostic.primary.span, diagnostic.code);
        self.0.sort_by_key(place);
        self.0.dedup();
        if self.0.len() > Self::MAX {
            self.0.sort_by_key(|diagnostic| (!diagnostic.is_error(), place(diagnostic)));
            let more = self.0.split_off(Self::MAX);
            self.0.sort_by_key(place);
            let message = format!("{} more problems, the first of them here", more.len());
            self.push(Diagnostic::new(Code::ManyProblems, more[0].primary.span, message));
        }
        self
    }
}

impl std::ops::Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}
