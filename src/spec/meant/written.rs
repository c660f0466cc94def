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

/// A longer text is no type of a library, and each step of one is read more than once.
const LONGEST_CHAIN: usize = 100;

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

    /// With a bound, whose name depends on the type.
    fn bound(self, side: &str, bound: &str) -> Self {
        let (min, max) = match self.kind {
            "string" | "binary" => ("min_length", "max_length"),
            "list" | "set" => ("min_items", "max_items"),
            _ => ("minimum", "maximum"),
        };
        self.with(if side == "min" { min } else { max }, bound)
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
    if let Some(written) = chained(text, types) {
        return Some(written);
    }
    let (outer, inner) = parameters(text);
    let outer = outer.strip_suffix("Field").unwrap_or(outer);
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
        (_, Some("")) => Written::of(kind),
        ("string" | "binary", Some(length)) if is_number(last_argument(length)) => {
            Written::of(kind).with("max_length", last_argument(length))
        }
        (_, Some(inner)) if inner.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b',' | b' ')) => return None,
        _ => Written::of(kind),
    })
}

/// The steps of a library: `z.string().max(40)`, `models.CharField(max_length=40)`, `DataTypes.STRING`.
fn chained(text: &str, types: &[&'static str]) -> Option<Written> {
    let steps = steps(text);
    if steps.len() == 1 || text.len() > LONGEST_CHAIN {
        return None;
    }
    // Before the type stands the library's name.
    let names = steps.iter().take(2).take_while(|step| !step.contains(['(', '<'])).count().min(steps.len() - 1);
    let (at, mut written) = [names, 0].into_iter().find_map(|at| Some((at, read(steps[at], types)?)))?;
    for step in &steps[at + 1..] {
        let (name, inner) = parameters(step);
        let bound = inner.filter(|inner| is_number(inner));
        match (vocabulary::plain(name).as_str(), bound) {
            ("optional" | "nullable" | "nullish", None) => {}
            ("required" | "notnull" | "nonempty" | "notempty", None) => written = written.with("required", "true"),
            ("int" | "integer", None) => written.kind = "integer",
            ("min" | "max", Some(bound)) => written = written.bound(name, bound),
            _ => match read(step, types) {
                // A text that is more than a text: `z.string().uuid()`.
                Some(more) if written.kind == "string" && more.kind != "string" => written.kind = more.kind,
                _ => written.is_guess = true,
            },
        }
    }
    Some(written)
}

/// What stands between the dots that are in no brackets.
fn steps(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_between = |c: char| {
        match c {
            '(' | '[' | '<' | '{' => depth += 1,
            ')' | ']' | '>' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '.' && depth == 0
    };
    text.split(is_between).collect()
}

/// `40` of `40` and of `max_length=40`.
fn last_argument(text: &str) -> &str {
    text.strip_prefix("max_length").map_or(text, |rest| rest.trim_start_matches([' ', '=', ':']))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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
            ("z.string()", "string"),
            ("z.string().min(1).max(40)", "{ type: string, min_length: 1, max_length: 40 }"),
            ("z.number().int().min(0)", "{ type: integer, minimum: 0 }"),
            ("z.array(z.string())", "{ type: list, items: string }"),
            ("z.string().uuid().optional()", "uuid"),
            ("Joi.string().required()", "{ type: string, required: true }"),
            ("Sequelize.STRING(40)", "{ type: string, max_length: 40 }"),
            ("DataTypes.BOOLEAN", "boolean"),
            ("models.CharField(max_length=40)", "{ type: string, max_length: 40 }"),
            ("DateTimeField()", "timestamp"),
            ("Schema.Types.Mixed", "json"),
            ("text()", "string"),
            ("datetime.date", "date"),
            ("uuid.UUID", "uuid"),
            ("string.max(4)", "{ type: string, max_length: 4 }"),
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
