//! Why a text is no YAML: the mistake at the place where somebody made it, which is often not where a parser stops.
//!
//! Each mistake that people make has a function in [`mistakes`] that finds it in a line. What it finds is said only if the text can
//! be read further once it is corrected, so that no advice is wrong.

mod mistakes;

use self::mistakes::FIND;
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::source::Span;

/// A mistake that a line may hold, and its correction.
struct Suspect {
    span: Span,
    message: String,
    advice: Advice,
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Where it begins.
    start: usize,
    /// Without its end.
    text: &'a str,
}

/// The mistake behind an error of the parser at a place, if it is one that people make. `reads_to` tells how far a text
/// can be read: to the place of its first error, or no place if there is none.
pub(super) fn cause(text: &str, at: usize, reads_to: impl Fn(&str) -> Option<usize>) -> Option<Diagnostic> {
    let lines = lines_up_to(text, at, true);
    let far = lines_up_to(text, at, false);
    let suspects = FIND.iter().flat_map(|find| lines.iter().rev().filter_map(|line| find(text, *line)));
    // What a quote or a bracket encloses may begin far above.
    let suspects = suspects.chain(far.iter().filter_map(|line| mistakes::quote(text, *line)));
    let suspects = suspects.chain(far.iter().rev().filter_map(|line| mistakes::open_lines(text, *line)));
    let most = (MOST_BYTES / text.len().max(1)).clamp(4, 40);
    let found = suspects.take(most).find(|suspect| {
        let mended = suspect.advice.applied(text);
        reads_to(&mended).is_none_or(|then| rest(&mended, then) < rest(text, at))
    })?;
    let Suspect { span, message, advice } = found;
    Some(Diagnostic::new(Code::Syntax, span, message).advise(advice))
}

/// As many bytes as are read once more, for all suspects together.
const MOST_BYTES: usize = 1 << 20;

/// Lines in which the cause of a mistake is looked for. Each is compared with those before it.
const MOST_LINES: usize = 100;

/// Bytes of a line in which it is looked for: each sign is compared with those behind it.
const LONGEST_LINE: usize = 4096;

fn rest(text: &str, at: usize) -> usize {
    text.len().saturating_sub(at)
}

/// The lines up to a place: those of the top-level key around it and the next one, or all.
fn lines_up_to(text: &str, at: usize, is_of_one_key: bool) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        if start > at {
            break;
        }
        let line = Line { start, text: whole.trim_end_matches(['\n', '\r']) };
        // What comes right before the place may be what the parser stumbled over only there.
        if is_of_one_key && begins_key(line.text) && start < at && lines.len() > 1 && at > start + line.text.len() {
            lines.clear();
        }
        lines.push(line);
        start += whole.len();
    }
    let mut last = lines.split_off(lines.len().saturating_sub(MOST_LINES));
    last.retain(|line| line.text.len() <= LONGEST_LINE);
    last
}

/// Whether a line begins a key at the top level.
pub(super) fn begins_key(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '}' | ']' | '-'))
}
