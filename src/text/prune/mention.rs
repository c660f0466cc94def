//! What code mentions.

use std::ops::Range;

use super::code::Code;
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
pub(super) struct Walk<'a> {
    code: &'a Code,
    owner: Option<&'static str>,
    cuts: Vec<Cut>,
    mentions: Vec<Mention>,
    within: Vec<usize>,
}

/// Where code stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Code,
    /// In parentheses, where a name alone may be a function that is handed on.
    Arguments,
    /// In a pattern, which makes no value.
    Pattern,
}

impl<'a> Walk<'a> {
    /// `owner` is what `Self` stands for.
    pub(super) fn new(code: &'a Code, owner: Option<&'static str>) -> Self {
        Self { code, owner, cuts: Vec::new(), mentions: Vec::new(), within: Vec::new() }
    }

    /// The cuts in the order of the text, and the mentions.
    pub(super) fn finish(self) -> (Vec<Cut>, Vec<Mention>) {
        (self.cuts, self.mentions)
    }

    /// Walks through the attributes of a piece, and returns the feature that it needs.
    pub(super) fn attributes(&mut self, attributes: &[Range<usize>]) -> Option<&'static str> {
        let mut needed = None;
        for attribute in attributes {
            if let Some(feature) = self.feature(attribute) {
                let place = self.code.place(&(attribute.start - 2..attribute.end + 1));
                let condition = Condition::Feature(feature);
                self.cuts.push(Cut { condition, attribute: Some(place.clone()), place });
                needed = Some(feature);
            } else {
                self.code(attribute.clone());
            }
        }
        needed
    }

    /// Walks through code.
    pub(super) fn code(&mut self, tokens: Range<usize>) {
        self.walk(tokens, Position::Code);
    }

    fn walk(&mut self, tokens: Range<usize>, position: Position) {
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(attribute) = self.code.attribute(at)
                && let Some(feature) = self.feature(&attribute)
            {
                let rest = attribute.end + 1..tokens.end;
                // Only parameters have attributes within angle brackets.
                let is_parameter = at > 0 && self.code.is(at - 1, b'<');
                let end = if is_parameter { self.code.member_end(&rest) } else { self.code.statement_end(&rest) };
                let attribute = self.code.place(&(at..rest.start));
                self.cut(Condition::Feature(feature), Some(attribute), &(at..end));
                self.walk(rest.start..end, position);
                self.within.pop();
                at = end;
                continue;
            }
            if let Some((bracket, inside)) = self.code.brackets(at) {
                if bracket == b'{' && self.code.top(inside.clone()).any(|at| self.code.is_arrow(at)) {
                    self.arms(inside);
                } else if bracket == b'(' && position == Position::Code {
                    self.walk(inside, Position::Arguments);
                } else {
                    self.walk(inside, if position == Position::Pattern { position } else { Position::Code });
                }
            } else if let Some(word) = self.code.word(at) {
                self.word(word, at, &tokens, position);
            } else if self.code.is_literal(at) {
                self.literal(self.code.text(at));
            }
            at = self.code.after(at);
        }
    }

    fn arms(&mut self, mut tokens: Range<usize>) {
        while !tokens.is_empty() {
            let attribute = self.code.attribute(tokens.start);
            let feature = attribute.as_ref().and_then(|attribute| self.feature(attribute));
            let start = attribute.map_or(tokens.start, |attribute| attribute.end + 1);
            let end = self.code.statement_end(&(start..tokens.end));
            let arrow = self.code.top(start..end).find(|at| self.code.is_arrow(*at)).expect("an arm has an arrow");
            let condition = match feature {
                Some(feature) => Some(Condition::Feature(feature)),
                None => self.variant(start..arrow),
            };
            if let Some(condition) = condition {
                let attribute = feature.map(|_| self.code.place(&(tokens.start..start)));
                self.cut(condition, attribute, &(tokens.start..end));
            }
            self.walk(start..arrow, Position::Pattern);
            self.walk(arrow + 2..end, Position::Code);
            if condition.is_some() {
                self.within.pop();
            }
            tokens.start = end;
        }
    }

    /// Begins a cut.
    fn cut(&mut self, condition: Condition, attribute: Option<Range<usize>>, tokens: &Range<usize>) {
        self.within.push(self.cuts.len());
        self.cuts.push(Cut { condition, attribute, place: self.code.place(tokens) });
    }

    /// The variant that a pattern is for, if it is for one alone.
    fn variant(&self, pattern: Range<usize>) -> Option<Condition> {
        let owner = self.code.word(pattern.start)?;
        let is_alone = !self.code.top(pattern.clone()).any(|at| self.code.is(at, b'|'));
        let name = self.code.word(pattern.start + 3).filter(|_| self.code.is_path(pattern.start + 1) && is_alone)?;
        Some(Condition::Variant(self.type_name(owner), name))
    }

    fn word(&mut self, word: &'static str, at: usize, tokens: &Range<usize>, position: Position) {
        let code = self.code;
        let is_first = at == tokens.start;
        let before = |sign: u8| !is_first && code.is(at - 1, sign);
        let is_called = code.inside(at + 1, b'(').is_some();
        if before(b'.') && !(at > 1 && code.is(at - 2, b'.')) {
            let is_method = is_called || code.is_path(at + 1);
            return self.note(if is_method { What::Method(self.receiver(at - 2), word) } else { What::Field(word) });
        }
        if at > tokens.start + 1 && code.is_path(at - 2) {
            return self.path(at - 3, word, position);
        }
        let is_type = word.starts_with(char::is_uppercase);
        let is_definition = !is_first && matches!(code.word(at - 1), Some("fn" | "let"));
        let is_handed_on = position == Position::Arguments
            && (is_first || before(b','))
            && (at + 1 == tokens.end || code.is(at + 1, b','));
        let is_generic = code.is_path(at + 1) && code.is(at + 3, b'<');
        let is_name = (is_type || is_called || is_generic || is_handed_on) && !is_definition;
        self.note(if is_name { What::Name(word) } else { What::Word(word) });
    }

    /// A word after `::`, before which `owner` stands. What follows the name of a module is no code of the library.
    fn path(&mut self, owner: usize, word: &'static str, position: Position) {
        let Some(owner) = self.code.word(owner) else { return self.note(What::Method(None, word)) };
        if !owner.starts_with(char::is_uppercase) {
            return;
        }
        let owner = self.type_name(owner);
        let is_variant = word.starts_with(char::is_uppercase) && word.bytes().any(|byte| byte.is_ascii_lowercase());
        if !is_variant {
            // A parameter of a generic stands for any type.
            self.note(What::Method((owner.len() > 1).then_some(owner), word));
        } else if position != Position::Pattern {
            self.note(What::Variant(owner, word));
        }
    }

    /// The type that a method is called on, where `self` tells. A numbered field holds no type of the library.
    fn receiver(&self, at: usize) -> Option<&'static str> {
        let is_field = at > 1 && self.code.is(at - 1, b'.');
        match self.code.word(at) {
            Some("self") if !is_field => self.owner,
            None if is_field && self.code.is_literal(at) && self.code.word(at - 2) == Some("self") => Some("0"),
            _ => None,
        }
    }

    /// Constants in the text of a format.
    fn literal(&mut self, text: &'static str) {
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

    /// The feature that an attribute asks for.
    fn feature(&self, attribute: &Range<usize>) -> Option<&'static str> {
        let text = &self.code.text[self.code.place(attribute)];
        text.strip_prefix("cfg(feature = \"")?.strip_suffix("\")")
    }

    fn type_name(&self, name: &'static str) -> &'static str {
        if name == "Self" { self.owner.unwrap_or(name) } else { name }
    }
}
