/// The deepest nesting of brackets that is parsed. syn recurses, and must not exhaust the stack; people stay below 20.
const MAX_DEPTH: usize = 200;

pub(super) fn parses(text: &str) -> bool {
    depth(text) <= MAX_DEPTH && syn::parse_file(text).is_ok()
}

/// How deep brackets nest, or more where strings hold some.
fn depth(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
