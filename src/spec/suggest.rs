/// What other languages call some of the types, and what they are called here.
const ELSEWHERE: [(&str, &str); 12] = [
    ("array", "list"),
    ("bool", "boolean"),
    ("bytes", "binary"),
    ("datetime", "timestamp"),
    ("double", "number"),
    ("float", "number"),
    ("int", "integer"),
    ("long", "integer"),
    ("money", "decimal"),
    ("object", "map"),
    ("str", "string"),
    ("text", "string"),
];

/// The candidate that a person who typed `word` most likely meant.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let elsewhere = ELSEWHERE.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, here)| *here);
    if let Some(found) = candidates.iter().find(|candidate| elsewhere == Some(candidate)) {
        return Some(found);
    }
    let distance = |candidate: &str| strsim::damerau_levenshtein(word, candidate);
    let near = |candidate: &&str| distance(candidate) <= word.chars().count().max(candidate.len()) / 3;
    candidates.iter().copied().filter(near).min_by_key(|candidate| distance(candidate))
}
