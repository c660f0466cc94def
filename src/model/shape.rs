use super::{KeyType, Literal, Name, Presence, TypeName};

/// A type with the constraints on its values.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Unicode text.
    String {
        /// Length in characters (Unicode scalar values).
        length: Range<u32>,
        /// The common subset of Rust's regex and ECMA-262, to be found anywhere in the value.
        pattern: Option<String>,
    },
    /// One of a fixed list of strings.
    Enum {
        /// Such as `ItemCategory`.
        type_name: TypeName,
        /// In the order of the spec; never empty, no two alike.
        values: Vec<EnumValue>,
    },
    /// An `i64`.
    Integer(Range<i64>),
    /// An `f64` within ±9.99e125.
    Number(Range<f64>),
    /// A decimal of up to 38 significant digits; the bounds are its plain text.
    Decimal(Range<String>),
    /// True or false.
    Boolean,
    /// RFC 3339 on the wire.
    Timestamp(TimeForm),
    /// `YYYY-MM-DD`.
    Date,
    /// Lower case, with hyphens.
    Uuid,
    /// 26 characters of Crockford's base 32, upper case.
    Ulid,
    /// Base64 on the wire; the length is in bytes.
    Binary(Range<u32>),
    /// Any JSON value.
    Json,
    /// An ordered list.
    List {
        /// The type of each element.
        items: Box<Shape>,
        /// Number of elements.
        length: Range<u32>,
    },
    /// A DynamoDB set: no duplicates, never empty.
    Set {
        /// The type of each element.
        items: SetItem,
        /// Number of elements; `min` is at least 1 where given.
        length: Range<u32>,
    },
    /// A nested object.
    Map(MapShape),
}

impl Shape {
    /// A value of the shape in a path, before percent-encoding, if it is a single one. Base64 is written with the
    /// alphabet for URLs there, without padding.
    #[must_use]
    pub fn in_path(&self, value: &Literal) -> Option<String> {
        match value {
            Literal::String(text) if matches!(self, Self::Binary(_)) => {
                Some(text.replace('+', "-").replace('/', "_").replace('=', ""))
            }
            Literal::String(text) | Literal::Decimal(text) => Some(text.clone()),
            Literal::Integer(number) => Some(number.to_string()),
            Literal::Number(number) => Some(number.to_string()),
            Literal::Boolean(flag) => Some(flag.to_string()),
            Literal::Null | Literal::List(_) | Literal::Map(_) => None,
        }
    }

    /// Whether a merge patch reaches into values of this shape, instead of replacing them.
    #[must_use]
    pub fn is_merged(&self) -> bool {
        matches!(self, Self::Map(_) | Self::Json)
    }

    /// The DynamoDB type of a key attribute of this shape; none if it can't be a key.
    #[must_use]
    pub fn key_type(&self) -> Option<KeyType> {
        match self {
            Self::String { .. } | Self::Enum { .. } | Self::Date | Self::Uuid | Self::Ulid => Some(KeyType::String),
            Self::Timestamp(form) => Some(if form.is_text() { KeyType::String } else { KeyType::Number }),
            Self::Integer(_) | Self::Number(_) | Self::Decimal(_) => Some(KeyType::Number),
            Self::Binary(_) => Some(KeyType::Binary),
            Self::Boolean | Self::Json | Self::List { .. } | Self::Set { .. } | Self::Map(_) => None,
        }
    }
}

/// How a timestamp is stored. Text is UTC with `Z` and always so many digits of a second, so that it sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeForm {
    /// Text with nine digits.
    Nanoseconds,
    /// Text with three digits.
    Milliseconds,
    /// Text without any.
    Seconds,
    /// The whole number of seconds since 1970, which DynamoDB's TTL reads.
    EpochSeconds,
    /// The whole number of milliseconds since 1970.
    EpochMilliseconds,
}

impl TimeForm {
    /// Every form.
    pub const ALL: [Self; 5] =
        [Self::Nanoseconds, Self::Milliseconds, Self::Seconds, Self::EpochSeconds, Self::EpochMilliseconds];

    /// The spec's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nanoseconds => "nanoseconds",
            Self::Milliseconds => "milliseconds",
            Self::Seconds => "seconds",
            Self::EpochSeconds => "epoch_seconds",
            Self::EpochMilliseconds => "epoch_milliseconds",
        }
    }

    /// Whether it is a string and no number.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Nanoseconds | Self::Milliseconds | Self::Seconds)
    }

    /// How many digits of a second it holds.
    #[must_use]
    pub fn digits(self) -> usize {
        match self {
            Self::Nanoseconds => 9,
            Self::Milliseconds | Self::EpochMilliseconds => 3,
            Self::Seconds | Self::EpochSeconds => 0,
        }
    }
}

/// Inclusive bounds, either of which may be absent; `min <= max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range<T> {
    /// The least value allowed.
    pub min: Option<T>,
    /// The greatest value allowed.
    pub max: Option<T>,
}

impl<T> Range<T> {
    /// No bound at all.
    pub const ANY: Self = Self { min: None, max: None };

    /// Whether nothing is bounded.
    pub fn is_any(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// What a set can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the spec's own")]
pub enum SetItem {
    String,
    Integer,
    Decimal,
    Binary,
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// Any non-empty string, to the letter.
    pub wire: String,
    /// Its Rust variant: ASCII, upper camel case, unique in the enum.
    pub variant: String,
}

/// A nested object.
#[derive(Debug, Clone, PartialEq)]
pub struct MapShape {
    /// Such as `ItemSize`.
    pub type_name: TypeName,
    /// In the order of the spec; never empty.
    pub fields: Vec<Field>,
}

/// An attribute inside a `map`.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name on the wire and in DynamoDB, and its Rust forms.
    pub name: Name,
    /// Its type with the constraints on its value.
    pub shape: Shape,
    /// Whether the object holds it.
    pub presence: Presence,
    /// Free text from the spec; may hold any character.
    pub description: Option<String>,
}
