//! Texts and literals: of every script, plain and hostile.

use serde_json::{Map, Value, json};

use super::Random;

/// What may fill a string of a spec: one column wide, two, or none; from the left or from the right.
const CHARACTERS: &[&str] = &[
    "a",
    "B",
    "7",
    " ",
    "-",
    "_",
    "'",
    "\"",
    "\\",
    "/",
    "*/",
    "//",
    "{",
    "}",
    "{{",
    "%}",
    "#",
    "$",
    "&",
    "<b>",
    "|",
    "`",
    "```",
    "!Sub",
    ": ",
    "\n",
    "\t",
    "\r",
    "\0",
    "\u{1b}",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "日本",
    "हिन्दी",
    "ไทย",
    "한국",
    "Ελλάδα",
    "Ж",
    "🦀",
    "👩\u{200d}🔬",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{a0}",
    "\u{ad}",
    "\u{85}",
    "\u{2028}",
    "\u{fffd}",
    "ｗ",
    "א",
    "عربي",
    "\u{e000}",
    "\u{10ffff}",
];

impl Random {
    pub(super) fn text(&mut self) -> String {
        let length = self.up_to(&[2, 8, 30, 120, 1200]);
        self.text_of(length)
    }

    /// A text of so many pieces, none of which is empty.
    pub(super) fn text_of(&mut self, pieces: usize) -> String {
        if self.one_in(3) {
            let words = ["What", "nobody", "ever", "reads", "again", "(twice)", "and", "why;", "a,", "b"];
            let text: Vec<&str> = (0..pieces).map(|_| self.pick(&words)).collect();
            return text.join(" ");
        }
        (0..pieces).map(|_| self.pick(CHARACTERS)).collect()
    }

    /// Any JSON, nested up to `depth` levels.
    pub(super) fn json(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 => Value::Null,
            1 => json!(self.one_in(2)),
            2 => self.pick(&["0", "-7", "1e-9", "2.50", "12345678901234567890.25"]).parse().expect("numbers are JSON"),
            3 | 4 => json!(self.text()),
            5 => (0..self.below(4)).map(|_| self.json(depth - 1)).collect(),
            _ => {
                let members: Map<_, _> = (0..self.below(4)).map(|_| (self.name(), self.json(depth - 1))).collect();
                Value::Object(members)
            }
        }
    }

    pub(super) fn subset(&mut self, from: &[String]) -> Vec<String> {
        from.iter().filter(|_| self.one_in(2)).cloned().collect()
    }

    /// The elements in another order.
    pub(super) fn shuffled<T>(&mut self, mut from: Vec<T>) -> Vec<T> {
        for place in (1..from.len()).rev() {
            from.swap(place, self.below(place + 1));
        }
        from
    }
}
