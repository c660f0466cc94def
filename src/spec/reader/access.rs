//! How serde walks what is inside a node: elements, entries, a value with its place, a variant.

use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::{Error, Reader, Reading};
use crate::source::Spanned;
use crate::spec::node::{Kind, Node};

/// The elements of a list.
pub(super) struct List<'a> {
    pub(super) rest: std::slice::Iter<'a, Node>,
    pub(super) reading: &'a Reading,
}

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.rest.next().map(|node| seed.deserialize(Reader { node, reading: self.reading })).transpose()
    }
}

/// The entries of a mapping.
pub(super) struct Mapping<'a> {
    pub(super) rest: std::vec::IntoIter<&'a (Spanned<String>, Node)>,
    pub(super) value: Option<&'a Node>,
    pub(super) reading: &'a Reading,
}

impl<'de> MapAccess<'de> for Mapping<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        let node = Node { span: key.span, end: key.span.end, kind: Kind::Text(key.value.clone()) };
        seed.deserialize(Reader { node: &node, reading: self.reading }).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let node = self.value.take().ok_or_else(|| de::Error::custom("a value was asked for before its key"))?;
        seed.deserialize(Reader { node, reading: self.reading })
    }
}

/// A start, an end and a value, which is absent once it has been reported as wrong.
pub(super) struct Placed<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) next: u8,
}

impl<'de> SeqAccess<'de> for Placed<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.next += 1;
        let span = self.reader.node.span;
        match self.next {
            1 => seed.deserialize(UsizeDeserializer::new(span.start)).map(Some),
            2 => seed.deserialize(UsizeDeserializer::new(span.end)).map(Some),
            _ if matches!(self.reader.node.kind, Kind::Reported) => Ok(None),
            _ => match seed.deserialize(self.reader) {
                Ok(value) => Ok(Some(value)),
                Err(error) => {
                    self.reader.reading.report(error.at(span));
                    Ok(None)
                }
            },
        }
    }
}

/// An enum's variant, and the node that it holds.
pub(super) struct ByKind<'a> {
    pub(super) variant: &'static str,
    pub(super) reader: Reader<'a>,
}

impl<'de> EnumAccess<'de> for ByKind<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let variant = seed.deserialize(StrDeserializer::new(self.variant))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for ByKind<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        match &self.reader.node.kind {
            Kind::Number(text) if self.variant == "Number" => seed.deserialize(StrDeserializer::new(text)),
            _ => seed.deserialize(self.reader),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_seq(self.reader, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        de::Deserializer::deserialize_struct(self.reader, "", fields, visitor)
    }
}
