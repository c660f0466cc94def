//! Texts that a pattern matches.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;

/// A text that the pattern matches, unless it asks for more than its letters tell.
pub(super) fn text(random: &mut Random, pattern: &str) -> String {
    let mut text = String::new();
    write(random, &regex_syntax::parse(pattern).expect("Rust reads the pattern too"), &mut text);
    text
}

fn write(random: &mut Random, hir: &Hir, text: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.push(character(random, class)),
        HirKind::Capture(capture) => write(random, &capture.sub, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(random, part, text)),
        HirKind::Alternation(branches) => {
            let branch = random.below(branches.len());
            write(random, &branches[branch], text);
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX).min(repetition.min.saturating_add(8));
            let more = random.below((most - repetition.min) as usize + 1);
            (0..repetition.min as usize + more).for_each(|_| write(random, &repetition.sub, text));
        }
    }
}

fn character(random: &mut Random, class: &Class) -> char {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(class) => class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    // A range over half of Unicode is rarely meant: its first letters are.
    let (first, last) = ranges[random.below(ranges.len())];
    let reach = if random.one_in(4) { last - first } else { (last - first).min(200) };
    let code = first + u32::try_from(random.below(reach as usize + 1)).expect("it is within the range");
    char::from_u32(code).unwrap_or_else(|| char::from_u32(first).expect("a range begins with a letter"))
}
