/// The deepest nesting that is parsed. syn recurses, and must not exhaust the stack; people stay below 20.
const MAX_DEPTH: usize = 200;

/// The line at which a text stops being Rust; none if it is Rust.
pub(super) fn error_line(text: &str) -> Option<usize> {
    if depth(text) > MAX_DEPTH {
        return Some(1);
    }
    Some(syn::parse_file(text).err()?.span().start().line.max(1))
}

/// How deep brackets and prefix operators nest, or more where strings hold some.
fn depth(text: &str) -> usize {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let (mut depth, mut prefixes, mut deepest) = (0_usize, 0, 0);
    for byte in code.flat_map(str::bytes) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'!' | b'&' | b'*' | b'-' | b'<' | b'|' | b'=' => prefixes += 1,
            b' ' => {}
            _ => prefixes = 0,
        }
        deepest = deepest.max(depth + prefixes);
    }
    deepest
}
