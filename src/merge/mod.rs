//! Three texts → one: what a person changed and what the spec changed, in the same file.
//!
//! [`merge`] promises that what each side changed is in its result, or in a [`Hunk`] of its conflict. It first merges
//! by lines, as git does, and no line merge is clean where git's conflicts. Knows nothing of files, paths beyond their
//! extension, or line ends other than `\n`.

mod certain_lines;
mod conflict;
mod json_layout;
mod lines;
mod near;
mod structure;
mod three_texts;
mod threeway;
mod word_count;

use std::collections::HashSet;

pub use conflict::{Conflict, Hunk, Side};
pub(crate) use near::are_near;
pub use three_texts::ThreeTexts;

pub use crate::text::Language;

use crate::text::{json_commas, outline};
use conflict::Piece;

/// Who can decide a hunk.
const SIDES: [Side; 2] = [Side::Ours, Side::Theirs];

/// What becomes of three texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Every change of both sides.
    Clean(String),
    /// Some changes of both sides, and where a person has to decide.
    Conflict(Conflict),
}

/// Merges what changed between `base` and `ours` with what changed between `base` and `theirs`.
#[must_use]
pub fn merge(language: Language, sides: &ThreeTexts<'_>) -> Merged {
    let json_layout = if language == Language::Json { json_layout::as_ours(sides) } else { None };
    match &json_layout {
        None => merge_texts(language, sides),
        Some((base, theirs)) => merge_texts(language, &ThreeTexts { base, ours: sides.ours, theirs }),
    }
}

fn merge_texts(language: Language, sides: &ThreeTexts<'_>) -> Merged {
    if !are_near(sides.base, sides.ours) || !are_near(sides.base, sides.theirs) {
        return far(sides);
    }
    let by_lines = lines::merge(sides);
    if let Some(text) = conflict::settled(&by_lines).filter(|text| stays_valid(language, sides, text)) {
        return Merged::Clean(text);
    }
    let by_structure = by_structure(language, sides);
    let is_sound = |text: &String| stays_valid(language, sides, text) && word_count::adds_up(sides, text);
    if let Some(text) = conflict::settled(&by_structure).filter(is_sound) {
        return Merged::Clean(text);
    }
    let by_lines = Conflict::new(by_lines).unwrap_or_else(|| lines::undecided(sides));
    let by_structure = Conflict::new(by_structure).filter(|conflict| conflict.open_lines() < by_lines.open_lines());
    let is_valid =
        |conflict: &Conflict| SIDES.iter().all(|side| stays_valid(language, sides, &conflict.resolved(*side)));
    Merged::Conflict(by_structure.filter(is_valid).unwrap_or(by_lines))
}

/// What becomes of texts whose diff nobody can wait for: one side is taken, or a person decides.
fn far(sides: &ThreeTexts<'_>) -> Merged {
    let ThreeTexts { base, ours, theirs } = sides;
    match () {
        () if base == theirs || ours == theirs => Merged::Clean((*ours).to_owned()),
        () if base == ours => Merged::Clean((*theirs).to_owned()),
        () => Merged::Conflict(lines::undecided(sides)),
    }
}

/// Merges by structure. There, each line has an end: what stands last may come to stand elsewhere. A text that doesn't
/// parse has no structure to go by.
fn by_structure(language: Language, sides: &ThreeTexts<'_>) -> Vec<Piece> {
    let texts = [sides.base, sides.ours, sides.theirs];
    if !texts.iter().all(|text| language.parses(text)) {
        return lines::merge(sides);
    }
    let [before, ours, theirs] = texts.map(|text| text.ends_with('\n'));
    if before && ours && theirs {
        return by_whole_lines(language, sides);
    }
    if language == Language::Text {
        // There, an end is as good as any other text.
        return lines::merge(sides);
    }
    let [base, ours_complete, theirs_complete] = texts.map(|text| text.trim_end_matches('\n').to_owned() + "\n");
    let merged = by_whole_lines(language, &ThreeTexts { base: &base, ours: &ours_complete, theirs: &theirs_complete });
    let has_end = if before == ours { theirs } else { ours };
    match conflict::settled(&merged) {
        Some(text) if !has_end => vec![Piece::Settled(text.trim_end_matches('\n').to_owned())],
        Some(_) => merged,
        None => lines::merge(sides),
    }
}

fn by_whole_lines(language: Language, sides: &ThreeTexts<'_>) -> Vec<Piece> {
    if language != Language::Json {
        return structure::merge(language, sides);
    }
    let [Some(base), Some(ours), Some(theirs)] = [sides.base, sides.ours, sides.theirs].map(json_commas::without)
    else {
        return lines::merge(sides);
    };
    let merged = structure::merge(language, &ThreeTexts { base: &base, ours: &ours, theirs: &theirs });
    // Which commas an open piece needs depends on what is decided.
    conflict::settled(&merged)
        .map_or_else(|| lines::merge(sides), |text| vec![Piece::Settled(json_commas::with(&text))])
}

/// Whether a result parses, if all that it was made from does, and has no name twice that none of them has twice.
fn stays_valid(language: Language, sides: &ThreeTexts<'_>, result: &str) -> bool {
    let inputs = [sides.base, sides.ours, sides.theirs];
    let parses = language.parses(result) || !inputs.iter().all(|text| language.parses(text));
    let known: HashSet<_> = inputs.iter().flat_map(|text| repeated(language, text)).collect();
    parses && repeated(language, result).iter().all(|name| known.contains(name))
}

fn repeated(language: Language, text: &str) -> Vec<String> {
    outline::repeated(&outline::parse(language, &lines::split(text)))
}
