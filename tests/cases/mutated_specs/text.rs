//! Mutations of a spec's text: of its bytes, its lines, its scalars, and by words of YAML.

use crate::random::Random;

/// What YAML gives a meaning, or what looks as if it did.
const WORDS: &[&str] = &[
    "&a ",
    "*a",
    "*id ",
    "<<: *a",
    "<<: {name: x}",
    "!!str ",
    "!!binary ",
    "!!python/object ",
    "!x ",
    "!<tag:x> ",
    "? ",
    "? [a]\n: ",
    "|",
    "|2-\n",
    ">",
    ">+9\n",
    "---\n",
    "...\n",
    "--- !x\n",
    "%YAML 1.2\n---\n",
    "%TAG ! x\n",
    "{",
    "}",
    "[",
    "]",
    "[[[[[[[[",
    "- ",
    "- - - ",
    ": ",
    ":",
    "#",
    " #",
    "\"",
    "'",
    "\\",
    "\"\\ud800\"",
    "\"\\x00\"",
    "\t",
    "\r",
    "\n",
    "\n\n",
    "    ",
    ",",
    "@",
    "`",
    "%",
    "\0",
    "\u{FEFF}",
    "\u{85}",
    "\u{2028}",
    "\u{202E}",
    "\u{1b}[31m",
    "🦀",
    "e\u{301}",
    "null",
    "~",
];

/// Scalars that are read in more than one way, or don't fit anywhere.
const SCALARS: &[&str] = &[
    "",
    "~",
    "null",
    "Null",
    "true",
    "yes",
    "on",
    "NO",
    "0",
    "-0",
    "00",
    "01",
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    "1e400",
    "-1e-400",
    ".inf",
    "-.INF",
    ".nan",
    "1.0",
    "1.",
    ".5",
    "+1",
    "-1",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "4294967296",
    "1234567890123456789012345678901234567890",
    "0.1234567890123456789012345678901234567890",
    "1e999999999999999999999",
    "2026-01-01",
    "2026-02-30",
    "12:30:45",
    "\"\"",
    "''",
    "\"\\u0000\"",
    "\"\\U0001F980\"",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "{? a}",
    "*a",
    "&a x",
    "!!int \"1\"",
    "\"^(a*)*$\"",
    "\"(((((((((((((((((\"",
    "\"[\\\\p{L}]{1000}{1000}\"",
    "\"(?<=a)\"",
    "a**",
    "self",
    "crate",
    "con",
    "../x",
    "/{id}",
    "GET /a",
    "/{a}{b}",
    "\"/a//b\"",
    "{method: GET}",
    "arn:aws:x",
    "1h",
    "99999999999999999999h",
    "x\u{200D}y",
    "ﬀ",
];

/// A text after so many mutations, into which parts of another one may get.
pub(super) fn mutated(random: &mut Random, mut text: Vec<u8>, other: &[u8], count: usize) -> Vec<u8> {
    for _ in 0..count {
        let place = random.below(text.len() + 1);
        match random.below(12) {
            0 => text
                .splice(place..place, [random.pick(&[0, 9, 0x20, 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xF4, 0xFF])])
                .for_each(drop),
            1 => text.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
            2 => text.truncate(place),
            3 => {
                let end = (place + random.up_to(&[2, 20, 200])).min(text.len());
                text.drain(place..end);
            }
            4 => {
                let end = (place + random.up_to(&[20, 400])).min(text.len());
                let part = text[place..end].repeat(random.pick(&[1, 1, 2, 50]));
                text.splice(place..place, part).for_each(drop);
            }
            5 => {
                let from = random.below(other.len() + 1);
                let part = &other[from..(from + random.up_to(&[20, 400])).min(other.len())];
                text.splice(place..place, part.iter().copied()).for_each(drop);
            }
            6 | 7 => text.splice(place..place, random.pick(WORDS).bytes()).for_each(drop),
            8 | 9 => text = with_scalar(random, &text),
            10 => text = with_lines_moved(random, &text, other),
            _ => text = with_something_large(random, text, place),
        }
    }
    text
}

/// Puts an odd scalar in place of one: what stands between a colon and the end of its line or element.
fn with_scalar(random: &mut Random, text: &[u8]) -> Vec<u8> {
    let colons: Vec<usize> =
        text.windows(2).enumerate().filter(|(_, two)| *two == b": ").map(|(place, _)| place + 2).collect();
    if colons.is_empty() {
        return text.to_vec();
    }
    let start = random.pick(&colons);
    let length = text[start..].iter().position(|byte| b"\n,}]".contains(byte)).unwrap_or(0);
    [&text[..start], random.pick(SCALARS).as_bytes(), &text[start + length..]].concat()
}

/// Doubles a line, drops one, indents one, exchanges two, or takes one of the other text.
fn with_lines_moved(random: &mut Random, text: &[u8], other: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    let others: Vec<&[u8]> = other.split(|byte| *byte == b'\n').collect();
    let (one, two) = (random.below(lines.len()), random.below(lines.len()));
    let indented;
    match random.below(5) {
        0 => lines.insert(two, lines[one]),
        1 => drop(lines.remove(one)),
        2 => lines.swap(one, two),
        3 => lines.insert(one, random.pick(&others)),
        _ => {
            indented = [b" ".repeat(random.up_to(&[1, 4])).as_slice(), lines[one]].concat();
            lines[one] = &indented;
        }
    }
    lines.join(&b'\n')
}

/// Puts in something deep, long or manifold.
fn with_something_large(random: &mut Random, mut text: Vec<u8>, place: usize) -> Vec<u8> {
    let count = random.pick(&[30, 100, 1000, 20_000]);
    let large = match random.below(9) {
        0 => "[".repeat(count),
        1 => "{a: ".repeat(count),
        2 => "- ".repeat(count),
        3 => "? ".repeat(count),
        4 => "x".repeat(count * 10),
        5 => (0..count).fold("\n".to_owned(), |text, number| text + &format!("k{number}: v\n")),
        6 => format!("[{}]", "GET /a, ".repeat(count)),
        7 => format!("\na: &a [x, x]\n{}", (0..count.min(60)).map(|_| "b: &b [*a, *a, *a]\n").collect::<String>()),
        _ => "&a ".repeat(count),
    };
    text.splice(place..place, large.into_bytes()).for_each(drop);
    text
}
