//! The text of a value, as a path and a query string have it, and most bodies too.

use serde_json::Value;
use uuid::Uuid;
use uuid::fmt::Hyphenated;

/// A type whose values are read from text. Each has one way of doing so, wherever its values come from.
pub trait FromText: Sized {
    /// Reads a value, or says what it has to be.
    fn from_text(text: &str) -> Result<Self, String>;

    /// Reads a value in a body: a string that holds its text, unless the type says otherwise.
    fn from_scalar(json: &Value) -> Result<Self, String> {
        match json {
            Value::String(text) => Self::from_text(text),
            _ => Err("must be a string".to_owned()),
        }
    }
}

/// Reads a JSON number by its text, which has every digit.
pub(super) fn from_number<T: FromText>(json: &Value) -> Result<T, String> {
    match json {
        Value::Number(number) => T::from_text(number.as_str()),
        _ => Err("must be a number".to_owned()),
    }
}

impl FromText for String {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

/// The form with hyphens, in letters of either case.
impl FromText for Uuid {
    fn from_text(text: &str) -> Result<Self, String> {
        let uuid = text.parse::<Hyphenated>();
        let uuid =
            uuid.map_err(|_| "must be a UUID such as 67e55044-10b1-426f-9247-bb680e5fe0c8")?;
        Ok(uuid.into_uuid())
    }
}

/// Finds a value by its text, among all that there are.
pub fn choose<T: Copy>(text: &str, all: &[T], text_of: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().find(|value| text_of(**value) == text);
    found.copied().ok_or_else(|| {
        let texts: Vec<String> = all
            .iter()
            .map(|value| format!("{:?}", text_of(*value)))
            .collect();
        format!("must be one of {}", texts.join(", "))
    })
}
