//! How diagnostics, plans and states look: in words for people, and in a serialisable form for programs.
//!
//! Promises that the same values look the same. Knows no stream and no exit code.

mod check;
mod paint;
mod plan;
mod plan_text;
mod quoted;
pub(crate) mod shown;

use std::borrow::Cow;
use std::collections::HashSet;
use std::iter::{repeat, zip};
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Level as Title, Origin, Patch, Renderer, Snippet};
use schemars::JsonSchema;
use serde::Serialize;

pub use self::check::{Annotations, CheckView, annotations};
pub use self::paint::Color;
pub(crate) use self::paint::Paint;
pub use self::plan::PlanView;
pub use self::plan_text::diff;
use self::quoted::Quoted;
pub use self::shown::Shown;
pub(crate) use self::shown::shown;
use crate::diagnostic::{Advice, Diagnostic, Label, Level};
use crate::source::Source;
use crate::text::visible;

/// Bytes of the spec that are quoted at most, so that a spec of one long line is reported in no time.
const MAX_QUOTED: usize = 1 << 20;

/// The diagnostics as rustc would show them, with a blank line after each. Advice that is only words is said once.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, color: Color) -> Shown {
    render_within(None, diagnostics, source, color)
}

/// As [`render`], with excerpts that fit a number of columns.
#[must_use]
pub fn render_within(columns: Option<usize>, diagnostics: &[Diagnostic], source: &Source, color: Color) -> Shown {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    let renderer = columns.map_or(renderer.clone(), |columns| renderer.term_width(columns));
    let name = visible::within_line(&source.name);
    let mut quoted_bytes = 0;
    let mut said = HashSet::new();
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let words = Words::of(diagnostic);
        let lines = lines(diagnostic, source);
        quoted_bytes += lines.len();
        let group = words.title(diagnostic);
        let quoted = (quoted_bytes <= MAX_QUOTED).then(|| Quoted::new(&source.text[lines.clone()]));
        let group = match &quoted {
            Some(quoted) => group.element(snippet(diagnostic, &words, source, lines.start, quoted).path(&*name)),
            None => group.element(origin(diagnostic, source, &name)),
        };
        let group = group.elements(words.notes.iter().map(|note| Title::NOTE.message(&**note)));
        let (in_words, in_text): (Vec<_>, Vec<_>) =
            zip(&diagnostic.advice, &words.advice).partition(|(advice, _)| advice.edits.is_empty());
        let new = in_words.iter().filter(|(advice, _)| said.insert(advice.text.as_str()));
        let group = group.elements(new.map(|(_, text)| Title::HELP.message(&***text)));
        let edited: Vec<_> = in_text.iter().map(|(advice, _)| Edited::new(advice, source)).collect();
        let advised = zip(&in_text, &edited)
            .map(|((_, text), edited)| Title::HELP.secondary_title(&***text).element(edited.snippet()));
        shown += &renderer.render(&[group].into_iter().chain(advised).collect::<Vec<_>>());
        shown += "\n\n";
    }
    Shown::of_escaped(shown)
}

/// What a diagnostic says, escaped.
struct Words<'a> {
    message: Cow<'a, str>,
    labels: Vec<Cow<'a, str>>,
    notes: Vec<Cow<'a, str>>,
    advice: Vec<Cow<'a, str>>,
}

impl<'a> Words<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        Self {
            message: visible::within_line(&diagnostic.message),
            labels: labels(diagnostic).map(|label| visible::within_line(&label.text)).collect(),
            notes: diagnostic.notes.iter().map(|note| visible::within_line(note)).collect(),
            advice: diagnostic.advice.iter().map(|advice| visible::within_line(&advice.text)).collect(),
        }
    }

    fn title(&self, diagnostic: &Diagnostic) -> annotate_snippets::Title<'_> {
        let level = match diagnostic.code.level() {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
        };
        level.primary_title(&*self.message).id(diagnostic.code.as_str())
    }
}

/// The places of a diagnostic, the primary one first.
fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    [&diagnostic.primary].into_iter().chain(&diagnostic.secondary)
}

/// The whole lines that the diagnostic points into.
fn lines(diagnostic: &Diagnostic, source: &Source) -> Range<usize> {
    let spans = || labels(diagnostic).map(|label| label.span);
    let first = spans().map(|span| span.start).min().unwrap_or(0);
    let last = spans().map(|span| span.end).max().unwrap_or(0);
    whole_lines(source, first..last)
}

