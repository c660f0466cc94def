//! What a piece of generated code mentions.
//!
//! `use` lines and the shared functions that a project needs follow from the code itself, so that
//! nothing is imported or generated that nothing uses.

use std::borrow::Cow;

use fnv::FnvHashSet;

use crate::text::layout;

/// The names that generated code mentions outside of comments and strings.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    names: FnvHashSet<String>,
    methods: FnvHashSet<String>,
    /// What is mentioned as part of something, such as `Error::NotFound`.
    paths: FnvHashSet<String>,
}

impl Mentions {
    pub(crate) fn of(code: &str) -> Self {
        let mut mentions = Self::default();
        mentions.note(code);
        mentions
    }

    /// Adds what a piece of code mentions.
    pub(crate) fn note(&mut self, code: &str) {
        let mut is_attributed = false;
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // A word alone after an attribute is a variant of an enum, whatever else is called so.
            let is_variant = is_attributed && line.trim().trim_end_matches(',').bytes().all(is_word);
            is_attributed = line.ends_with(")]");
            if is_variant {
                continue;
            }
            let line = without_strings(line);
            let mut from = 0;
            let bytes = line.as_bytes();
            while let Some(offset) = bytes[from..].iter().position(|byte| is_word(*byte)) {
                let start = from + offset;
                let length = bytes[start..].iter().position(|byte| !is_word(*byte));
                let end = length.map_or(line.len(), |length| start + length);
                self.note_word(&line[..start], &line[start..end], &line[end..]);
                from = end;
            }
        }
    }

    fn note_word(&mut self, before: &str, word: &str, after: &str) {
        if before.ends_with('.') {
            if after.starts_with(['(', ':']) {
                note(&mut self.methods, word);
            }
        } else if before.ends_with(">::") {
            note(&mut self.methods, word);
        } else if let Some(owner) = before.strip_suffix("::") {
            let start = owner.bytes().rposition(|byte| !is_word(byte)).map_or(0, |place| place + 1);
            note(&mut self.paths, &format!("{}::{word}", &owner[start..]));
        } else if !before.ends_with("fn ") && !after.starts_with(": ") {
            let is_type = word.starts_with(char::is_uppercase);
            if is_type || after.starts_with(['(', ':', ')', ',', '!']) {
                note(&mut self.names, word);
            }
        }
    }

    /// Whether a type, function or module of this name is mentioned.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether a method of this name is called.
    pub(crate) fn calls(&self, method: &str) -> bool {
        self.methods.contains(method)
    }

    /// Whether something of this name is mentioned as part of a type or a module.
    pub(crate) fn path(&self, owner: &str, name: &str) -> bool {
        self.paths.contains(&format!("{owner}::{name}"))
    }

    /// A `use` line for each path of which some name is mentioned.
    pub(crate) fn imports(&self, paths: &[(&str, &[&str])]) -> Vec<String> {
        let used = paths.iter().filter_map(|(path, names)| {
            let used: Vec<&str> = names.iter().copied().filter(|name| self.names(name)).collect();
            (!used.is_empty()).then(|| layout::imports("use", path, &used))
        });
        used.collect()
    }
}

fn note(words: &mut FnvHashSet<String>, word: &str) {
    if !words.contains(word) {
        words.insert(word.to_owned());
    }
}

/// Bytewise, as all code of a project is read several times. Outside of strings it is ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn without_strings(line: &str) -> Cow<'_, str> {
    if !line.contains('"') {
        return Cow::Borrowed(line);
    }
    let mut code = String::new();
    let mut quoted = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' if quoted => {
                chars.next();
            }
            _ if quoted => {}
            _ => code.push(c),
        }
    }
    Cow::Owned(code)
}
