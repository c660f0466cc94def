//! Where the parts of a line begin and end. What is in a string, in a character or between the bars of a closure is no
//! part.

/// The bracket that closes the one at `open`.
pub(super) fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in tokens(&code[open..]) {
        depth = deeper(depth, code.as_bytes()[open + at]);
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

/// The elements of a list: `a, b(c, d)` has two.
pub(super) fn elements(list: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for at in tokens(list) {
        depth = deeper(depth, list.as_bytes()[at]);
        if depth == 0 && list.as_bytes()[at..].starts_with(b", ") {
            elements.push(&list[start..at]);
            start = at + ", ".len();
        }
    }
    if start < list.len() {
        elements.push(&list[start..]);
    }
    elements
}

/// What stands before and after the first separator.
pub(super) fn split<'a>(code: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let at = tokens(code).find(|at| code.as_bytes()[*at..].starts_with(separator.as_bytes()))?;
    Some((&code[..at], &code[at + separator.len()..]))
}

/// The elements of a tuple of two.
pub(super) fn pair(code: &str) -> Option<[&str; 2]> {
    elements(code.strip_prefix('(')?.strip_suffix(')')?).try_into().ok()
}

/// Whether the code is one string.
pub(super) fn is_string(code: &str) -> bool {
    code.starts_with('"') && end(code.as_bytes(), 0) == code.len()
}

/// Whether the code is a name, or several that are joined: `problems.check`, `KeyRange::<Decimal>::equal_to`.
pub(super) fn is_path(code: &str) -> bool {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"_:<>.#".contains(&byte);
    !code.is_empty() && code.bytes().all(belongs)
}

fn deeper(depth: usize, byte: u8) -> usize {
    match byte {
        b'(' | b'[' | b'{' => depth + 1,
        b')' | b']' | b'}' => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Where the tokens begin: strings, characters, parameters of closures, and every other byte by itself.
fn tokens(code: &str) -> impl Iterator<Item = usize> {
    let next = |at: &usize| Some(end(code.as_bytes(), *at)).filter(|end| *end < code.len());
    std::iter::successors(Some(0).filter(|_| !code.is_empty()), next)
}

/// The end of the token that begins at `start`.
fn end(code: &[u8], start: usize) -> usize {
    match code[start..] {
        [b'\'', _, b'\'', ..] => start + 3,
        [b'"', ..] => {
            let mut at = start + 1;
            while at < code.len() && code[at] != b'"' {
                at += if code[at] == b'\\' { 2 } else { 1 };
            }
            at + 1
        }
        // The parameters of a closure.
        [b'|', ..] => code[start + 1..].iter().position(|byte| *byte == b'|').map_or(start + 1, |at| start + at + 2),
        _ => start + 1,
    }
}
