//! The spec's free text in Markdown: shown to the letter, and never markup.

/// One line of text, with everything escaped that Markdown or GitHub would act upon.
pub(super) fn text(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        if is_markup(&line[..at], c, &line[at + c.len_utf8()..]) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn is_markup(before: &str, c: char, after: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '$' | '@' | '{' | '}' => true,
        // `https://…` and `:tada:`, but not the colon of a sentence.
        ':' => after.starts_with(|next: char| !next.is_whitespace()),
        // A heading, a list, a table: what begins a line, or follows a number that does.
        _ => c.is_ascii_punctuation() && before.chars().all(|c| c.is_ascii_digit()),
    }
}

/// Without what doesn't print: line breaks, other controls, and the marks that reorder text.
fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if prints(c) { c } else { ' ' }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A mark that joins or combines letters prints as part of them.
fn prints(c: char) -> bool {
    let breaks_line = matches!(c, '\u{2028}' | '\u{2029}');
    let reorders = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(c.is_control() || c.is_whitespace() || breaks_line || reorders || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_sentence_stays_as_it_is() {
        assert_eq!(text("A shop's catalogue (small): books, games."), "A shop's catalogue (small): books, games.");
    }

    #[test]
    fn letters_of_every_script_stay_whole() {
        let scripts = [
            "Cafe\u{301} na\u{308}ive",
            "नमस्ते दुनिया",
            "สวัสดีชาวโลก",
            "می\u{200c}خواهم",
            "👩\u{200d}🔬 ❤\u{fe0f} 🏴\u{e0067}\u{e0062}\u{e007f}",
            "שָׁלוֹם",
            "\u{301}first",
        ];
        for script in scripts {
            assert_eq!(text(script), script);
        }
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(text("a\n\n```sh\nrm\u{2028}\u{202e}b"), r"a \`\`\`sh rm b");
    }

    #[test]
    fn nothing_begins_a_block() {
        assert_eq!(text("# a"), r"\# a");
        assert_eq!(text("- a"), r"\- a");
        assert_eq!(text("12. a"), r"12\. a");
        assert_eq!(text("---"), r"\---");
    }

    #[test]
    fn nothing_is_markup() {
        assert_eq!(text("<b>[x](https://a) &amp; :tada:"), r"\<b\>\[x\](https\://a) \&amp; \:tada:");
    }
}
