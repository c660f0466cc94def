//! How diagnostics, plans and states look: in words for people, and in a serialisable form for programs.
//!
//! Promises that the same values look the same. Knows no stream and no exit code.

mod check;
mod paint;
mod plan;
mod plan_text;

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Level as Title, Origin, Renderer, Snippet};
use serde::Serialize;

pub use self::check::CheckView;
pub use self::paint::Color;
pub(crate) use self::paint::Paint;
pub use self::plan::PlanView;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::source::{Source, Span};

/// Bytes of the spec that are quoted at most, so that a spec of one long line is reported in no time.
const MAX_QUOTED: usize = 1 << 20;

/// The diagnostics as rustc would show them, with a blank line after each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    let mut quoted = 0;
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let lines = lines(diagnostic, source);
        quoted += lines.len();
        let group = if quoted > MAX_QUOTED {
            title(diagnostic).element(origin(diagnostic, source))
        } else {
            title(diagnostic).element(snippet(diagnostic, source, lines))
        };
        let group = group
            .elements(diagnostic.notes.iter().map(|note| Title::NOTE.message(note)))
            .elements(diagnostic.help.iter().map(|help| Title::HELP.message(help)));
        shown += &renderer.render(&[group]);
        shown += "\n\n";
    }
    shown
}

/// The whole lines that the diagnostic points into.
fn lines(diagnostic: &Diagnostic, source: &Source) -> Range<usize> {
    let spans = || diagnostic.secondary.iter().chain([&diagnostic.primary]).map(|label| label.span);
    let first = spans().map(|span| span.start).min().unwrap_or(0);
    let last = spans().map(|span| span.end).max().unwrap_or(0);
    let start = source.text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let end = source.text[last..].find('\n').map_or(source.text.len(), |newline| last + newline);
    start..end
}

fn title(diagnostic: &Diagnostic) -> annotate_snippets::Title<'_> {
    let level = match diagnostic.code.level() {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    level.primary_title(&diagnostic.message).id(diagnostic.code.as_str())
}

fn snippet<'a>(diagnostic: &'a Diagnostic, source: &'a Source, lines: Range<usize>) -> Snippet<'a, Annotation<'a>> {
    let within = |span: Span| span.start - lines.start..span.end - lines.start;
    let primary = AnnotationKind::Primary.span(within(diagnostic.primary.span)).label(text(&diagnostic.primary));
    let secondary =
        diagnostic.secondary.iter().map(|label| AnnotationKind::Context.span(within(label.span)).label(text(label)));
    let (first_line, _) = source.position(lines.start);
    Snippet::source(&source.text[lines.clone()])
        .line_start(first_line)
        .path(&source.name)
        .annotation(primary)
        .annotations(secondary)
}

fn origin<'a>(diagnostic: &Diagnostic, source: &'a Source) -> Origin<'a> {
    let (line, column) = source.position(diagnostic.primary.span.start);
    Origin::path(&source.name).line(line).char_column(column)
}

fn text(label: &Label) -> Option<&str> {
    (!label.text.is_empty()).then_some(&label.text)
}

/// A diagnostic for `--format json`.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    file: &'a str,
    place: LabelledSpan<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<LabelledSpan<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    help: &'a [String],
}

/// Lines and columns count from 1; columns count characters, and the end is past the last one.
#[derive(Debug, Serialize)]
struct LabelledSpan<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
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
        help: &diagnostic.help,
    }
}

fn place<'a>(label: &'a Label, source: &Source) -> LabelledSpan<'a> {
    let (line, column) = source.position(label.span.start);
    let (end_line, end_column) = source.position(label.span.end);
    LabelledSpan { line, column, end_line, end_column, label: &label.text }
}
