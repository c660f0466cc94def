//! `use` lines.

use proc_macro2::{Delimiter, TokenTree};

/// `use path::{names};`
#[derive(Debug)]
pub(super) struct Import {
    /// What the names are part of, such as `super::stored`.
    pub(super) path: String,
    /// As they are written: `Engine as _`.
    pub(super) names: Vec<String>,
}

impl Import {
    /// Reads the tokens between `use` and the semicolon. A list in braces stands last, and holds no other.
    pub(super) fn read(tokens: &[TokenTree]) -> Self {
        if let Some(TokenTree::Group(group)) = tokens.last()
            && group.delimiter() == Delimiter::Brace
        {
            let names: Vec<TokenTree> = group.stream().into_iter().collect();
            let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
            let names = names.split(is_comma).filter(|name| !name.is_empty()).map(text);
            let path = text(&tokens[..tokens.len() - 1]);
            return Self { path: path.trim_end_matches(':').to_owned(), names: names.collect() };
        }
        let text = text(tokens);
        let (path, name) = text.rsplit_once("::").expect("an import has a path");
        Self { path: path.to_owned(), names: vec![name.to_owned()] }
    }
}

fn text(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    for token in tokens {
        let is_word = matches!(token, TokenTree::Ident(_));
        if is_word && text.ends_with(|last: char| last.is_alphanumeric()) {
            text.push(' ');
        }
        text.push_str(&token.to_string());
    }
    text
}

/// What an imported name is called in the file; `_` where only its methods are used.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
