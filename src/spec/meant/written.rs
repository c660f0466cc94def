//! An attribute that is written as other languages write a type: `varchar(100)`, `string!`, `list<string>`.

use super::vocabulary;

/// An attribute as the format has it, so far as a type of another language tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    kind: &'static str,
    items: Option<Box<Written>>,
    keys: Vec<(&'static str, String)>,
    /// Another reading is as likely.
    pub(super) is_guess: bool,
}

/// The types of elements where a type names none.
const ELEMENT: &str = "string";

impl Written {
    fn of(kind: &'static str) -> Self {
        Self { kind, ..Self::default() }
    }

    fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.keys.push((key, value.into()));
        self
    }

    fn many(kind: &'static str, mut items: Self) -> Self {
        // An element is always there.
        items.keys.retain(|(key, _)| *key != "required");
        Self { is_guess: items.is_guess, kind, items: Some(Box::new(items)), keys: Vec::new() }
    }

    /// As YAML on one line.
    pub(super) fn text(&self) -> String {
        let keys = self.parts();
        match &keys[..] {
            [(_, kind)] => kind.clone(),
            keys => {
                let keys: Vec<_> = keys.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                format!("{{ {} }}", keys.join(", "))
            }
        }
    }

    /// Its keys and their values, the type first.
    pub(super) fn parts(&self) -> Vec<(&'static str, String)> {
        let items = self.items.iter().map(|items| ("items", items.text()));
        [("type", self.kind.to_owned())].into_iter().chain(items).chain(self.keys.iter().cloned()).collect()
    }
}

/// The type alone that a type of another language is, and whether nothing else can be meant.
pub(super) fn kind(text: &str, types: &[&'static str]) -> Option<(&'static str, bool)> {
    // What `enum` lists stands beside it.
    read(text, types).map(|read| (read.kind, !read.is_guess || text == "enum"))
}

/// Reads such a type; none if it is of no kind that is known here.
pub(super) fn read(text: &str, types: &[&'static str]) -> Option<Written> {
    let text = text.trim();
    if let Some(rest) = text.strip_suffix('!') {
        return Some(read(rest, types)?.with("required", "true"));
    }
    if let Some(rest) = text.strip_suffix('?').or_else(|| text.strip_suffix("| null")) {
        return read(rest, types);
    }
    let lower = text.to_lowercase();
    if let Some(rest) = lower.strip_suffix(" not null").or_else(|| lower.strip_suffix(" required")) {
        return Some(read(text.get(..rest.len())?, types)?.with("required", "true"));
    }
    if let Some(rest) = text.strip_suffix("[]") {
        return Some(Written::many("list", read(rest, types)?));
    }
    if text.contains('|') {
        let values: Vec<&str> = text.split('|').map(|value| value.trim().trim_matches(['"', '\''])).collect();
        return Some(Written::of("string").with("enum", format!("[{}]", values.join(", "))));
    }
    let (outer, inner) = parameters(text);
    let name = vocabulary::plain(outer);
    match (name.as_str(), inner) {
        ("optional" | "nullable" | "option" | "maybe", Some(inner)) => return read(inner, types),
        ("enum", Some(inner)) => {
            let values: Vec<&str> = inner.split(',').map(|value| value.trim().trim_matches(['"', '\''])).collect();
            return Some(Written::of("string").with("enum", format!("[{}]", values.join(", "))));
        }
        ("enum" | "choice" | "select", None) => return Some(Written { is_guess: true, ..Written::of("string") }),
        ("uuidv4" | "uuid4", None) => return Some(Written::of("uuid").with("generate", "uuid_v4")),
        ("uuidv7" | "uuid7", None) => return Some(Written::of("uuid").with("generate", "uuid_v7")),
        ("ss" | "stringset", None) => return Some(Written::many("set", Written::of("string"))),
        ("ns" | "numberset", None) => return Some(Written::many("set", Written::of("decimal"))),
        ("bs" | "binaryset", None) => return Some(Written::many("set", Written::of("binary"))),
        _ => {}
    }
    let kind = vocabulary::value("Type", outer, types)?;
    Some(match (kind, inner) {
        ("list" | "set", Some(inner)) => Written::many(kind, read(inner, types)?),
        ("list" | "set", None) => Written { is_guess: true, ..Written::many(kind, Written::of(ELEMENT)) },
        // What a map holds is for its author to say.
        ("map", _) => Written { is_guess: true, ..Written::of("json") },
        ("string" | "binary", Some(length)) if length.bytes().all(|byte| byte.is_ascii_digit()) => {
            Written::of(kind).with("max_length", length)
        }
        (_, Some(inner)) if inner.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b',' | b' ')) => return None,
        _ => Written::of(kind),
    })
}

/// `outer<inner>`, `outer(inner)`, `outer[inner]`, `outer of inner`, `[inner]`.
fn parameters(text: &str) -> (&str, Option<&str>) {
    for (open, close) in [('<', '>'), ('(', ')'), ('[', ']')] {
        if let Some((outer, rest)) = text.split_once(open)
            && let Some(inner) = rest.strip_suffix(close)
        {
            let outer = if outer.is_empty() { "list" } else { outer };
            return (outer.trim(), Some(inner.trim()));
        }
    }
    match text.split_once(" of ") {
        Some((outer, inner)) => (outer.trim(), Some(inner.trim().trim_end_matches('s'))),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::spec::format::Allowed;

    #[test]
    fn types_of_other_languages_are_whole_attributes() {
        let types = Allowed::by_name("Type").words.expect("types are words").list();
        let rows = [
            ("str", "string"),
            ("STRING", "string"),
            ("string!", "{ type: string, required: true }"),
            ("int?", "integer"),
            ("date-time", "timestamp"),
            ("list<string>", "{ type: list, items: string }"),
            ("Array<Int>", "{ type: list, items: integer }"),
            ("[String!]!", "{ type: list, items: string, required: true }"),
            ("float[]", "{ type: list, items: number }"),
            ("set of strings", "{ type: set, items: string }"),
            ("varchar(100)", "{ type: string, max_length: 100 }"),
            ("VARCHAR(100) NOT NULL", "{ type: string, max_length: 100, required: true }"),
            ("decimal(10, 2)", "decimal"),
            ("uuid_v7", "{ type: uuid, generate: uuid_v7 }"),
            ("S", "string"),
            ("SS", "{ type: set, items: string }"),
            ("open | closed", "{ type: string, enum: [open, closed] }"),
            ("Option<bool>", "boolean"),
            ("list", "{ type: list, items: string }"),
        ];
        for (text, attribute) in rows {
            let read = read(text, &types).map(|written| written.text());
            assert_eq!(read.as_deref(), Some(attribute), "{text}");
        }
        for text in ["sting", "frobnicate", "", "list<frob>", "string(a)"] {
            assert_eq!(read(text, &types), None, "{text}");
        }
    }
}
