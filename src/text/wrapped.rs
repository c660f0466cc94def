//! Lines that fit a terminal.

use textwrap::{Options, WordSeparator, WordSplitter, core::display_width, fill};

/// Narrower than this, wrapping helps nobody.
const NARROWEST: usize = 40;

/// The text with its long lines broken at blanks. Lines that people copy or that signs point into stay whole.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    if width < NARROWEST {
        return text.to_owned();
    }
    let mut is_diff = false;
    let wrap = |line: &str| {
        let (content, end) = line.strip_suffix('\n').map_or((line, ""), |content| (content, "\n"));
        let plain = plain(content);
        is_diff = plain.starts_with("--- ") || is_diff && plain.starts_with(['+', '-', '@', ' ', '\\']);
        if is_diff || display_width(content) <= width || is_command(&plain) || is_excerpt(&plain) {
            return line.to_owned();
        }
        let indent = " ".repeat(hang(&plain));
        let options = Options::new(width).subsequent_indent(&indent).break_words(false);
        let options = options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation);
        fill(content, options) + end
    };
    text.split_inclusive('\n').map(wrap).collect()
}

/// Whether a line is a command to copy, which stands apart from what is said.
fn is_command(line: &str) -> bool {
    const PROGRAMS: [&str; 7] = ["slsgen ", "sam ", "cd ", "git ", "cargo ", "aws ", "curl "];
    line.strip_prefix("  ").is_some_and(|text| PROGRAMS.iter().any(|program| text.trim_start().starts_with(program)))
}

/// Whether a line is part of an excerpt of a spec: its place, a numbered line, or what points into one.
fn is_excerpt(line: &str) -> bool {
    let text = line.trim_start();
    let after_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = after_number.len() < text.len();
    is_numbered && [" |", " ~", " +", " -"].iter().any(|sign| after_number.starts_with(sign))
        || ["|", "--> "].iter().any(|sign| text.starts_with(sign))
}

/// The column below which a line goes on: that of its text.
fn hang(line: &str) -> usize {
    const LABELS: [&str; 6] = ["= note: ", "= help: ", "help: ", "note: ", "error: ", "warning: "];
    let text = line.trim_start();
    let label = LABELS.iter().find(|label| text.starts_with(**label)).map_or(2, |label| label.len());
    line.len() - text.len() + label
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut is_escape = false;
    let is_text = |sign: &char| {
        let is_colour = is_escape || *sign == '\u{1b}';
        is_escape = is_colour && !sign.is_ascii_alphabetic();
        !is_colour
    };
    line.chars().filter(is_text).collect()
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
    fn commands_excerpts_and_diffs_stay_whole() {
        for line in [
            "    slsgen update notes --approve D0201-8f3a1c77 --because 'nobody reads it'",
            "12 |   - { method: GET, path: \"/readers/{reader}/loans\", index: by_reader }",
            "   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ one place",
            "  --> a/very/long/path/of/folders/in/folders/to/a/spec/slsgen.yaml:12:14",
            "--- a\n+++ b\n@@ -1 +1 @@\n-one two three four five six seven eight nine ten eleven\n one two three four five six seven eight nine ten eleven\n",
        ] {
            assert_eq!(wrapped(line, 50), line);
        }
        let after = "--- a\n+++ b\n+c\nloans.yaml: one two three four five six seven eight nine\n";
        assert_eq!(wrapped(after, 50).lines().count(), 5);
    }

    #[test]
    fn a_word_is_never_broken_and_a_narrow_terminal_is_left_alone() {
        let text = format!("go to {} now", "x".repeat(80));
        assert_eq!(wrapped(&text, 40), format!("go to\n  {}\n  now", "x".repeat(80)));
        assert_eq!(wrapped(&text, 20), text);
    }
}
