use super::{Entry, Kind};

/// What the entries beneath a head are.
///
/// Statements, parameters and arguments are plain: their order matters, and nothing names them.
pub(super) fn body(outer: Kind, first: &str, head: &str) -> Kind {
    if !head.ends_with('{') {
        return Kind::Plain;
    }
    let code = without_modifiers(if head == "{" { first } else { head });
    let keyword = code.split([' ', '<']).next().unwrap_or_default();
    match keyword {
        "struct" | "union" => Kind::Fields,
        "enum" => Kind::Variants,
        "impl" | "trait" | "mod" => Kind::Items,
        "use" | "fn" | "if" | "for" | "while" | "loop" | "else" | "macro_rules!" => Kind::Plain,
        _ if outer == Kind::Variants => Kind::Fields,
        _ if code.starts_with("match ") || code.contains(" match ") => Kind::Arms,
        _ if is_literal(code) => Kind::Fields,
        _ => Kind::Plain,
    }
}

/// Whether a head opens the value of a struct: `Self {`, `Ok(Item {`, `let a = path::Item {`.
fn is_literal(code: &str) -> bool {
    let path = code.strip_suffix(" {").unwrap_or_default();
    let name = path.rsplit([' ', '(', '&', ':', '=']).next().unwrap_or_default();
    let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
    // What a function returns, a closure's or an arm's block.
    is_type
        && name.chars().all(|char| char.is_alphanumeric() || char == '_')
        && !path.contains("->")
        && !path.contains(" for ")
}

/// The name of an entry.
pub(super) fn key(kind: Kind, entry: &Entry, texts: &[&str]) -> Option<String> {
    let head = texts[entry.parts.first()?.head].trim();
    match kind {
        Kind::Items => item(without_modifiers(head)),
        Kind::Fields => field(without_modifiers(head)),
        Kind::Variants => variant(head),
        Kind::Arms => pattern(entry, texts),
        Kind::Plain | Kind::Map | Kind::Set => None,
    }
}

/// `fn name`, `struct Name`, and so on; an `impl` and a `use` by all that they name.
fn item(code: &str) -> Option<String> {
    let (keyword, rest) = code.split_once([' ', '<'])?;
    match keyword {
        "impl" => Some(code.trim_end_matches('{').trim_end().to_owned()),
        "use" => Some(code.split(['{', ';']).next().unwrap_or(code).to_owned()),
        "fn" | "struct" | "enum" | "union" | "trait" | "mod" | "type" | "static" | "const" | "macro_rules!" => {
            Some(format!("{keyword} {}", identifier(rest)?))
        }
        _ => None,
    }
}

/// `name: Type,` of a type; `name: value,`, `name,` and `..rest` of a value.
fn field(code: &str) -> Option<String> {
    if code.starts_with("..") {
        return Some("..".to_owned());
    }
    let name = identifier(code)?;
    let after = &code[name.len()..];
    let is_field = after == "," || after.starts_with(':') && !after.starts_with("::");
    is_field.then(|| name.to_owned())
}

fn variant(head: &str) -> Option<String> {
    let name = identifier(head)?;
    let after = head[name.len()..].trim_start();
    after.starts_with([',', '(', '{', '=']).then(|| name.to_owned())
}

/// An arm by its pattern. Arms are tried in order, so one with a condition has no name: two that are added can both
/// match.
fn pattern(entry: &Entry, texts: &[&str]) -> Option<String> {
    let mut pattern = String::new();
    for line in &texts[entry.parts.first()?.head..entry.range().end] {
        if let Some((end, _)) = line.split_once(" =>") {
            pattern.push_str(end.trim());
            return (!pattern.contains(" if ")).then_some(pattern);
        }
        pattern.push_str(line.trim());
    }
    None
}

/// The identifier at the start of some code.
fn identifier(code: &str) -> Option<&str> {
    let raw = if code.starts_with("r#") { 2 } else { 0 };
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    let end = code[raw..].find(|char| !is_part(char)).map_or(code.len(), |end| raw + end);
    (end > raw).then_some(&code[..end])
}

/// An item's code from its keyword on.
fn without_modifiers(mut code: &str) -> &str {
    loop {
        let rest = match code {
            _ if code.starts_with("pub(") => code.split_once(") ").map(|(_, rest)| rest),
            // A constant and a modifier are told apart by what follows.
            _ if code.starts_with("const ") => code
                .strip_prefix("const ")
                .filter(|rest| ["fn ", "unsafe ", "async ", "extern "].iter().any(|next| rest.starts_with(next))),
            _ => ["pub ", "async ", "unsafe ", "extern \"C\" ", "default "]
                .iter()
                .find_map(|modifier| code.strip_prefix(modifier)),
        };
        match rest {
            Some(rest) => code = rest,
            None => return code,
        }
    }
}
