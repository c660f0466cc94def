use std::fmt;

use crate::path::portable;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The name of an attribute, an index or a resource: `[A-Za-z_][A-Za-z0-9_-]{0,63}`.
///
/// Its [`Display`](fmt::Display) form is the name on the wire and in DynamoDB, to the letter. The
/// Rust forms are derived here and nowhere else.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    wire: String,
    snake: String,
}

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    /// Empty.
    Empty,
    /// Longer than allowed.
    TooLong,
    /// Begins with something other than what may begin a name.
    Start(char),
    /// Holds a character that no name may hold.
    Character(char),
    /// Nothing but underscores and hyphens.
    NoLetters,
    /// Ends with a hyphen, or has two in a row.
    Hyphen,
    /// Reserved by Rust, Cargo or the generated crate.
    Reserved,
}

impl Name {
    /// The longest name, in characters.
    pub const MAX: usize = 64;

    /// Reads a name.
    ///
    /// # Errors
    /// Says what keeps the text from being a name.
    pub fn new(wire: &str) -> Result<Self, NameError> {
        let first = wire.chars().next().ok_or(NameError::Empty)?;
        if !(first.is_ascii_alphabetic() || first == '_') {
            return Err(NameError::Start(first));
        }
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if let Some(c) = wire.chars().find(|&c| !legal(c)) {
            return Err(NameError::Character(c));
        }
        if wire.len() > Self::MAX {
            return Err(NameError::TooLong);
        }
        let mut snake = wire.to_snake_case();
        match snake.chars().next() {
            None => return Err(NameError::NoLetters),
            Some(c) if c.is_ascii_digit() => snake.insert(0, '_'),
            Some(_) => {}
        }
        Ok(Self { wire: wire.to_owned(), snake })
    }

    /// The name on the wire and in DynamoDB.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.wire
    }

    /// Lower snake case, to be part of a longer identifier; may be a keyword.
    #[must_use]
    pub fn snake(&self) -> &str {
        &self.snake
    }

    /// Lower snake case, to follow another word and an underscore in a longer identifier.
    #[must_use]
    pub fn suffix(&self) -> &str {
        self.snake.trim_start_matches('_')
    }

    /// A Rust identifier for a field or variable: raw where it is a keyword, with a trailing
    /// underscore where there is no raw form.
    #[must_use]
    pub fn field(&self) -> String {
        identifier(&self.snake)
    }

    /// A Rust identifier for a module: as for a field, but one whose file any system can have.
    #[must_use]
    pub fn module(&self) -> String {
        portable(&self.field())
    }

    /// The folder or the file of a module: that of a keyword is not raw.
    #[must_use]
    pub fn file(&self) -> String {
        self.module().trim_start_matches("r#").to_owned()
    }

    /// Upper camel case, to be part of a longer identifier; may begin with a digit.
    #[must_use]
    pub fn pascal(&self) -> String {
        self.snake.to_upper_camel_case()
    }

    /// Screaming snake case, to be part of a longer identifier.
    #[must_use]
    pub fn screaming(&self) -> String {
        self.snake.to_shouty_snake_case()
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.wire
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.wire)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.wire, f)
    }
}

/// Strict and reserved keywords of the 2024 edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

fn identifier(snake: &str) -> String {
    if matches!(snake, "self" | "super" | "crate") {
        format!("{snake}_")
    } else if KEYWORDS.contains(&snake) {
        format!("r#{snake}")
    } else {
        snake.to_owned()
    }
}

/// A Rust type of the generated crate, such as `Item` or `ItemCategory`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeName(String);

impl TypeName {
    /// Reads the name of a type in upper camel case: an ASCII letter, then letters and digits.
    ///
    /// # Errors
    /// Says what keeps the text from being the name of a type.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let first = text.chars().next().ok_or(NameError::Empty)?;
        if !first.is_ascii_uppercase() {
            return Err(NameError::Start(first));
        }
        if let Some(c) = text.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(NameError::Character(c));
        }
        if text == "Self" {
            return Err(NameError::Reserved);
        }
        Ok(Self(text.to_owned()))
    }

    /// The type's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type of a nested attribute: this name as a prefix.
    #[must_use]
    pub fn nested(&self, name: &Name) -> Self {
        Self(format!("{}{}", self.0, name.pascal()))
    }

    /// Lower snake case, to be part of a longer identifier or to name a variable.
    #[must_use]
    pub fn snake(&self) -> String {
        self.0.to_snake_case()
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The project's name: kebab-case, 2 to 40 characters, usable as the name of a crate and a stack.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProjectName(String);

impl ProjectName {
    /// The longest name, in characters.
    pub const MAX: usize = 40;

    /// Reads a project's name.
    ///
    /// # Errors
    /// Says what keeps the text from being a project's name.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let first = text.chars().next().ok_or(NameError::Empty)?;
        if !first.is_ascii_lowercase() {
            return Err(NameError::Start(first));
        }
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if let Some(c) = text.chars().find(|&c| !legal(c)) {
            return Err(NameError::Character(c));
        }
        if !(2..=Self::MAX).contains(&text.len()) {
            return Err(NameError::TooLong);
        }
        if text.ends_with('-') || text.contains("--") {
            return Err(NameError::Hyphen);
        }
        Ok(Self(text.to_owned()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The library crate's name in Rust: hyphens become underscores.
    #[must_use]
    pub fn crate_name(&self) -> String {
        self.0.replace('-', "_")
    }
}

impl fmt::Display for ProjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
