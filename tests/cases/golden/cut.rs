//! What is left of a source when the list of a golden says what is kept.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Field, FieldValue, GenericParam, ImplItem, Item, ItemImpl, Pat, Stmt, TraitItem, Variant};

use super::pieces::{Parsed, Piece, place, self_name};

/// What a project has of the shared code.
pub(super) struct Kept<'a> {
    /// They decide about what has no name, such as a statement.
    pub(super) features: &'a BTreeSet<String>,
    /// The items and members of the file.
    pub(super) names: BTreeSet<&'a str>,
    /// Variants of any file that the project lacks. Their arms go too.
    pub(super) lacking: &'a BTreeSet<String>,
}

/// The text of a source that is kept, without `use` lines.
pub(super) fn text_kept(source: &Parsed, kept: &Kept<'_>) -> String {
    let mut cuts = Cuts { text: &source.text, kept, owner: String::new(), places: Vec::new() };
    cuts.visit_file(&source.file);
    cuts.drop_others(&source.pieces());
    without(source, cuts.places)
}

/// The text of a file without `use` lines.
pub(super) fn text_of(file: &Parsed) -> String {
    without(file, Vec::new())
}

fn without(file: &Parsed, mut gone: Vec<Range<usize>>) -> String {
    gone.extend(file.file.items.iter().filter(|item| matches!(item, Item::Use(_))).map(place));
    gone.sort_by_key(|place| place.start);
    let mut left = String::new();
    let mut from = 0;
    for place in gone.into_iter().map(|place| whole_lines(&file.text, place)) {
        left.push_str(&file.text[from..place.start.max(from)]);
        from = from.max(place.end);
    }
    left.push_str(&file.text[from..]);
    with_single_blank_lines(&left)
}

/// A place with the rest of its lines, if that is blank.
fn whole_lines(text: &str, place: Range<usize>) -> Range<usize> {
    let start = text[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[place.end..].find('\n').map_or(text.len(), |end| place.end + end + 1);
    let is_alone = text[start..place.start].trim().is_empty() && text[place.end..end].trim().is_empty();
    if is_alone { start..end } else { place }
}

/// One blank line stays of several that came together, and none at the beginning or end of something.
fn with_single_blank_lines(text: &str) -> String {
    let mut left = String::new();
    let mut is_apart = false;
    for line in text.lines() {
        if line.is_empty() {
            is_apart = true;
            continue;
        }
        let is_within = !left.is_empty() && !left.ends_with("{\n") && line.trim() != "}";
        left.push_str(if is_apart && is_within { "\n" } else { "" });
        left.push_str(line);
        left.push('\n');
        is_apart = false;
    }
    left
}

/// The places that are cut out.
struct Cuts<'a> {
    text: &'a str,
    kept: &'a Kept<'a>,
    /// What `Self` stands for.
    owner: String,
    places: Vec<Range<usize>>,
}

impl Cuts<'_> {
    /// Cuts out the pieces that are not kept.
    fn drop_others(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            let is_kept = match &piece.name {
                Some(name) => self.kept.names.contains(name.as_str()),
                None => super::pieces::names(&piece.members).iter().any(|name| self.kept.names.contains(name)),
            };
            if is_kept {
                self.drop_others(&piece.members);
            } else {
                self.cut(piece.place.clone());
            }
        }
    }

    /// Cuts out a node whose feature is off, or the attribute that says so. Whether the node is left.
    fn has_feature(&mut self, node: &impl Spanned) -> bool {
        let place = place(node);
        let Some((feature, attribute)) = feature(&self.text[place.clone()]) else { return true };
        let is_on = self.kept.features.contains(feature);
        self.cut(if is_on { place.start + attribute.start..place.start + attribute.end } else { place });
        is_on
    }

    /// Cuts out a place with the comma and the space behind it, or the angle brackets around it.
    fn cut(&mut self, place: Range<usize>) {
        let (before, after) = (&self.text[..place.start], &self.text[place.end..]);
        if before.ends_with('<') && after.starts_with('>') {
            return self.places.push(place.start - 1..place.end + 1);
        }
        let comma = usize::from(after.starts_with(','));
        let space = usize::from(after[comma..].starts_with(' '));
        self.places.push(place.start..place.end + comma + space);
    }

    /// Whether the project has the variant that an arm is for, if it is for one alone.
    fn has_variant(&self, arm: &Arm) -> bool {
        let path = match &arm.pat {
            Pat::Path(pattern) => &pattern.path,
            Pat::Struct(pattern) => &pattern.path,
            Pat::TupleStruct(pattern) => &pattern.path,
            _ => return true,
        };
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let [.., owner, variant] = names.as_slice() else { return true };
        let owner = if owner == "Self" { &self.owner } else { owner };
        !self.kept.lacking.contains(&format!("{owner}::{variant}"))
    }
}

/// The feature that the attributes at the beginning of a node ask for, and the place of that attribute.
fn feature(node: &str) -> Option<(&str, Range<usize>)> {
    const BEFORE: &str = "#[cfg(feature = \"";
    const AFTER: &str = "\")]";
    let mut at = 0;
    loop {
        at = node.len() - node[at..].trim_start().len();
        let rest = &node[at..];
        if let Some(rest) = rest.strip_prefix(BEFORE) {
            let name = &rest[..rest.find(AFTER)?];
            return Some((name, at..at + BEFORE.len() + name.len() + AFTER.len()));
        }
        if !rest.starts_with("//") && !rest.starts_with("#[") {
            return None;
        }
        at += rest.find('\n')?;
    }
}

impl<'ast> Visit<'ast> for Cuts<'_> {
    fn visit_item_impl(&mut self, block: &'ast ItemImpl) {
        self.owner = self_name(block);
        visit::visit_item_impl(self, block);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        if !self.has_variant(arm) {
            self.cut(place(arm));
        } else if self.has_feature(arm) {
            visit::visit_arm(self, arm);
        }
    }

    fn visit_item(&mut self, node: &'ast Item) {
        if self.has_feature(node) {
            visit::visit_item(self, node);
        }
    }

    fn visit_impl_item(&mut self, node: &'ast ImplItem) {
        if self.has_feature(node) {
            visit::visit_impl_item(self, node);
        }
    }

    fn visit_trait_item(&mut self, node: &'ast TraitItem) {
        if self.has_feature(node) {
            visit::visit_trait_item(self, node);
        }
    }

    fn visit_variant(&mut self, node: &'ast Variant) {
        if self.has_feature(node) {
            visit::visit_variant(self, node);
        }
    }

    fn visit_field(&mut self, node: &'ast Field) {
        if self.has_feature(node) {
            visit::visit_field(self, node);
        }
    }

    fn visit_field_value(&mut self, node: &'ast FieldValue) {
        if self.has_feature(node) {
            visit::visit_field_value(self, node);
        }
    }

    fn visit_generic_param(&mut self, node: &'ast GenericParam) {
        if self.has_feature(node) {
            visit::visit_generic_param(self, node);
        }
    }

    fn visit_stmt(&mut self, node: &'ast Stmt) {
        if self.has_feature(node) {
            visit::visit_stmt(self, node);
        }
    }
}
