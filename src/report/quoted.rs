use std::borrow::Cow;
use std::ops::Range;

use crate::text::visible;

/// Lines of a spec as they are quoted: a sign stands for each hidden character, so that columns stay as they are.
pub(super) struct Quoted<'a> {
    text: Cow<'a, str>,
    /// Where each byte of the spec's text stands in it, and its end; none if no sign stands for another character.
    places: Option<Vec<usize>>,
}

impl<'a> Quoted<'a> {
    pub(super) fn new(lines: &'a str) -> Self {
        // The end of a line is the quoting library's business, and so is the width of a tab.
        let stays = |at: usize, c: char| match c {
            '\n' | '\t' => true,
            '\r' => lines[at..].starts_with("\r\n"),
            c => !visible::is_hidden(c),
        };
        if lines.char_indices().all(|(at, c)| stays(at, c)) {
            return Self { text: lines.into(), places: None };
        }
        let mut text = String::with_capacity(lines.len());
        let mut places = Vec::with_capacity(lines.len() + 1);
        for (at, c) in lines.char_indices() {
            places.resize(at + c.len_utf8(), text.len());
            text.push(if stays(at, c) { c } else { sign(c) });
        }
        places.push(text.len());
        Self { text: text.into(), places: Some(places) }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the lines' bytes stands.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        match &self.places {
            Some(places) => places[range.start]..places[range.end],
            None => range,
        }
    }
}

/// The picture of a control character, if Unicode has one.
fn sign(hidden: char) -> char {
    match hidden {
        '\0'..=' ' => char::from_u32(0x2400 + u32::from(hidden)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::Quoted;

    #[test]
    fn a_sign_stands_where_its_character_stood() {
        let lines = "a\u{1b}é\r\nb\u{202e}\u{9b}\r\u{7f}c";
        let quoted = Quoted::new(lines);
        assert_eq!(quoted.text(), "a␛é\r\nb��␍␡c");
        assert_eq!(quoted.text().chars().count(), lines.chars().count());
        for (part, shown) in [("a", "a"), ("\u{1b}", "␛"), ("é", "é"), ("b\u{202e}", "b�"), ("\u{7f}c", "␡c")] {
            let start = lines.find(part).expect("it is part of it");
            assert_eq!(&quoted.text()[quoted.place(start..start + part.len())], shown);
        }
        assert_eq!(Quoted::new("a: \tb\r\n").place(3..5), 3..5);
    }
}
