//! What slsgen says to people.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::path::ProjectPath;
use crate::text::visible;

/// Text for people. All that is in it from a spec, a project or the command line is escaped, as it could otherwise
/// obey a terminal or make lines of its own: there is no other way to make one. Nothing else is printed to people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(String);

/// Makes a [`Shown`] as `format!` makes a string: the format is slsgen's own, and each value is escaped. Values stand
/// after the format, as those within it would not be.
macro_rules! shown {
    ($format:literal $(, $value:expr)* $(,)?) => {{
        const { $crate::report::shown::assert_holds_no_value($format) };
        $crate::report::Shown::of_format(format_args!($format $(, $crate::report::shown::Escaped(&$value))*))
    }};
}
pub(crate) use shown;

impl Shown {
    /// For [`shown!`] alone.
    pub(crate) fn of_format(text: fmt::Arguments<'_>) -> Self {
        Self(text.to_string())
    }

    /// slsgen's own text.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// A text of whole lines, which may be anybody's.
    pub(crate) fn of_lines(text: &str) -> Self {
        Self(visible::whole_lines(text).into_owned())
    }

    /// What has been escaped before.
    pub(super) fn of_escaped(text: String) -> Self {
        Self(text)
    }

    /// Each after the other, with slsgen's own text between them.
    pub(crate) fn join(parts: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let parts: Vec<String> = parts.into_iter().map(|part| part.0).collect();
        Self(parts.join(between))
    }

    /// Appends more.
    pub(crate) fn push(&mut self, more: &Self) {
        self.0 += &more.0;
    }

    /// With spaces after it, up to a width.
    pub(crate) fn padded(self, width: usize) -> Self {
        Self(format!("{:<width$}", self.0))
    }

    /// Without what is blank at its end.
    pub(crate) fn trim_end(mut self) -> Self {
        self.0.truncate(self.0.trim_end().len());
        self
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromIterator<Shown> for Shown {
    fn from_iter<T: IntoIterator<Item = Self>>(parts: T) -> Self {
        Self::join(parts, "")
    }
}

/// Fails to compile if a format holds a value, as in `{name}`.
pub(crate) const fn assert_holds_no_value(format: &str) {
    let bytes = format.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'{' {
            at += 1;
            assert!(
                matches!(bytes[at], b'{' | b'}' | b':'),
                "a value within the format would not be escaped; let it stand after the format"
            );
        }
        at += 1;
    }
}

/// A value in [`shown!`].
pub(crate) struct Escaped<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: Value + ?Sized> fmt::Display for Escaped<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.escaped())
    }
}

/// What can be said within a line.
pub(crate) trait Value {
    /// Its text, escaped.
    fn escaped(&self) -> Cow<'_, str>;
}

/// It has been escaped when it was made.
impl Value for Shown {
    fn escaped(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl Value for str {
    fn escaped(&self) -> Cow<'_, str> {
        visible::within_line(self)
    }
}

impl Value for String {
    fn escaped(&self) -> Cow<'_, str> {
        visible::within_line(self)
    }
}

impl Value for Path {
    fn escaped(&self) -> Cow<'_, str> {
        Cow::Owned(visible::within_line(&self.to_string_lossy()).into_owned())
    }
}

impl Value for PathBuf {
    fn escaped(&self) -> Cow<'_, str> {
        self.as_path().escaped()
    }
}

impl Value for ProjectPath {
    fn escaped(&self) -> Cow<'_, str> {
        visible::within_line(self.as_str())
    }
}

impl Value for usize {
    fn escaped(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn escaped(&self) -> Cow<'_, str> {
        T::escaped(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn values_are_escaped_and_the_format_is_not() {
        let text = shown!("a\n{} {{}} {:<6}|", "b\n::error::\u{1b}[m", "c\u{202e}");
        assert_eq!(text.as_str(), "a\nb\\n::error::\\u{1b}[m {} c\\u{202e}|");
        assert_eq!(shown!("{:<3}|{}", "a", text).as_str(), format!("a  |{text}"), "nothing is escaped twice");
        assert_eq!(Shown::of_lines("a\n\t\u{7}").as_str(), "a\n\t\\u{7}");
    }
}
