//! What is wrong with a spec, as values: a code, a message, the places, and what to do.
//!
//! Nothing here knows how a diagnostic looks; [`crate::report`] does.

mod code;

pub use code::{Code, Level};

use crate::source::Span;

/// Whose rules a spec goes by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rules {
    /// Those of this version.
    #[default]
    Present,
    /// Those of the version that took it: the spec is only compared with.
    Earlier,
}

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
    pub advice: Vec<Advice>,
    /// Earlier versions took a spec with it.
    pub newly_refused: bool,
}

/// A place in the spec, and what to say there.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words, or nothing.
    pub text: String,
}

/// What to do about a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// In words; a sentence without a full stop.
    pub text: String,
    /// The same in the spec's text, in its order and apart from each other; none where a person has to fill something in.
    pub edits: Vec<Edit>,
    /// Nothing else can be meant: `slsgen validate --fix` makes the edits.
    pub is_certain: bool,
}

impl Advice {
    /// Advice that has one reading.
    #[must_use]
    pub fn certain(text: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { text: text.into(), edits, is_certain: true }
    }

    /// Advice that is one of several readings.
    #[must_use]
    pub fn likely(text: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { is_certain: false, ..Self::certain(text, edits) }
    }

    /// A text after the edits.
    #[must_use]
    pub fn applied(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for edit in self.edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }
}

/// A part of a text, and what to write in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Edit {
    /// Writes something else in place of a part.
    #[must_use]
    pub fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { span: Span { start, end }, text: text.into() }
    }
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let primary = Label { span, text: String::new() };
        let (secondary, notes, advice) = (Vec::new(), Vec::new(), Vec::new());
        Self { code, message: message.into(), primary, secondary, notes, advice, newly_refused: false }
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

    /// Says what to do, in words alone.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        self.advise(Advice::likely(text, Vec::new()))
    }

    /// Says what to do.
    #[must_use]
    pub fn advise(mut self, advice: Advice) -> Self {
        self.advice.push(advice);
        self
    }

    /// Says that earlier versions took it: it is no problem of an earlier spec.
    ///
    /// Whoever reports it goes on with the value that those versions read.
    #[must_use]
    pub fn newly_refused(mut self) -> Self {
        self.newly_refused = true;
        self
    }

    /// Says the same of another place.
    fn add_place(&mut self, other: Self) {
        add_new(&mut self.secondary, [Label { span: other.primary.span, text: other.message }]);
        add_new(&mut self.secondary, other.secondary);
        add_new(&mut self.notes, other.notes);
        add_new(&mut self.advice, other.advice);
    }

    /// Whether it keeps the spec from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.level() == Level::Error
    }
}

/// The problems found so far: a stage adds to it and goes on, so that people see all of them at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    rules: Rules,
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// As many as anyone reads, and can be shown in no time.
    pub const MAX: usize = 100;

    /// None so far, of a spec that goes by these rules.
    #[must_use]
    pub fn by(rules: Rules) -> Self {
        Self { rules, found: Vec::new() }
    }

    /// Adds a problem, if the spec's rules have it.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.rules == Rules::Present || !diagnostic.newly_refused {
            self.found.push(diagnostic);
        }
    }

    /// Adds a problem, if there is one.
    pub fn push_some(&mut self, diagnostic: Option<Diagnostic>) {
        if let Some(diagnostic) = diagnostic {
            self.push(diagnostic);
        }
    }

    /// Whether there are more than will be shown, so that nobody would see what else there is to say of one more.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.found.len() >= Self::MAX
    }

    /// Removes the warnings of these codes.
    pub fn silence(&mut self, codes: &[Code]) {
        self.found.retain(|diagnostic| diagnostic.is_error() || !codes.contains(&diagnostic.code));
    }

    /// Removes the warnings that an earlier spec has in the same words. Who sees what is said each time.
    pub fn forget_told(&mut self, earlier: &Self) {
        let words = |problem: &Diagnostic| {
            let texts = problem.secondary.iter().map(|label| label.text.clone());
            [problem.message.clone()].into_iter().chain(texts).collect::<Vec<_>>()
        };
        let told: Vec<_> = earlier.found.iter().map(words).collect();
        let is_kept = |problem: &Diagnostic| problem.is_error() || problem.code == Code::EveryUser;
        self.found.retain(|problem| is_kept(problem) || !told.contains(&words(problem)));
    }

    /// Removes the warnings.
    pub fn keep_errors(&mut self) {
        self.found.retain(Diagnostic::is_error);
    }

    /// Whether any of them keeps the spec from being used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// In the order of the spec, each once, and the warnings of one kind as one; beyond [`MAX`](Self::MAX), errors before warnings, only how many more there are.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let place = |diagnostic: &Diagnostic| (diagnostic.primary.span, diagnostic.code);
        self.found.sort_by_key(place);
        self.found.dedup();
        self.found = with_one_warning_a_kind(self.found);
        if self.found.len() > Self::MAX {
            self.found.sort_by_key(|diagnostic| (!diagnostic.is_error(), place(diagnostic)));
            let more = self.found.split_off(Self::MAX);
            self.found.sort_by_key(place);
            let message = format!("{} more problems, the first of them here", more.len());
            self.push(Diagnostic::new(Code::ManyProblems, more[0].primary.span, message));
        }
        self
    }
}

fn add_new<T: PartialEq>(all: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

/// Each warning that has the code of an earlier one becomes a place of that.
fn with_one_warning_a_kind(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kinds: Vec<Diagnostic> = Vec::with_capacity(found.len());
    for diagnostic in found {
        let is_same = |earlier: &&mut Diagnostic| earlier.code == diagnostic.code;
        match kinds.iter_mut().find(is_same).filter(|_| !diagnostic.is_error()) {
            Some(first) => first.add_place(diagnostic),
            None => kinds.push(diagnostic),
        }
    }
    kinds
}

impl std::ops::Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.found
    }
}
