//! Reads a file into pieces.

use std::ops::Range;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::cut;
use super::import::Import;
use super::mention::Walk;
use super::piece::{Cut, File, Kind, Piece};

/// Reads a file.
pub(super) fn file(path: &'static str, text: &'static str) -> File {
    let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path} is no Rust: {error}"));
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let docs = text.lines().take_while(|line| line.starts_with("//!")).map(|line| line.len() + 1).sum();
    let own = tokens.iter().position(|token| start(token) >= docs).unwrap_or(tokens.len());
    let reader = Reader { text, owner: None };
    File { path, text, docs, pieces: reader.pieces(&tokens[own..], docs, Members::Items) }
}

/// Reads pieces of one file.
struct Reader {
    text: &'static str,
    /// What `Self` stands for.
    owner: Option<&'static str>,
}

/// What the members of something are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Members {
    /// Of a file.
    Items,
    /// Of a trait or an `impl`.
    Methods,
    Variants,
    Fields,
}

impl Reader {
    /// Cuts tokens into pieces; `from` is where the text before them ends.
    fn pieces(&self, tokens: &[TokenTree], from: usize, members: Members) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut from = from;
        let mut next = 0;
        while next < tokens.len() {
            let (piece, length, end) = self.piece(&tokens[next..], from, members);
            pieces.extend(piece);
            (next, from) = (next + length, end);
        }
        pieces
    }

    /// The first of some pieces, its number of tokens, and where it ends. Tests are no piece.
    fn piece(&self, tokens: &[TokenTree], from: usize, members: Members) -> (Option<Piece>, usize, usize) {
        let attributes = cut::attributes(tokens);
        let length = match members {
            Members::Items | Members::Methods => item_length(tokens, attributes),
            Members::Variants | Members::Fields => cut::member_length(tokens),
        };
        let tokens = &tokens[..length];
        let end = cut::end(&tokens[length - 1]);
        let span = self.lines(from, end);
        if attributes_of(tokens).any(|attribute| attribute == "cfg (test)") {
            return (None, length, end);
        }
        let (body, rest) = (&tokens[attributes..], &tokens[..attributes]);
        let head = skip_visibility(body);
        let kind = self.kind(head, rest, members);
        let mut walk = Walk::new(self.text, self.owner_within(&kind));
        let feature = walk.attributes(rest);
        let mut inner = Vec::new();
        if let (Some(members), Some(TokenTree::Group(group))) = (members_of(&kind, head, rest), body.last()) {
            walk.code(&body[..body.len() - 1]);
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            let reader = Reader { text: self.text, owner: self.owner_within(&kind) };
            inner = reader.pieces(&tokens, group.span_open().byte_range().end, members);
        } else {
            // What a variant is called mentions nothing.
            walk.code(if matches!(kind, Kind::Variant { .. }) { &head[1..] } else { body });
        }
        let (mut cuts, mentions) = walk.finish();
        cuts.sort_by_key(|cut: &Cut| cut.span.start);
        let is_apart = self.text[from..span.start].contains("\n\n") || self.text[..span.start].ends_with("\n\n");
        let is_public = head.len() < body.len();
        (Some(Piece { kind, is_public, span, is_apart, feature, cuts, mentions, members: inner }), length, end)
    }

    /// What `Self` stands for inside of a piece.
    fn owner_within(&self, kind: &Kind) -> Option<&'static str> {
        match kind {
            Kind::Methods { owner } => Some(owner),
            Kind::Implementation { names, .. } => names.last().copied(),
            Kind::Trait(name) | Kind::Item(name) => Some(name),
            _ => self.owner,
        }
    }

    fn kind(&self, head: &[TokenTree], attributes: &[TokenTree], members: Members) -> Kind {
        match members {
            Members::Variants => {
                let is_default = attributes_of(attributes).any(|attribute| attribute == "default");
                Kind::Variant { name: self.word(&head[0]), is_default }
            }
            Members::Fields => Kind::Field(self.word(&head[0])),
            Members::Methods => Kind::Method(self.name(head)),
            Members::Items => match self.word(&head[0]) {
                "mod" => Kind::Module(self.word(&head[1])),
                "use" => Kind::Import(Import::read(&head[1..head.len() - 1])),
                "trait" => Kind::Trait(self.word(&head[1])),
                "impl" => self.implementation(&head[1..head.len() - 1]),
                _ => Kind::Item(self.name(head)),
            },
        }
    }

    /// The name after the keywords of an item.
    fn name(&self, head: &[TokenTree]) -> &'static str {
        const KEYWORDS: [&str; 8] = ["async", "const", "enum", "fn", "static", "struct", "type", "trait"];
        let mut words = head.iter().map(|token| self.word(token));
        words.find(|word| !KEYWORDS.contains(word)).expect("an item has a name")
    }

    /// The kind of an `impl`, from the tokens between that and its brace.
    fn implementation(&self, tokens: &[TokenTree]) -> Kind {
        let tokens = &tokens[cut::generics(tokens)..];
        let head = tokens.split(|token| self.is(token, "where")).next().unwrap_or(tokens);
        let words = |tokens: &[TokenTree]| -> Vec<&'static str> {
            let names = tokens.iter().filter(|token| matches!(token, TokenTree::Ident(_)));
            names.map(|name| self.word(name)).filter(|name| name.starts_with(char::is_uppercase)).collect()
        };
        match head.iter().position(|token| self.is(token, "for")) {
            None => Kind::Methods { owner: words(head)[0] },
            Some(at) => {
                let (of, mut names) = (words(&head[..at]), words(&head[at..]));
                // The type itself last, as `Self` stands for it.
                let own = names.len().min(1);
                names.rotate_left(own);
                Kind::Implementation { of: of[0], names: of.into_iter().chain(names).collect() }
            }
        }
    }

    fn is(&self, token: &TokenTree, word: &str) -> bool {
        matches!(token, TokenTree::Ident(_)) && self.word(token) == word
    }

    fn word(&self, token: &TokenTree) -> &'static str {
        &self.text[token.span().byte_range()]
    }

    /// The lines up to `end`, without blank ones at their beginning.
    fn lines(&self, from: usize, end: usize) -> Range<usize> {
        let blank = self.text[from..].lines().map_while(|line| line.trim().is_empty().then(|| line.len() + 1));
        from + blank.sum::<usize>()..end
    }
}