fn whole_lines(source: &Source, part: Range<usize>) -> Range<usize> {
    let first = if source.text[..part.start].starts_with(Source::BYTE_ORDER_MARK) {
        Source::BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    let start = source.text[..part.start].rfind('\n').map_or(first, |newline| newline + 1);
    let end = source.text[part.end..].find('\n').map_or(source.text.len(), |newline| part.end + newline);
    // The end of a line is nothing to be seen, whichever it is.
    let end = if source.text[part.end..end].ends_with('\r') { end - 1 } else { end };
    start..end
}

/// The lines of a spec that an advice changes.
struct Edited<'a> {
    lines: Quoted<'a>,
    first_line: usize,
    /// What is replaced of them, and by what.
    patches: Vec<(Range<usize>, Cow<'a, str>)>,
}

impl<'a> Edited<'a> {
    fn new(advice: &'a Advice, source: &'a Source) -> Self {
        let first = advice.edits.iter().map(|edit| edit.span.start).min().unwrap_or(0);
        let last = advice.edits.iter().map(|edit| edit.span.end).max().unwrap_or(0);
        let range = whole_lines(source, first..last);
        let lines = Quoted::new(&source.text[range.clone()]);
        let patches = advice.edits.iter().map(|edit| {
            let place = lines.place(edit.span.start - range.start..edit.span.end - range.start);
            (place, visible::whole_lines(&edit.text))
        });
        Self { patches: patches.collect(), first_line: source.position(range.start).0, lines }
    }

    fn snippet(&self) -> Snippet<'_, Patch<'_>> {
        let patches = self.patches.iter().map(|(place, text)| Patch::new(place.clone(), &**text));
        Snippet::source(self.lines.text()).line_start(self.first_line).patches(patches)
    }
}

fn snippet<'a>(
    diagnostic: &Diagnostic,
    words: &'a Words<'_>,
    source: &Source,
    start: usize,
    quoted: &'a Quoted<'_>,
) -> Snippet<'a, Annotation<'a>> {
    let kinds = [AnnotationKind::Primary].into_iter().chain(repeat(AnnotationKind::Context));
    let annotations = zip(kinds, zip(labels(diagnostic), &words.labels)).map(|(kind, (label, words))| {
        let words = Some(&**words).filter(|words| !words.is_empty());
        kind.span(quoted.place(label.span.start - start..label.span.end - start)).label(words)
    });
    let (first_line, _) = source.position(start);
    Snippet::source(quoted.text()).line_start(first_line).annotations(annotations)
}

fn origin<'a>(diagnostic: &Diagnostic, source: &Source, name: &'a str) -> Origin<'a> {
    let (line, column) = source.position(diagnostic.primary.span.start);
    Origin::path(name).line(line).char_column(column)
}

/// A diagnostic for `--format json`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Diagnostic")]
pub struct Entry<'a> {
    /// Stable across versions.
    code: &'static str,
    /// `error` keeps the spec from being used; `warning` doesn't.
    level: &'static str,
    /// One sentence without a full stop.
    message: &'a str,
    /// The spec, as it was named.
    file: &'a str,
    /// Where the problem is.
    place: LabelledSpan<'a>,
    /// Other places that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Vec<LabelledSpan<'a>>,
    /// Why it is a problem.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    advice: Vec<AdviceView<'a>>,
}

/// What to do. Where nobody has to fill anything in, `edits` are the same in bytes of the spec; where nothing else can be
/// meant, it is `certain`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Advice")]
struct AdviceView<'a> {
    text: &'a str,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    edits: Vec<EditView<'a>>,
    certain: bool,
}

/// Bytes from the start of the spec, the end excluded, and what to write in their place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct EditView<'a> {
    start: usize,
    end: usize,
    replacement: &'a str,
}

/// Lines and columns count from 1; columns count characters, and the end is past the last one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct LabelledSpan<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// A few words on the place.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

/// The diagnostics as values to serialise.
#[must_use]
pub fn entries<'a>(diagnostics: &'a [Diagnostic], source: &'a Source) -> Vec<Entry<'a>> {
    diagnostics.iter().map(|diagnostic| entry(diagnostic, source)).collect()
}

fn entry<'a>(diagnostic: &'a Diagnostic, source: &'a Source) -> Entry<'a> {
    Entry {
        code: diagnostic.code.as_str(),
        level: match diagnostic.code.level() {
            Level::Error => "error",
            Level::Warning => "warning",
        },
        message: &diagnostic.message,
        file: &source.name,
        place: place(&diagnostic.primary, source),
        related: diagnostic.secondary.iter().map(|label| place(label, source)).collect(),
        notes: &diagnostic.notes,
        advice: diagnostic.advice.iter().map(advice).collect(),
    }
}

fn advice(advice: &Advice) -> AdviceView<'_> {
    let edits = advice.edits.iter();
    let edits = edits.map(|edit| EditView { start: edit.span.start, end: edit.span.end, replacement: &edit.text });
    AdviceView { text: &advice.text, edits: edits.collect(), certain: advice.is_certain }
}

fn place<'a>(label: &'a Label, source: &Source) -> LabelledSpan<'a> {
    let (line, column) = source.position(label.span.start);
    let (end_line, end_column) = source.position(label.span.end);
    LabelledSpan { line, column, end_line, end_column, label: &label.text }
}
