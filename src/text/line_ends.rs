use std::borrow::Cow;

/// The text with `\n` for line ends: how git checks a file out is no edit.
#[must_use]
pub fn unix(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// The text with the line ends that another one has.
#[must_use]
pub fn with_line_ends_of(text: &str, model: &str) -> String {
    let windows = model.matches("\r\n").count();
    if windows * 2 > model.matches('\n').count() { text.replace('\n', "\r\n") } else { text.to_owned() }
}
