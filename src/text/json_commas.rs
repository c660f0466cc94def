//! JSON without the commas between its lines, so that the last member of a list is a line like any other.

use std::iter::once;

/// A text without the commas at the ends of lines; `None` if they could not be put back.
pub(crate) fn without(text: &str) -> Option<String> {
    let stripped: String = text.split_inclusive('\n').map(strip).collect();
    (with(&stripped) == text).then_some(stripped)
}

fn strip(line: &str) -> String {
    line.strip_suffix(",\n").map_or(line.to_owned(), |line| format!("{line}\n"))
}

/// The text with a comma after each line that a sibling follows.
pub(crate) fn with(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let next = text.split_inclusive('\n').skip(1).map(Some).chain(once(None));
    let join = |(line, next): (&str, Option<&str>)| {
        let opens = line.trim_end().ends_with(['{', '[']);
        let is_last = next.is_none_or(|next| next.trim_start().starts_with(['}', ']']));
        match line.strip_suffix('\n') {
            Some(line) if !opens && !is_last => format!("{line},\n"),
            _ => line.to_owned(),
        }
    };
    lines.zip(next).map(join).collect()
}
