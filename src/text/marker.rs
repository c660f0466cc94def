use std::iter::zip;

const OPENING: &str = "<<<<<<< ";

/// The line (from 1) of the first conflict marker that a person left; `None` where the text has none.
///
/// A line of seven `=` alone is no marker, since it underlines a heading in Markdown: what counts is a line that opens
/// a conflict, with a later one that closes it.
#[must_use]
pub fn marker(text: &str) -> Option<usize> {
    // Every file of a project is looked through, and hardly any has one.
    if !text.contains(OPENING) {
        return None;
    }
    let mut lines = zip(1.., text.lines());
    let (opening, _) = lines.find(|(_, line)| line.starts_with(OPENING))?;
    lines.any(|(_, line)| line.starts_with(">>>>>>> ")).then_some(opening)
}
