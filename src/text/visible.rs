//! Text as it can be shown: on a terminal, whose control characters would obey it, and in the log of a CI, which takes
//! some lines for commands. Nothing here changes a file.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// A text that stands within a line: what would move, hide or turn round other text is escaped, line ends too.
pub(crate) fn within_line(text: &str) -> Cow<'_, str> {
    escaped(text, |c| !is_hidden(c))
}

/// A text of whole lines: their ends and their tabs stay.
pub(crate) fn whole_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| matches!(c, '\n' | '\t') || !is_hidden(c))
}

/// A character as [`within_line`] shows it.
fn escape(c: char, into: &mut String) {
    match c {
        '\n' => into.push_str(r"\n"),
        '\r' => into.push_str(r"\r"),
        '\t' => into.push_str(r"\t"),
        c => write!(into, "\\u{{{:x}}}", u32::from(c)).expect("a string takes text"),
    }
}

/// Whether a character is not seen itself, but changes how others are seen, or what a terminal does.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Soft hyphen, and the direction of text.
            '\u{AD}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
            // Separators of lines and paragraphs.
            | '\u{2028}' | '\u{2029}'
            // Spaces of no width. The joiners U+200C and U+200D stay, as scripts and emoji need them.
            | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
            // Annotations and tags.
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&stays) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if stays(c) { shown.push(c) } else { escape(c, &mut shown) }
    }
    Cow::Owned(shown)
}

/// Lines that no CI takes for a command: GitHub does if a line begins with `::`, spaces aside, or has `##[` anywhere;
/// Azure's pipelines have `##vso[`, and others have words of their own there.
pub(crate) fn without_commands(text: &str) -> Cow<'_, str> {
    let shown = text.split_inclusive('\n').map(|line| {
        let is_blank = |c: &char| c.is_whitespace() || c.width().unwrap_or(0) == 0;
        let start: usize = line.chars().take_while(is_blank).map(char::len_utf8).sum();
        match line[start..].strip_prefix("::") {
            Some(rest) => Cow::Owned(format!("{}\\u{{3a}}:{}", &line[..start], without_marks(rest, r"\u{23}"))),
            None => without_marks(line, r"\u{23}"),
        }
    });
    // Usually there is nothing to do.
    let lines: Vec<Cow<'_, str>> = shown.collect();
    if lines.iter().all(|line| matches!(line, Cow::Borrowed(_))) { Cow::Borrowed(text) } else { lines.concat().into() }
}

/// Escapes the second `#` of `##[` and `##word[`.
fn without_marks<'a>(line: &'a str, escape: &str) -> Cow<'a, str> {
    let is_mark = |(at, _): &(usize, &str)| {
        let after = line[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        line[..*at].ends_with('#') && after.starts_with('[')
    };
    let mut shown = String::new();
    let mut from = 0;
    for (at, _) in line.match_indices('#').filter(is_mark) {
        shown += &line[from..at];
        shown += escape;
        from = at + 1;
    }
    if from == 0 { Cow::Borrowed(line) } else { (shown + &line[from..]).into() }
}

/// JSON that means the same, and whose strings hold nothing hidden and no command of a CI.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    let shown = without_marks(text, r"\u0023");
    let is_hidden = |c: char| c != '\n' && is_hidden(c);
    if !shown.contains(is_hidden) {
        return shown;
    }
    let mut escaped = String::with_capacity(shown.len());
    for c in shown.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").expect("a string takes text");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_move_or_hide_text_is_escaped() {
        let hidden = "a\u{1b}[31mb\u{7}\u{9b}2J\r\u{202e}c\u{2066}\u{200b}\u{feff}\u{e0041}";
        let shown = r"a\u{1b}[31mb\u{7}\u{9b}2J\r\u{202e}c\u{2066}\u{200b}\u{feff}\u{e0041}";
        assert_eq!(within_line(hidden), shown);
        assert_eq!(within_line("one\n\ttwo"), r"one\n\ttwo");
        assert_eq!(whole_lines("one\n\ttwo\r\n\u{85}"), "one\n\ttwo\\r\n\\u{85}");
        for plain in ["", "a b", "é∂‌", "👨\u{200d}👩", "क्\u{200d}ष", "שלום", r"^\d+$", "`'\"\\"] {
            assert_eq!(within_line(plain), plain);
            assert_eq!(whole_lines(plain), plain);
        }
    }

    #[test]
    fn every_control_character_is_escaped() {
        for c in ('\0'..='\u{9f}').filter(|c| c.is_control()) {
            let shown = within_line(&c.to_string()).into_owned();
            assert!(shown.starts_with('\\') && !shown.contains(char::is_control), "{c:?} is shown as {shown:?}");
        }
    }

    #[test]
    fn no_line_is_a_command() {
        let cases = [
            ("::error::x", r"\u{3a}:error::x"),
            ("a\n ::add-mask::x\n::", "a\n \\u{3a}:add-mask::x\n\\u{3a}:"),
            ("\u{a0}\u{200d}\t::error::x", "\u{a0}\u{200d}\t\\u{3a}:error::x"),
            ("a ##[error]b", r"a #\u{23}[error]b"),
            ("###[x]##vso[task]##teamcity[x]", r"##\u{23}[x]#\u{23}vso[task]#\u{23}teamcity[x]"),
            ("::x ##[y]", r"\u{3a}:x #\u{23}[y]"),
        ];
        for (text, shown) in cases {
            assert_eq!(without_commands(text), shown);
        }
        for plain in ["", "\n\n", "a::b", "  | ::std::fmt", "## Heading [link]", "# a\n## b\n", "#[cfg(test)]"] {
            assert!(matches!(without_commands(plain), Cow::Borrowed(text) if text == plain), "{plain:?}");
        }
    }

    #[test]
    fn json_means_the_same() {
        let value = serde_json::json!({ "a\u{202e}": "\u{9b}\u{7f}\u{feff}\u{e0041}##[error]x ##vso[y]\n\\##[z]" });
        let shown = json(&serde_json::to_string_pretty(&value).expect("it serialises")).into_owned();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("it is JSON"), value);
        assert!(!shown.contains(|c| c != '\n' && is_hidden(c)) && !shown.contains("##"), "{shown}");
    }
}
