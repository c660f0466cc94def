//! What the roots reach.

use std::collections::BTreeSet;

use fnv::{FnvHashMap, FnvHashSet};

use super::mention::What;
use super::piece::{Condition, File, Kind, Piece};

/// What other code needs of a library.
pub(crate) struct Roots<'a> {
    /// Whether the other code mentions a name.
    pub(crate) names: &'a dyn Fn(&str) -> bool,
    /// Whether it calls a method of this name.
    pub(crate) calls: &'a dyn Fn(&str) -> bool,
    /// Whether it mentions something of a type, such as `Error::NotFound`.
    pub(crate) paths: &'a dyn Fn(&str, &str) -> bool,
    pub(crate) features: &'a BTreeSet<&'static str>,
    /// What is there for people, such as `Problem` or `Error::Refused`, wherever what it is part of is kept.
    pub(crate) offered: &'a [&'a str],
}

type Definitions = FnvHashMap<&'static str, Vec<(usize, bool)>>;

/// What is kept of a library.
pub(super) struct Kept<'a> {
    pub(super) roots: &'a Roots<'a>,
    pieces: FnvHashSet<*const Piece>,
    /// What kept code mentions, with the number of its file.
    mentioned: FnvHashSet<(usize, What)>,
    methods: FnvHashSet<(Option<&'static str>, &'static str)>,
    variants: FnvHashSet<(&'static str, &'static str)>,
    /// Items, with the number of their file.
    items: FnvHashSet<(usize, &'static str)>,
    /// The files that define an item, and whether others may use it.
    definitions: Definitions,
}

/// Keeps what the roots reach.
pub(super) fn reach<'a>(files: &[File], roots: &'a Roots<'a>) -> Kept<'a> {
    let mut kept = Kept {
        roots,
        pieces: FnvHashSet::default(),
        mentioned: FnvHashSet::default(),
        methods: FnvHashSet::default(),
        variants: FnvHashSet::default(),
        items: FnvHashSet::default(),
        definitions: definitions(files),
    };
    for (name, file) in exports(files) {
        if (roots.names)(name) {
            kept.items.insert((file, name));
        }
    }
    while kept.grow(files) {}
    kept
}

