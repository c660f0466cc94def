//! How lines are read: how deep they are, and whether they say something or belong to what does.

mod rust;
mod toml;
mod yaml;

use crate::text::Language;

/// What a line is to the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Blank,
    /// A comment or an attribute, which belongs to what follows.
    Comment,
    /// What goes on with the entry whose head is as deep: a closing bracket, with what stands behind it.
    Closing,
    Content,
    /// Inside a string that began on an earlier line.
    Raw,
}

/// A line, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) class: Class,
    /// Says of two lines which one is deeper, and nothing else.
    pub(super) depth: usize,
}

impl Line {
    /// Deeper than any head, whatever it looks like.
    const RAW: Self = Self { class: Class::Raw, depth: usize::MAX };
}

/// Reads the lines of a text, one for each.
pub(super) fn read(language: Language, lines: &[&str]) -> Vec<Line> {
    match language {
        Language::Rust => rust::read(lines),
        Language::Yaml => yaml::read(lines),
        Language::Toml => toml::read(lines),
        Language::Json | Language::Text => lines.iter().map(|line| simple(line)).collect(),
    }
}

/// A line of a language without comments and without strings of several lines.
fn simple(line: &str) -> Line {
    let class = match line.trim_start().chars().next() {
        None => Class::Blank,
        Some('}' | ']' | ')') => Class::Closing,
        Some(_) => Class::Content,
    };
    Line { class, depth: indent(line) }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
