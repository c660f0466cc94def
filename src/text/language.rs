mod rust;
mod yaml;

use std::path::Path;

/// How a file's text is structured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Rust source.
    Rust,
    /// YAML, with any tags.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// Anything else: lines.
    Text,
}

impl Language {
    /// The language of the file at a path, by its extension.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match Path::new(path).extension().and_then(|extension| extension.to_str()) {
            Some("rs") => Self::Rust,
            Some("yaml" | "yml") => Self::Yaml,
            Some("toml") => Self::Toml,
            Some("json") => Self::Json,
            _ => Self::Text,
        }
    }

    /// As people call it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
            Self::Text => "text",
        }
    }

    /// Whether a text is well-formed; keys that stand twice are not.
    #[must_use]
    pub fn parses(self, text: &str) -> bool {
        self.error_line(text).is_none()
    }

    /// The line, from 1, at which a text stops being well-formed; none if it is.
    #[must_use]
    pub fn error_line(self, text: &str) -> Option<usize> {
        let line_of = |place: usize| text.as_bytes().iter().take(place).filter(|&&byte| byte == b'\n').count() + 1;
        match self {
            Self::Rust => rust::error_line(text),
            Self::Yaml => yaml::error_line(text),
            Self::Toml => {
                let error = text.parse::<toml_edit::Document<String>>().err()?;
                Some(error.span().map_or(1, |span| line_of(span.start)))
            }
            Self::Json => Some(serde_json::from_str::<serde::de::IgnoredAny>(text).err()?.line().max(1)),
            Self::Text => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, Json, Rust, Text, Toml, Yaml};

    #[test]
    fn a_text_that_is_not_well_formed_says_at_which_line() {
        let rows: [(Language, &str, Option<usize>); 9] = [
            (Rust, "fn a() {}\n", None),
            (Rust, "fn a() {}\n\nfn b( {\n", Some(3)),
            (Yaml, "a: 1\nb: [\n", Some(2)),
            (Yaml, "a: 1\nb: 2\na: 3\n", Some(3)),
            (Toml, "a = 1\nb = \n", Some(2)),
            (Toml, "a = 1\nb = 2\na = 3\n", Some(3)),
            (Json, "{\n  \"a\": 1,\n}\n", Some(3)),
            (Json, "{}", None),
            (Text, "{", None),
        ];
        for (language, text, expected) in rows {
            assert_eq!(language.error_line(text), expected, "{text}");
        }
    }
}