/// The items that `mod.rs` lets others use, each with the number of the file that defines it.
fn exports(files: &[File]) -> Vec<(&'static str, usize)> {
    let public = |(file, name): (usize, &'static str), is_public: bool| is_public.then_some((name, file));
    let items = files.iter().enumerate().flat_map(|(number, file)| {
        file.pieces.iter().filter_map(move |piece| match piece.kind {
            Kind::Item(name) | Kind::Trait(name) => {
                public((number, name), piece.is_public && is_exported(files, number, name))
            }
            _ => None,
        })
    });
    items.collect()
}

/// Whether the `mod.rs` beside a file has a `pub use` of a name in it.
fn is_exported(files: &[File], number: usize, name: &str) -> bool {
    let Some((folder, module)) = files[number].path.trim_end_matches(".rs").rsplit_once('/') else { return false };
    let beside = format!("{folder}/mod.rs");
    let module_file = files.iter().filter(|file| file.path == beside);
    module_file.flat_map(|file| &file.pieces).any(|piece| match &piece.kind {
        Kind::Import(import) => import.path == module && import.names.contains(&name),
        _ => false,
    })
}

fn definitions(files: &[File]) -> Definitions {
    let mut definitions = Definitions::default();
    for (number, file) in files.iter().enumerate() {
        for piece in &file.pieces {
            if let Kind::Item(name) | Kind::Trait(name) = piece.kind {
                definitions.entry(name).or_default().push((number, piece.is_public));
            }
        }
    }
    definitions
}

impl Kept<'_> {
    /// Whether a piece is kept.
    pub(super) fn has(&self, piece: &Piece) -> bool {
        self.pieces.contains(&std::ptr::from_ref(piece))
    }

    /// Whether an item of a file is kept.
    pub(super) fn has_item(&self, file: usize, name: &str) -> bool {
        self.definitions.get_key_value(name).is_some_and(|(name, _)| self.items.contains(&(file, name)))
    }

    /// Whether kept code of a file mentions a word that may be imported.
    pub(super) fn mentions(&self, file: usize, word: &'static str) -> bool {
        [What::Name(word), What::Word(word)].into_iter().any(|what| self.mentioned.contains(&(file, what)))
    }

    /// Whether the features allow a piece.
    pub(super) fn is_on(&self, piece: &Piece) -> bool {
        piece.feature.is_none_or(|feature| self.roots.features.contains(feature))
    }

    /// Whether a place within a kept piece is kept.
    pub(super) fn holds(&self, condition: Condition) -> bool {
        match condition {
            Condition::Feature(feature) => self.roots.features.contains(feature),
            Condition::Variant(owner, name) => !self.is_ours(owner) || self.has_variant(owner, name),
        }
    }

    /// Adds what is reached by one step more; false if there is nothing.
    fn grow(&mut self, files: &[File]) -> bool {
        let before = (self.pieces.len(), self.mentioned.len());
        for (number, file) in files.iter().enumerate() {
            for piece in &file.pieces {
                self.grow_by(files, number, piece, None);
            }
        }
        before != (self.pieces.len(), self.mentioned.len())
    }

    fn grow_by(&mut self, files: &[File], file: usize, piece: &Piece, whole: Option<&Piece>) {
        for member in &piece.members {
            self.grow_by(files, file, member, Some(piece));
        }
        let is_new = !self.has(piece);
        if is_new && !self.reaches(files, file, piece, whole) {
            return;
        }
        if is_new {
            self.pieces.insert(std::ptr::from_ref(piece));
        }
        if let (Kind::Variant { name, .. }, Some(Kind::Item(owner))) = (&piece.kind, whole.map(|whole| &whole.kind)) {
            self.variants.insert((owner, name));
        }
        // What a piece says without a condition is known since it was kept.
        for mention in piece.mentions.iter().filter(|mention| is_new || !mention.within.is_empty()) {
            if mention.within.iter().all(|cut| self.holds(piece.cuts[*cut].condition)) {
                self.note(file, mention.what);
            }
        }
    }

    fn reaches(&self, files: &[File], file: usize, piece: &Piece, whole: Option<&Piece>) -> bool {
        if !self.is_on(piece) {
            return false;
        }
        match (&piece.kind, whole) {
            (Kind::Item(name) | Kind::Trait(name), _) => self.items.contains(&(file, name)),
            (Kind::Methods { owner }, _) => {
                self.items.contains(&(file, owner)) && piece.members.iter().any(|member| self.has(member))
            }
            (Kind::Implementation { names, .. }, _) => {
                names.iter().all(|name| self.resolve(file, name).iter().all(|item| self.items.contains(item)))
            }
            (Kind::Variant { name, is_default }, Some(whole)) => match whole.kind {
                Kind::Item(owner) => self.has(whole) && (*is_default || self.has_variant(owner, name)),
                _ => false,
            },
            (Kind::Field(name), Some(whole)) => {
                self.has(whole) && (piece.is_public || self.mentioned.contains(&(file, What::Field(name))))
            }
            (Kind::Method(name), Some(whole)) => self.reaches_method(files, file, name, whole),
            _ => false,
        }
    }

    fn reaches_method(&self, files: &[File], file: usize, name: &'static str, whole: &Piece) -> bool {
        match &whole.kind {
            Kind::Trait(_) => {
                let is_mentioned = self.methods.iter().any(|(_, found)| *found == name);
                self.has(whole) && (is_mentioned || (self.roots.calls)(name))
            }
            Kind::Methods { owner } => {
                let is_mentioned = self.methods.contains(&(None, name)) || self.methods.contains(&(Some(owner), name));
                let is_root =
                    (self.roots.calls)(name) || (self.roots.paths)(owner, name) || self.is_offered(owner, name);
                self.items.contains(&(file, owner)) && (is_mentioned || is_root)
            }
            Kind::Implementation { of, .. } => {
                let traits = files.iter().flat_map(|file| &file.pieces);
                let ours = traits.into_iter().find(|piece| matches!(piece.kind, Kind::Trait(name) if name == *of));
                let is_needed = |ours: &Piece| {
                    let mut members = ours.members.iter();
                    members
                        .any(|member| matches!(member.kind, Kind::Method(known) if known == name) && self.has(member))
                };
                self.has(whole) && ours.is_none_or(is_needed)
            }
            _ => false,
        }
    }

    fn note(&mut self, file: usize, what: What) {
        if !self.mentioned.insert((file, what)) {
            return;
        }
        match what {
            What::Name(name) => self.items.extend(self.resolve(file, name)),
            What::Method(owner, name) => {
                self.methods.insert((owner, name));
                if let Some(owner) = owner {
                    self.items.extend(self.resolve(file, owner));
                }
            }
            What::Variant(owner, name) => {
                self.variants.insert((owner, name));
                self.items.extend(self.resolve(file, owner));
            }
            What::Word(_) | What::Field(_) => {}
        }
    }

    /// What a name stands for in a file: its own item, or that of another.
    fn resolve(&self, file: usize, name: &str) -> Vec<(usize, &'static str)> {
        let Some((name, files)) = self.definitions.get_key_value(name) else { return Vec::new() };
        if files.iter().any(|(number, _)| *number == file) {
            return vec![(file, name)];
        }
        files.iter().filter(|(_, is_public)| *is_public).map(|(number, _)| (*number, *name)).collect()
    }

    fn is_ours(&self, name: &str) -> bool {
        self.definitions.contains_key(name)
    }

    fn has_variant(&self, owner: &'static str, name: &'static str) -> bool {
        self.variants.contains(&(owner, name)) || (self.roots.paths)(owner, name) || self.is_offered(owner, name)
    }

    fn is_offered(&self, owner: &str, name: &str) -> bool {
        self.roots.offered.iter().any(|path| path.split_once("::") == Some((owner, name)))
    }
}