/// The members that are pieces of their own.
fn members_of(kind: &Kind, head: &[TokenTree], attributes: &[TokenTree]) -> Option<Members> {
    let keyword = head[0].to_string();
    match kind {
        Kind::Trait(_) | Kind::Methods { .. } | Kind::Implementation { .. } => Some(Members::Methods),
        Kind::Item(_) if keyword == "enum" => Some(Members::Variants),
        Kind::Item(_) if keyword == "struct" => {
            let has_default =
                attributes_of(attributes).any(|text| text.starts_with("derive") && text.contains("Default"));
            has_default.then_some(Members::Fields)
        }
        _ => None,
    }
}

/// The attributes at the beginning of a piece, as text.
fn attributes_of(tokens: &[TokenTree]) -> impl Iterator<Item = String> {
    tokens.chunks(2).map_while(|pair| match pair {
        [TokenTree::Punct(hash), TokenTree::Group(group)] if hash.as_char() == '#' => Some(group.stream().to_string()),
        _ => None,
    })
}

/// The number of tokens of an item, with its attributes.
fn item_length(tokens: &[TokenTree], attributes: usize) -> usize {
    let head = skip_visibility(&tokens[attributes..]);
    let words: Vec<String> = head.iter().take(2).map(ToString::to_string).collect();
    let has_value = matches!(words[0].as_str(), "use" | "static" | "type") || (words[0] == "const" && words[1] != "fn");
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(semicolon) => semicolon.as_char() == ';',
        TokenTree::Group(group) => !has_value && group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let last = tokens[attributes..].iter().position(ends).expect("an item ends");
    attributes + last + 1
}

fn skip_visibility(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(_), rest @ ..] if name == "pub" => rest,
        [TokenTree::Ident(name), rest @ ..] if name == "pub" => rest,
        _ => tokens,
    }
}

fn start(token: &TokenTree) -> usize {
    token.span().byte_range().start
}
