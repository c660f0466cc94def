use std::iter::zip;

/// Git writes more signs where it guesses that a file was renamed on both sides.
const SIGNS: usize = 7;

/// The line (from 1) of the first conflict marker that a person left; `None` where the text has none.
///
/// A line of seven `=` alone is no marker, since it underlines a heading in Markdown: what counts is a line that opens
/// a conflict, with a later one that closes it.
#[must_use]
pub fn marker(text: &str) -> Option<usize> {
    // Every file of a project is looked through, and hardly any has one.
    if !text.contains("<<<<<<<") {
        return None;
    }
    let mut lines = zip(1.., text.lines());
    let (opening, _) = lines.find(|(_, line)| is_marker(line, '<'))?;
    lines.any(|(_, line)| is_marker(line, '>')).then_some(opening)
}

fn is_marker(line: &str, sign: char) -> bool {
    let rest = line.trim_start_matches(sign);
    rest.starts_with(' ') && line.len() - rest.len() >= SIGNS
}
