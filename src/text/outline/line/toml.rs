use super::{Class, Line, indent, simple};

/// The key-value pairs of a table are its header's, which is as deep as they are written.
pub(super) fn read(lines: &[&str]) -> Vec<Line> {
    let mut string: Option<&str> = None;
    let mut open_arrays: usize = 0;
    let read = lines.iter().map(|line| {
        let is_raw = string.is_some();
        string = string_after(string, line);
        let text = line.trim_start();
        let is_header = text.starts_with('[') && open_arrays == 0;
        if is_raw {
            Line::RAW
        } else if text.starts_with('#') {
            // As deep as a header: what stands before one belongs to it.
            Line { class: Class::Comment, depth: 0 }
        } else if is_header {
            Line { class: Class::Content, depth: 0 }
        } else {
            open_arrays = (open_arrays + count(line, '[')).saturating_sub(count(line, ']'));
            Line { depth: indent(line) + 1, ..simple(line) }
        }
    });
    read.collect()
}

/// The delimiter of the string that goes on after a line.
fn string_after<'a>(before: Option<&'a str>, line: &str) -> Option<&'a str> {
    let delimiter = before.or_else(|| ["\"\"\"", "'''"].into_iter().find(|delimiter| line.contains(delimiter)))?;
    let stays = line.matches(delimiter).count().is_multiple_of(2);
    if stays { before } else { before.xor(Some(delimiter)) }
}

/// How often a bracket stands outside of simple strings.
fn count(line: &str, bracket: char) -> usize {
    line.split('"').step_by(2).map(|code| code.matches(bracket).count()).sum()
}
