use crate::model::Name;

/// Plurals that no rule below gets right.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("cookies", "cookie"),
    ("indices", "index"),
    ("men", "man"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("series", "series"),
    ("shoes", "shoe"),
    ("species", "species"),
    ("statuses", "status"),
    ("women", "woman"),
];

/// Endings of plurals, and what they become; the first that fits counts.
const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("oes", "o"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];

/// The name of one of the things that a plural names: `order_lines` → `order_line`.
///
/// A guess for English; `item:` in the spec overrides it.
pub(super) fn singular(plural: &Name) -> Name {
    let snake = plural.snake();
    let (prefix, last) =
        snake.rsplit_once('_').map_or(("", snake), |(_, last)| (&snake[..snake.len() - last.len()], last));
    Name::new(&format!("{prefix}{}", singular_word(last))).unwrap_or_else(|_| plural.clone())
}

fn singular_word(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let ending = ENDINGS.iter().find_map(|(plural, singular)| Some((word.strip_suffix(plural)?, singular)));
    match ending {
        Some((stem, singular)) if stem.len() + singular.len() > 1 => format!("{stem}{singular}"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::singular_word;

    #[test]
    fn english_plurals() {
        let cases = [
            ("items", "item"),
            ("categories", "category"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("address", "address"),
            ("status", "status"),
            ("people", "person"),
            ("heroes", "hero"),
            ("data", "data"),
            ("s", "s"),
            ("houses", "house"),
        ];
        for (plural, singular) in cases {
            assert_eq!(singular_word(plural), singular);
        }
    }
}
