//! The tokens of Rust code, and how far things reach in them.

use std::ops::Range;

/// A text and its tokens. Places are numbers of tokens, and ranges of them are half open.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) text: &'static str,
    tokens: Vec<Token>,
}

#[derive(Debug)]
struct Token {
    kind: Kind,
    /// In bytes.
    place: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// A lifetime, a number, a character or a string.
    Literal,
    Sign(u8),
    /// A bracket, and the place of the one that closes it.
    Open(u8, usize),
    Close,
}

impl Code {
    /// Reads the tokens of a formatted text. Comments are none.
    pub(super) fn read(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut tokens: Vec<Token> = Vec::new();
        let mut open = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let (kind, length) = match rest {
                [b' ' | b'\n', ..] => {
                    at += 1;
                    continue;
                }
                [b'/', b'/', ..] => {
                    at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                    continue;
                }
                [b'"', ..] => (Kind::Literal, quoted(rest)),
                [b'b', b'\'', ..] => (Kind::Literal, 1 + character(&rest[1..])),
                [b'\'', ..] => (Kind::Literal, character(rest)),
                [first, ..] if is_word(*first) => {
                    let length = rest.iter().take_while(|byte| is_word(**byte)).count();
                    (if first.is_ascii_digit() { Kind::Literal } else { Kind::Word }, length)
                }
                [bracket @ (b'(' | b'[' | b'{'), ..] => {
                    open.push(tokens.len());
                    (Kind::Open(*bracket, 0), 1)
                }
                [b')' | b']' | b'}', ..] => {
                    let close = tokens.len();
                    let opened: usize = open.pop().expect("brackets come in pairs");
                    if let Kind::Open(_, end) = &mut tokens[opened].kind {
                        *end = close;
                    }
                    (Kind::Close, 1)
                }
                [sign, ..] => (Kind::Sign(*sign), 1),
                [] => break,
            };
            tokens.push(Token { kind, place: at..at + length });
            at += length;
        }
        Self { text, tokens }
    }

    /// Every token.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.tokens.len()
    }

    /// The text of a token.
    pub(super) fn text(&self, at: usize) -> &'static str {
        &self.text[self.tokens[at].place.clone()]
    }

    /// Where some tokens stand in the text, in bytes.
    pub(super) fn place(&self, tokens: &Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].place.start..self.tokens[tokens.end - 1].place.end
    }

    /// The word at a place, if there is one.
    pub(super) fn word(&self, at: usize) -> Option<&'static str> {
        (self.kind(at)? == Kind::Word).then(|| self.text(at))
    }

    /// Whether a literal stands at a place.
    pub(super) fn is_literal(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Literal)
    }

    /// Whether a sign stands at a place.
    pub(super) fn is(&self, at: usize, sign: u8) -> bool {
        self.kind(at) == Some(Kind::Sign(sign))
    }

    /// Whether `=>` does.
    pub(super) fn is_arrow(&self, at: usize) -> bool {
        self.is(at, b'=') && self.is(at + 1, b'>')
    }

    /// Whether `::` does.
    pub(super) fn is_path(&self, at: usize) -> bool {
        self.is(at, b':') && self.is(at + 1, b':')
    }

    /// What stands in the brackets that open at a place.
    pub(super) fn inside(&self, at: usize, bracket: u8) -> Option<Range<usize>> {
        match self.kind(at)? {
            Kind::Open(found, close) if found == bracket => Some(at + 1..close),
            _ => None,
        }
    }

    /// The brackets that open at a place, and what stands in them.
    pub(super) fn brackets(&self, at: usize) -> Option<(u8, Range<usize>)> {
        match self.kind(at)? {
            Kind::Open(bracket, close) => Some((bracket, at + 1..close)),
            _ => None,
        }
    }

    /// The place after what stands at one: a token, or all in brackets.
    pub(super) fn after(&self, at: usize) -> usize {
        self.brackets(at).map_or(at + 1, |(_, inside)| inside.end + 1)
    }

    /// The places of the signs, words and brackets of a range, without what is in the brackets.
    pub(super) fn top(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> {
        let next = move |at: &usize| Some(self.after(*at));
        std::iter::successors(Some(tokens.start), next).take_while(move |at| *at < tokens.end)
    }

    /// The attributes at the beginning of some tokens, each without its brackets.
    pub(super) fn attributes(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut attributes = Vec::new();
        let mut at = tokens.start;
        while let Some(attribute) = self.attribute(at).filter(|_| at < tokens.end) {
            at = attribute.end + 1;
            attributes.push(attribute);
        }
        attributes
    }

    /// The attribute that begins at a place, without its brackets.
    pub(super) fn attribute(&self, at: usize) -> Option<Range<usize>> {
        self.is(at, b'#').then(|| self.inside(at + 1, b'['))?
    }

    /// Where the generic parameters at the beginning end; the beginning where there are none.
    pub(super) fn generics_end(&self, tokens: &Range<usize>) -> usize {
        let mut depth = 0;
        for at in self.top(tokens.clone()) {
            depth += self.angle(at);
            if depth == 0 {
                return if at == tokens.start { at } else { at + 1 };
            }
        }
        tokens.end
    }

    /// Where the first of some members ends, with its comma; so does a parameter.
    pub(super) fn member_end(&self, tokens: &Range<usize>) -> usize {
        let mut depth = 0;
        for at in self.top(tokens.clone()) {
            depth += self.angle(at);
            if depth < 0 {
                return at;
            }
            if depth == 0 && self.is(at, b',') {
                return at + 1;
            }
        }
        tokens.end
    }

    /// Where the first statement, arm or element ends.
    pub(super) fn statement_end(&self, tokens: &Range<usize>) -> usize {
        let is_block = self.word(tokens.start).is_some_and(|word| ["for", "if", "match", "while"].contains(&word));
        for at in self.top(tokens.clone()) {
            if self.is(at, b';') || self.is(at, b',') {
                return at + 1;
            }
            let follows_arrow = at > 1 && self.is_arrow(at - 2);
            let after = self.after(at);
            let has_else = self.word(after) == Some("else");
            if self.inside(at, b'{').is_some() && (follows_arrow || (is_block && !has_else)) {
                return after + usize::from(self.is(after, b','));
            }
        }
        tokens.end
    }

    /// What a sign adds to the depth in angle brackets. Arrows are none.
    pub(super) fn angle(&self, at: usize) -> i32 {
        let is_head_of_arrow = at > 0 && (self.is(at - 1, b'-') || self.is(at - 1, b'='));
        match self.kind(at) {
            Some(Kind::Sign(b'<')) => 1,
            Some(Kind::Sign(b'>')) if !is_head_of_arrow => -1,
            _ => 0,
        }
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// The length of a string.
fn quoted(bytes: &[u8]) -> usize {
    let mut at = 1;
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of a character or of a lifetime.
fn character(bytes: &[u8]) -> usize {
    if bytes[1] == b'\\' {
        return 2 + bytes[2..].iter().skip(1).take_while(|byte| **byte != b'\'').count() + 2;
    }
    let is_part = |byte: &u8| (0x80..0xc0).contains(byte);
    let length = 1 + bytes[2..].iter().take_while(|byte| is_part(byte)).count();
    if bytes[1 + length] == b'\'' {
        return length + 2;
    }
    1 + bytes[1..].iter().take_while(|byte| is_word(**byte)).count()
}
