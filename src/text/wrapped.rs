//! Lines that fit a terminal.

use unicode_width::UnicodeWidthChar;

/// Narrower than this, wrapping helps nobody.
const NARROWEST: usize = 40;

/// The text with its long lines broken at blanks, each part below the first word of what it goes on with. Lines that people
/// copy or that signs point into stay whole.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    if width < NARROWEST {
        return text.to_owned();
    }
    let mut is_code = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let plain = plain(line);
        is_code ^= plain.trim_start().starts_with("```");
        if is_code || columns(line.trim_end_matches('\n')) <= width || is_whole(&plain) {
            out += line;
        } else {
            wrap(line, hang(&plain), width, &mut out);
        }
    }
    out
}

/// Whether a line has to stay as it is: a command, or a part of an excerpt.
fn is_whole(line: &str) -> bool {
    let text = line.trim_start();
    let is_command =
        ["slsgen ", "sam ", "cd ", "git ", "cargo ", "aws ", "curl "].iter().any(|word| text.starts_with(word));
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_excerpt = [" |", " ~", " +", " -", "|", "...", "-->"].iter().any(|sign| after_number.starts_with(sign));
    let is_numbered = after_number.len() < text.len();
    line.starts_with(' ') && is_command || is_excerpt && (is_numbered || text.starts_with(['|', '.', '-']))
}

/// The column below which the parts of a line go on.
fn hang(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let text = &line[indent..];
    let label = ["= note: ", "= help: ", "help: ", "note: ", "error: ", "warning: "]
        .iter()
        .find(|label| text.starts_with(**label));
    label.map_or(indent + 2, |label| indent + label.len())
}

fn wrap(line: &str, hang: usize, width: usize, out: &mut String) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    *out += &line[..indent];
    let mut column = indent;
    for (at, word) in line[indent..].split(' ').enumerate() {
        let length = columns(word.trim_end_matches('\n'));
        if at > 0 && column + 1 + length > width && column > hang {
            *out += "\n";
            *out += &" ".repeat(hang);
            column = hang;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        *out += word;
        column += length;
    }
}

/// How wide a text is, without its colours.
fn columns(text: &str) -> usize {
    plain(text).chars().filter_map(UnicodeWidthChar::width).sum()
}

/// A text without its colours.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_escape = false;
    for sign in text.chars() {
        match (is_escape, sign) {
            (false, '\u{1b}') => is_escape = true,
            (false, _) => plain.push(sign),
            (true, _) => is_escape = !sign.is_ascii_alphabetic(),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_long_line_goes_on_below_its_text() {
        let text = "   = help: query an index, whose partition key is in the path of the route\nshort\n";
        let expected = "   = help: query an index, whose\n           partition key is in the path\n           of the route\nshort\n";
        assert_eq!(wrapped(text, 41), expected);
    }

    #[test]
    fn colours_take_no_room() {
        let text = "\u{1b}[1m\u{1b}[31merror\u{1b}[0m: one two three four five six seven eight";
        assert_eq!(wrapped(text, 60), text);
        let long = format!("{text} nine ten eleven");
        assert_eq!(wrapped(&long, 60), format!("{text} nine ten\n       eleven"));
    }

    #[test]
    fn commands_excerpts_and_code_stay_whole() {
        for line in [
            "    slsgen update notes --approve D0201-8f3a1c77 --because 'nobody reads it'",
            "12 |   - { method: GET, path: \"/readers/{reader}/loans\", index: by_reader }",
            "   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            "  --> a/very/long/path/of/folders/in/folders/to/a/spec/slsgen.yaml:12:14",
            "```\none two three four five six seven eight nine ten eleven twelve\n```\n",
        ] {
            assert_eq!(wrapped(line, 50), line);
        }
    }

    #[test]
    fn a_word_is_never_broken_and_a_narrow_terminal_is_left_alone() {
        let text = format!("go to {} now", "x".repeat(80));
        assert_eq!(wrapped(&text, 40), format!("go to\n  {}\n  now", "x".repeat(80)));
        assert_eq!(wrapped(&text, 20), text);
    }
}
