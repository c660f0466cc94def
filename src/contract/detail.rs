//! What problem documents say, for whoever compares an answer with it.
//!
//! The shared code has the same texts in Rust, and a test compares them. Words in braces stand for what varies.

use std::fmt::Display;

use crate::model::Auth;

/// Constants, and a list of them for the test.
macro_rules! texts {
    ($($name:ident = $text:literal;)+) => {
        $(pub(crate) const $name: &str = $text;)+
        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($text),+];
    };
}

texts! {
    // `detail` of an answer.
    ANOTHER_VERSION = "the item has another version by now";
    CURSOR = "cursor: not from this list";
    IN_NO_GROUP = "you are in no group that may do this";
    IDEMPOTENCY_KEY = "Idempotency-Key: must be 1 to {MAX_KEY} visible characters, once";
    INVALID = "the body has values that are not allowed";
    LIMIT = "limit: must be a whole number from 1 to {MAX_LIMIT}";
    MEDIA_TYPE = "the body must be {0}";
    NOT_JSON = "the body is not JSON: see line {line}, column {column}";
    NOTHING = "no item has this key";
    ONLY_REPLACES = "If-None-Match: * asks for a new item, and this PUT only replaces";
    ORDER = "order: must be asc or desc";
    TAKEN = "there is an item with this key already";
    TOO_LARGE = "the item is too large: DynamoDB stores at most 400 KB";
    TOO_LONG = "{name}: longer than {max} bytes";
    UNKNOWN = "there is no such parameter";
    VALUE = "{name}: {error}";
    // `detail` of a member in `errors`.
    AT_LEAST = "must be at least {min}";
    AT_MOST = "must be at most {max}";
    CHANGED = "can't be changed";
    MISSING = "is missing";
    PATTERN = "must match {pattern}";
    REMOVED = "can't be removed";
    TOO_FEW = "has {length} {unit}, at least {min} are needed";
    TOO_MANY = "has {length} {unit}, at most {max} are allowed";
}

/// Stands for what only the function can tell, such as what a parser says.
pub(crate) const ANYTHING: &str = "…";

/// A text with its words filled in.
pub(crate) fn filled<const N: usize>(text: &str, words: [(&str, &dyn Display); N]) -> String {
    words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(&format!("{{{word}}}"), &value.to_string()))
}

/// What a request without credentials is told by the gateway, or by the server that plays its part.
pub(crate) fn refusal(auth: Auth) -> &'static str {
    match auth {
        Auth::None => "",
        Auth::ApiKey => "The x-api-key header is missing or holds no valid key.",
        Auth::Cognito => "The Authorization header is missing or holds no valid token.",
        // The gateway has one answer for both.
        Auth::Iam => "The request is not signed, or there is no such path.",
    }
}
