//! A serde deserializer over the tree that reports every mistake and goes on.
//!
//! - A struct's field list tells unknown keys, which are reported and skipped. So are keys that the format no longer
//!   has. [`super::meant`] says what may be meant by an unknown key or word.
//! - A duplicate key is reported with both places; the first one counts.
//! - A value asked for as [`PLACED`] that can't be read is reported, and read as no value.
//! - The variant of an enum whose name begins with `$` is chosen by what the YAML is: `Text`, `Mapping`, …

mod access;

use std::cell::RefCell;
use std::fmt;

use serde::de::{self, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use access::{ByKind, List, Mapping, Placed};

use super::field::PLACED;
use super::node::{Kind, Node};
use super::removed;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Span, Spanned};
use crate::text::english;

/// Reads a value of the spec's types, and reports what it has to leave out.
pub(super) fn read<T: de::DeserializeOwned>(root: &Node, problems: &mut Diagnostics) -> Option<T> {
    let reading = Reading { problems: RefCell::new(std::mem::take(problems)) };
    let read =
        T::deserialize(Reader { node: root, reading: &reading }).map_err(|error| reading.report(error.at(root.span)));
    *problems = reading.problems.into_inner();
    read.ok()
}

/// What all readers of one spec share.
struct Reading {
    problems: RefCell<Diagnostics>,
}

impl Reading {
    fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }
}

/// Deserializes one node.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    reading: &'a Reading,
}

/// Why a value can't be read; without a place where serde says so.
#[derive(Debug)]
struct Error {
    code: Code,
    span: Option<Span>,
    message: String,
    help: Option<String>,
}

impl Error {
    fn at(self, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, self.span.unwrap_or(span), self.message);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { code: Code::WrongType, span: None, message: message.to_string(), help: None }
    }
}

impl<'a> Reader<'a> {
    fn expected(self, what: &str) -> Error {
        let found = match &self.node.kind {
            Kind::Bool(value) => format!("the boolean `{value}`"),
            Kind::Number(text) => format!("the number `{text}`"),
            kind => kind.name().to_owned(),
        };
        let help = match self.node.kind {
            Kind::Bool(_) | Kind::Number(_) if what == "a string" => Some("put it in quotes".to_owned()),
            _ => None,
        };
        let message = format!("expected {what}, found {found}");
        Error { code: Code::WrongType, span: Some(self.node.span), message, help }
    }

    /// The entries of a mapping, each key once. A key without a value is as good as an empty mapping.
    fn entries(self) -> Result<Vec<&'a (Spanned<String>, Node)>, Error> {
        let entries = match &self.node.kind {
            Kind::Map(entries) => entries.as_slice(),
            Kind::Null => &[],
            _ => return Err(self.expected("a mapping")),
        };
        let mut unique: Vec<&(Spanned<String>, Node)> = Vec::new();
        let mut seen = std::collections::HashMap::new();
        for entry in entries {
            let key = &entry.0;
            if let Some(&first) = seen.get(key.value.as_str()) {
                self.reading.report(
                    Diagnostic::new(Code::DuplicateKey, key.span, format!("the key `{}` is here twice", key.value))
                        .label("the second time")
                        .also(first, "the first time"),
                );
            } else {
                seen.insert(key.value.as_str(), key.span);
                unique.push(entry);
            }
        }
        Ok(unique)
    }

    fn report_unknown_key(self, key: &Spanned<String>) {
        self.reading.report(Diagnostic::new(Code::UnknownKey, key.span, format!("unknown key `{}`", key.value)));
    }

    fn number<T: std::str::FromStr>(self, what: &str) -> Result<T, Error> {
        match &self.node.kind {
            Kind::Number(text) => text.strip_prefix('+').unwrap_or(text).parse().map_err(|_| self.expected(what)),
            _ => Err(self.expected(what)),
        }
    }

    /// The variant of a `$` enum that this node is.
    fn variant_by_kind(self, variants: &[&'static str]) -> Result<&'static str, Error> {
        let kind = match self.node.kind {
            Kind::Null | Kind::Reported => "Null",
            Kind::Bool(_) => "Bool",
            Kind::Number(_) => "Number",
            Kind::Text(_) => "Text",
            Kind::List(_) => "List",
            Kind::Map(_) => "Mapping",
        };
        let variant = variants.iter().copied().find(|&variant| variant == kind);
        let wanted = if variants.contains(&"Mapping") { "a string or a mapping" } else { "a string or a list" };
        variant.ok_or_else(|| self.expected(wanted))
    }
}

impl<'de> de::Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Null | Kind::Reported => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Number(text) | Kind::Text(text) => visitor.visit_str(text),
            Kind::List(_) => self.deserialize_seq(visitor),
            Kind::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Bool(value) => visitor.visit_bool(*value),
            _ => Err(self.expected("`true` or `false`")),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u32(self.number("a whole number, not negative")?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.number("a number")?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Text(text) => visitor.visit_str(text),
            _ => Err(self.expected("a string")),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::List(list) => visitor.visit_seq(List { rest: list.iter(), reading: self.reading }),
            _ => Err(self.expected("a list")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Mapping { rest: self.entries()?.into_iter(), value: None, reading: self.reading })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (known, unknown): (Vec<_>, Vec<_>) =
            self.entries()?.into_iter().partition(|(key, _)| fields.contains(&key.value.as_str()));
        for (key, _) in unknown {
            match removed::key(name, &key.value) {
                None => self.report_unknown_key(key),
                Some(removed) => self.reading.report(removed.problem(key.span)),
            }
        }
        visitor.visit_map(Mapping { rest: known.into_iter(), value: None, reading: self.reading })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        debug_assert_eq!(name, PLACED, "a spec's types have no other tuple structs");
        visitor.visit_seq(Placed { reader: self, next: 0 })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name.starts_with('$') {
            return visitor.visit_enum(ByKind { variant: self.variant_by_kind(variants)?, reader: self });
        }
        match &self.node.kind {
            Kind::Text(word) => match variants.iter().find(|variant| *variant == word) {
                Some(variant) => visitor.visit_enum((*variant).into_deserializer()),
                None => Err(unknown_word(word, self.node.span)),
            },
            _ => Err(self.expected(&format!("one of {}", english::list(variants)))),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char str bytes byte_buf option unit unit_struct
        newtype_struct tuple identifier ignored_any
    }
}

fn unknown_word(word: &str, span: Span) -> Error {
    Error { code: Code::UnknownWord, span: Some(span), message: format!("unknown word `{word}`"), help: None }
}
