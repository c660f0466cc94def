//! Patterns of a grammar that also makes what only Rust's regex takes, and what only ECMA-262 takes.

use super::Random;

/// What both dialects read.
const ATOMS: &[&str] = &[
    "a",
    "Z",
    "7",
    " ",
    "é",
    "日本",
    "🦀",
    "#",
    "-",
    "/",
    "\"",
    "'",
    "`",
    "_",
    ".",
    r"\.",
    r"\\",
    r"\/",
    r"\*",
    r"\$",
    r"\|",
    r"\t",
    r"\d",
    r"\D",
    r"\w",
    r"\W",
    r"\s",
    r"\S",
    r"\x41",
    r"\u00e9",
    "[a-z]",
    "[^/*]",
    "[A-F0-9]",
    r"[\w.\-]",
    r"[\d\s]",
    "[é-ü]",
    "[日本]",
    r"[\]\\^-]",
    "[a^]",
    "[-a]",
    "[a-]",
    r"[\$&~]",
    "[#'\"]",
    "(?:one|two three)",
    "(?:é|ß)",
];

/// What looks alike in both dialects, and is not: ECMA-262 refuses some of it, or reads it differently.
const SUBTLE: &[&str] = &[
    "a**",
    "(?:b+)*?+",
    "[a-z]+*",
    "a{2}{3}",
    "a??+",
    "[]a]",
    "[^]a]",
    "^*",
    "$+",
    "(?:^)*",
    "a{,3}",
    "a{ 2 }",
    "]",
    "}",
    "{",
    "{}",
    r"[\&&a]",
];

/// What one dialect alone reads.
const EXOTIC: &[&str] = &[
    "(?i)a",
    "(?i:a)",
    "(?x) a # b",
    r"\A",
    r"\z",
    r"\b",
    r"\B",
    "(?P<n>a)",
    "(?<n>a)",
    r"\p{L}",
    r"\p{Script=Greek}",
    r"\pN",
    "[[:alpha:]]",
    "[a-z&&[^b]]",
    "[a--b]",
    "[a~~b]",
    "[a[bc]]",
    r"\x{41}",
    r"\u{41}",
    r"\u{1F980}",
    r"\U0001F980",
    r"\a",
    r"\v",
    r"\f",
    r"\0",
    r"\07",
    r"\-",
    r"\#",
    r"\ ",
    r"\%",
    r"\é",
    r"[\b]",
    r"[\W]",
    r"[\d-z]",
    "[z-a]",
    "[a-a]",
    "a{2,1}",
    "a{0}",
    "a{1000}",
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    r"(a)\1",
    r"\k<n>",
    r"\cA",
    "[^]",
    "[]",
    "()",
    "(?:)",
    "a|",
    "|a",
    r"\<",
    "**",
    "c+?",
];

impl Random {
    /// A pattern. About one in eight holds something that one dialect alone reads.
    pub(super) fn pattern(&mut self) -> String {
        let count = self.up_to(&[3, 40]);
        let exotic = if self.one_in(8) { self.below(count) } else { count };
        let mut pattern = String::from(self.pick(&["^", "^", ""]));
        for place in 0..count {
            if place == exotic {
                let kind = self.pick(&[SUBTLE, SUBTLE, EXOTIC]);
                pattern.push_str(self.pick(kind));
            } else {
                pattern.push_str(&self.part(2));
            }
        }
        pattern.push_str(self.pick(&["$", "$", ""]));
        pattern
    }

    fn part(&mut self, depth: usize) -> String {
        let atom = match self.below(if depth == 0 { 6 } else { 9 }) {
            6 => format!("({})", self.part(depth - 1)),
            7 => format!("(?:{}|{})", self.part(depth - 1), self.part(depth - 1)),
            8 => format!("(?:{}{})", self.part(depth - 1), self.part(depth - 1)),
            _ => self.pick(ATOMS).to_owned(),
        };
        if !self.one_in(3) {
            return atom;
        }
        let atom =
            if atom.chars().count() == 1 || atom.starts_with(['(', '[', '\\']) { atom } else { format!("(?:{atom})") };
        format!("{atom}{}", self.pick(&["?", "*", "+", "{2}", "{1,3}", "{2,}", "*?", "+?", "{8}"]))
    }
}
