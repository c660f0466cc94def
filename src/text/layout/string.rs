//! Rust string literals.

/// A Rust string literal: printable letters as they are, everything else that is not ASCII escaped.
pub(crate) fn string(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        if c.is_ascii() {
            literal.extend(c.escape_default().filter(|_| c != '\''));
            if c == '\'' {
                literal.push(c);
            }
        } else if c.is_alphanumeric() {
            literal.push(c);
        } else {
            literal.extend(c.escape_unicode());
        }
    }
    literal.push('"');
    literal
}
