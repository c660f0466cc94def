//! What code mentions.

use std::ops::Range;

use proc_macro2::{Delimiter, TokenTree};

use super::cut::{self, is, is_arrow, is_path};
use super::piece::{Condition, Cut};

/// A mention of something.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) what: What,
    /// The cuts that it is part of, by their numbers.
    pub(super) within: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// A type, a constant, or a function that is called or handed on.
    Name(&'static str),
    /// Any other word that may be imported, or a variable.
    Word(&'static str),
    /// Something of a type: of one that is known, or of any.
    Method(Option<&'static str>, &'static str),
    /// Makes a value of a variant.
    Variant(&'static str, &'static str),
    Field(&'static str),
}

/// Walks through the tokens of a piece.
pub(super) struct Walk {
    text: &'static str,
    owner: Option<&'static str>,
    cuts: Vec<Cut>,
    mentions: Vec<Mention>,
    within: Vec<usize>,
}

/// Where code stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Code,
    /// In parentheses, where a name alone may be a function that is handed on.
    Arguments,
    /// In a pattern, which makes no value.
    Pattern,
}

impl Walk {
    /// `owner` is what `Self` stands for.
    pub(super) fn new(text: &'static str, owner: Option<&'static str>) -> Self {
        Self { text, owner, cuts: Vec::new(), mentions: Vec::new(), within: Vec::new() }
    }

    /// The cuts and the mentions.
    pub(super) fn finish(self) -> (Vec<Cut>, Vec<Mention>) {
        (self.cuts, self.mentions)
    }

    /// Walks through the attributes of a piece, and returns the feature that it needs.
    pub(super) fn attributes(&mut self, tokens: &[TokenTree]) -> Option<&'static str> {
        let mut needed = None;
        for pair in tokens.chunks(2) {
            if let Some(feature) = self.feature(pair) {
                let attribute = span(pair);
                let span = attribute.clone();
                self.cuts.push(Cut { condition: Condition::Feature(feature), attribute: Some(attribute), span });
                needed = Some(feature);
            } else {
                self.code(pair);
            }
        }
        needed
    }

    /// Walks through code.
    pub(super) fn code(&mut self, tokens: &[TokenTree]) {
        self.walk(tokens, Place::Code);
    }

    fn walk(&mut self, tokens: &[TokenTree], place: Place) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let Some(feature) = self.feature(&tokens[at..]) {
                let end = at + 2 + cut::length(&tokens[at + 2..]);
                let attribute = span(&tokens[at..at + 2]);
                self.cut(Condition::Feature(feature), Some(attribute), &tokens[at..end]);
                self.walk(&tokens[at + 2..end], place);
                self.within.pop();
                at = end;
                continue;
            }
            match token {
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let has_arms = (0..inner.len()).any(|at| is_arrow(&inner[at..]));
                    match group.delimiter() {
                        Delimiter::Brace if has_arms => self.arms(&inner),
                        Delimiter::Parenthesis if place == Place::Code => self.walk(&inner, Place::Arguments),
                        _ => self.walk(&inner, if place == Place::Pattern { place } else { Place::Code }),
                    }
                }
                TokenTree::Ident(_) => self.word(tokens, at, place),
                TokenTree::Literal(_) => self.literal(token),
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    fn arms(&mut self, tokens: &[TokenTree]) {
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            let feature = self.feature(&tokens[at..]);
            at += cut::attributes(&tokens[at..]);
            let arrow = (at..tokens.len()).find(|at| is_arrow(&tokens[*at..])).expect("an arm has an arrow");
            let end = at + cut::length(&tokens[at..]);
            let pattern = &tokens[at..arrow];
            let condition = match feature {
                Some(feature) => Some(Condition::Feature(feature)),
                None => self.variant(pattern).map(|(owner, name)| Condition::Variant(owner, name)),
            };
            if let Some(condition) = condition {
                let attribute = feature.map(|_| span(&tokens[start..start + 2]));
                self.cut(condition, attribute, &tokens[start..end]);
            }
            self.walk(pattern, Place::Pattern);
            self.walk(&tokens[arrow + 2..end], Place::Code);
            if condition.is_some() {
                self.within.pop();
            }
            at = end;
        }
    }

    /// Begins a cut.
    fn cut(&mut self, condition: Condition, attribute: Option<Range<usize>>, tokens: &[TokenTree]) {
        self.within.push(self.cuts.len());
        self.cuts.push(Cut { condition, attribute, span: span(tokens) });
    }

    /// The variant that a pattern is for, if it is for one alone.
    fn variant(&self, pattern: &[TokenTree]) -> Option<(&'static str, &'static str)> {
        let is_alone = !pattern.iter().any(|token| is(Some(token), '|'));
        match pattern {
            [owner @ TokenTree::Ident(_), path @ ..] if is_alone && is_path(path) => match path.get(2) {
                Some(name @ TokenTree::Ident(_)) => Some((self.type_name(self.text_of(owner)), self.text_of(name))),
                _ => None,
            },
            _ => None,
        }
    }

    fn word(&mut self, tokens: &[TokenTree], at: usize, place: Place) {
        let word = self.text_of(&tokens[at]);
        let (before, after) = (&tokens[..at], &tokens[at + 1..]);
        let is_called =
            matches!(after.first(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        let is_type = word.starts_with(char::is_uppercase);
        if is(before.last(), '.') && !is(before.get(at.wrapping_sub(2)), '.') {
            let what = if is_called || is_path(after) {
                What::Method(self.receiver(&before[..at - 1]), word)
            } else {
                What::Field(word)
            };
            return self.note(what);
        }
        if at > 1 && is_path(&before[at - 2..]) {
            return self.path(&before[..at - 2], word, place);
        }
        let is_definition = matches!(before.last(), Some(TokenTree::Ident(word)) if *word == "fn" || *word == "let");
        let is_handed_on = place == Place::Arguments
            && (before.is_empty() || is(before.last(), ','))
            && (after.is_empty() || is(after.first(), ','));
        let is_head = is_path(after) && !is(after.get(2), '<');
        if (is_type || is_called || (is_path(after) && !is_head) || is_handed_on) && !is_definition {
            self.note(What::Name(word));
        } else {
            self.note(What::Word(word));
        }
    }

    /// A word after `::`. What follows the name of a module is no code of the library.
    fn path(&mut self, owner: &[TokenTree], word: &'static str, place: Place) {
        let Some(TokenTree::Ident(_)) = owner.last() else { return self.note(What::Method(None, word)) };
        let owner = self.text_of(&owner[owner.len() - 1]);
        if !owner.starts_with(char::is_uppercase) {
            return;
        }
        let owner = self.type_name(owner);
        let is_variant = word.starts_with(char::is_uppercase) && word.bytes().any(|byte| byte.is_ascii_lowercase());
        if !is_variant {
            // A parameter of a generic stands for any type.
            self.note(What::Method((owner.len() > 1).then_some(owner), word));
        } else if place != Place::Pattern {
            self.note(What::Variant(owner, word));
        }
    }

    /// The type that a method is called on, where `self` tells. A numbered field holds no type of the library.
    fn receiver(&self, before: &[TokenTree]) -> Option<&'static str> {
        match before {
            [.., TokenTree::Ident(word), dot, number @ TokenTree::Literal(_)]
                if word == "self" && is(Some(dot), '.') =>
            {
                Some(self.text_of(number))
            }
            [.., dot, TokenTree::Ident(_)] if is(Some(dot), '.') => None,
            [.., TokenTree::Ident(word)] if word == "self" => self.owner,
            _ => None,
        }
    }

    /// Constants in the text of a format.
    fn literal(&mut self, literal: &TokenTree) {
        let text = self.text_of(literal);
        if !text.starts_with('"') {
            return;
        }
        for part in text.split('{').skip(1) {
            let name = &part[..part.find(['}', ':']).unwrap_or(0)];
            if name.starts_with(|c: char| c.is_ascii_uppercase()) {
                self.note(What::Name(name));
            }
        }
    }

    fn note(&mut self, what: What) {
        self.mentions.push(Mention { what, within: self.within.clone() });
    }

    /// The feature of an attribute that the tokens begin with.
    fn feature(&self, tokens: &[TokenTree]) -> Option<&'static str> {
        if !cut::is_attribute(tokens) {
            return None;
        }
        let attribute = self.text_of(&tokens[1]);
        attribute.strip_prefix("[cfg(feature = \"")?.strip_suffix("\")]")
    }

    fn type_name(&self, name: &'static str) -> &'static str {
        if name == "Self" { self.owner.unwrap_or(name) } else { name }
    }

    fn text_of(&self, token: &TokenTree) -> &'static str {
        &self.text[token.span().byte_range()]
    }
}

fn span(tokens: &[TokenTree]) -> Range<usize> {
    let start = tokens[0].span().byte_range().start;
    start..cut::end(&tokens[tokens.len() - 1])
}
