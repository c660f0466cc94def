//! How diagnostics look: rustc's way for people, and a serialisable form for programs.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::source::Source;

/// Whether text is coloured with ANSI escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// For a terminal.
    Always,
    /// Plain text.
    Never,
}

/// The diagnostics as rustc would show them, with a blank line after each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    diagnostics.iter().map(|diagnostic| renderer.render(&[group(diagnostic, source)]) + "\n\n").collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, source: &'a Source) -> Group<'a> {
    let level = match diagnostic.code.level() {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let primary = AnnotationKind::Primary.span(diagnostic.primary.span.range()).label(text(&diagnostic.primary));
    let secondary =
        diagnostic.secondary.iter().map(|label| AnnotationKind::Context.span(label.span.range()).label(text(label)));
    let snippet = Snippet::source(&source.text).path(&source.name).annotation(primary).annotations(secondary);
    level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.as_str())
        .element(snippet)
        .elements(diagnostic.notes.iter().map(|note| Title::NOTE.message(note)))
        .elements(diagnostic.help.iter().map(|help| Title::HELP.message(help)))
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
    place: Place<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    help: &'a [String],
}

/// Lines and columns count from 1; columns count characters, and the end is past the last one.
#[derive(Debug, Serialize)]
struct Place<'a> {
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

fn place<'a>(label: &'a Label, source: &Source) -> Place<'a> {
    let (line, column) = source.position(label.span.start);
    let (end_line, end_column) = source.position(label.span.end);
    Place { line, column, end_line, end_column, label: &label.text }
}
