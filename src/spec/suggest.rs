use crate::diagnostic::{Advice, Diagnostic, Edit};
use crate::source::Spanned;

/// As long as names become. What it takes to compare two grows with the product of their lengths.
const LONGEST: usize = 64;

/// More than a resource has attributes.
const MANY: usize = 300;

/// A problem of a name, with the one that is most likely meant.
pub(crate) fn instead(problem: Diagnostic, name: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let Some(near) = near else { return problem };
    // A name inside a longer text has the place of the whole text.
    let is_by_itself = name.span.end - name.span.start == name.value.len();
    if !is_by_itself {
        return problem.label(format!("did you mean `{near}`?"));
    }
    let edits = vec![Edit { span: name.span, text: near.to_owned() }];
    problem.advise(Advice::likely(format!("write `{near}`"), edits))
}

/// The candidate that a person who typed `word` most likely meant. Among very many it looks for none, and for a word longer
/// than any name: the spec would have to be waited for.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let length = word.chars().count();
    if length > LONGEST || candidates.len() > MANY {
        return None;
    }
    let distance = |candidate: &&str| strsim::damerau_levenshtein(word, candidate);
    let near = |candidate: &&str| {
        let allowed = length.max(candidate.len()) / 3;
        candidate.chars().count().abs_diff(length) <= allowed && distance(candidate) <= allowed
    };
    candidates.iter().copied().filter(near).min_by_key(distance)
}
