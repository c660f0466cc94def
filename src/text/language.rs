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
        match self {
            Self::Rust => rust::parses(text),
            Self::Yaml => yaml::parses(text),
            Self::Toml => text.parse::<toml_edit::Document<String>>().is_ok(),
            Self::Json => serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(),
            Self::Text => true,
        }
    }
}
