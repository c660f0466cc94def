//! Text as a word of a POSIX shell.

/// Within single quotes, where nothing is special but the quote itself.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
