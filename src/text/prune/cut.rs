//! How far something reaches in a list of tokens.

use proc_macro2::{Delimiter, TokenTree};

/// The number of tokens that are attributes.
pub(super) fn attributes(tokens: &[TokenTree]) -> usize {
    let pairs = tokens.chunks(2).take_while(|pair| is_attribute(pair));
    2 * pairs.count()
}

/// Whether tokens begin with an attribute.
pub(super) fn is_attribute(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(hash), TokenTree::Group(group), ..]
        if hash.as_char() == '#' && group.delimiter() == Delimiter::Bracket)
}

/// The number of tokens of generic parameters at the beginning.
pub(super) fn generics(tokens: &[TokenTree]) -> usize {
    if !is(tokens.first(), '<') {
        return 0;
    }
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate() {
        depth += angle(tokens, place, token);
        if depth == 0 {
            return place + 1;
        }
    }
    tokens.len()
}

/// The number of tokens of a variant or a field, with its attributes and its comma.
pub(super) fn member_length(tokens: &[TokenTree]) -> usize {
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate() {
        depth += angle(tokens, place, token);
        if depth == 0 && is(Some(token), ',') {
            return place + 1;
        }
    }
    tokens.len()
}

/// The number of tokens of what follows an attribute within code: a statement, an arm, an element or a parameter.
pub(super) fn length(tokens: &[TokenTree]) -> usize {
    const BLOCKS: [&str; 4] = ["for", "if", "match", "while"];
    let is_block = matches!(tokens.first(), Some(TokenTree::Ident(word)) if BLOCKS.iter().any(|block| word == block));
    let is_lifetime = is(tokens.first(), '\'');
    for (place, token) in tokens.iter().enumerate() {
        let is_body = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        let follows_arrow = place > 1 && is_arrow(&tokens[place - 2..]);
        let has_else = matches!(tokens.get(place + 1), Some(TokenTree::Ident(word)) if word == "else");
        if is(Some(token), ';') || is(Some(token), ',') {
            return place + 1;
        }
        if is_body && (follows_arrow || (is_block && !has_else)) {
            return place + 1 + usize::from(is(tokens.get(place + 1), ','));
        }
        if is_lifetime && is(Some(token), '>') {
            return place;
        }
    }
    tokens.len()
}

/// Whether tokens begin with `=>`.
pub(super) fn is_arrow(tokens: &[TokenTree]) -> bool {
    is(tokens.first(), '=') && is(tokens.get(1), '>')
}

/// Whether tokens begin with `::`.
pub(super) fn is_path(tokens: &[TokenTree]) -> bool {
    is(tokens.first(), ':') && is(tokens.get(1), ':')
}

/// Whether a token is this one.
pub(super) fn is(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == wanted)
}

/// Where the text of a token ends.
pub(super) fn end(token: &TokenTree) -> usize {
    token.span().byte_range().end
}

/// What a token adds to the depth in angle brackets; arrows are none.
fn angle(tokens: &[TokenTree], place: usize, token: &TokenTree) -> i32 {
    let is_head_of_arrow = place > 0 && (is(tokens.get(place - 1), '-') || is(tokens.get(place - 1), '='));
    match token {
        TokenTree::Punct(open) if open.as_char() == '<' => 1,
        TokenTree::Punct(close) if close.as_char() == '>' && !is_head_of_arrow => -1,
        _ => 0,
    }
}
