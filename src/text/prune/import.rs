//! `use` lines.

use std::ops::Range;

use super::code::Code;

/// `use path::{names};`
#[derive(Debug)]
pub(super) struct Import {
    /// What the names are part of, such as `super::stored`.
    pub(super) path: &'static str,
    /// As they are written: `Engine as _`.
    pub(super) names: Vec<&'static str>,
}

impl Import {
    /// Reads the tokens between `use` and the semicolon. A list in braces stands last, and holds no other.
    pub(super) fn read(code: &Code, tokens: Range<usize>) -> Self {
        let text = &code.text[code.place(&tokens)];
        let (path, names) = text.rsplit_once("::").expect("an import has a path");
        match path.split_once("::{") {
            None => {
                let names = names.trim_matches(['{', '}']).split(',').map(str::trim);
                Self { path, names: names.filter(|name| !name.is_empty()).collect() }
            }
            Some(_) => panic!("a list of imports holds no path: {text}"),
        }
    }
}

/// What an imported name is called in the file; `_` where only its methods are used.
pub(super) fn local(name: &'static str) -> &'static str {
    name.rsplit(' ').next().unwrap_or(name)
}
