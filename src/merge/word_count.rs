//! Whether a result has each word as often as the sides together say.

use std::collections::HashMap;

use super::ThreeTexts;

/// Whether no word is lost and none is made up.
///
/// What one side added or removed is added or removed in the result; what both did may be one change, or two. A merge
/// by structure is held to that, because an entry and what belongs to it can come apart where both sides move lines.
pub(super) fn adds_up(sides: &ThreeTexts<'_>, result: &str) -> bool {
    let mut word_count: HashMap<&str, [isize; 4]> = HashMap::new();
    for (place, text) in [sides.base, sides.ours, sides.theirs, result].into_iter().enumerate() {
        for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
            word_count.entry(word).or_default()[place] += 1;
        }
    }
    word_count.values().all(|[base, ours, theirs, result]| {
        let both = ours + theirs - base;
        match (ours.cmp(base).is_ge(), theirs.cmp(base).is_ge()) {
            (true, true) => (*ours.max(theirs)..=both).contains(result),
            (false, false) => (both..=*ours.min(theirs)).contains(result),
            _ => *result == both,
        }
    })
}
