//! The text of a spec, as diagnostics point into it.

use std::ops::Range;

/// A spec's text, and the name that diagnostics show for it.
#[derive(Debug, Clone)]
pub struct Source {
    /// A path as the user wrote it, or `<stdin>`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// The longest spec that is read, in bytes. A reader needs to fetch only one byte more.
    pub const MAX_BYTES: usize = 1 << 20;

    /// What some editors write in front of a text, and no editor shows.
    pub const BYTE_ORDER_MARK: char = '\u{feff}';

    /// The line and the column of a byte, both from 1; the column counts characters.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let in_line = before[line_start..].trim_start_matches(Self::BYTE_ORDER_MARK);
        (before.matches('\n').count() + 1, in_line.chars().count() + 1)
    }
}

/// A range of bytes of a [`Source`]'s text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// The same place, with a view of the value.
    pub fn as_ref(&self) -> Spanned<&T> {
        Spanned { value: &self.value, span: self.span }
    }

    /// The same place, with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}
