//! Reads a file into pieces.

use std::ops::Range;

use super::code::Code;
use super::import::Import;
use super::mention::Walk;
use super::piece::{File, Kind, Piece};

/// Reads a file.
pub(super) fn file(path: &'static str, text: &'static str) -> File {
    let docs = text.lines().take_while(|line| line.starts_with("//!")).map(|line| line.len() + 1).sum();
    let code = Code::read(text);
    let reader = Reader { code: &code, owner: None };
    let pieces = reader.pieces(code.all(), docs, Members::Items);
    File { path, text, docs, pieces }
}

/// Reads pieces of one file.
struct Reader<'a> {
    code: &'a Code,
    /// What `Self` stands for.
    owner: Option<&'static str>,
}

/// What the members of something are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Members {
    /// Of a file.
    Items,
    /// Of a trait or an `impl`.
    Methods,
    Variants,
    Fields,
}

impl Reader<'_> {
    /// Cuts tokens into pieces; `from` is where the text before them ends. Tests are none.
    fn pieces(&self, mut tokens: Range<usize>, mut from: usize, members: Members) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while !tokens.is_empty() {
            let attributes = self.code.attributes(&tokens);
            let head = attributes.last().map_or(tokens.start, |attribute| attribute.end + 1)..tokens.end;
            let end = match members {
                Members::Items | Members::Methods => self.item_end(head.clone()),
                Members::Variants | Members::Fields => self.code.member_end(&head),
            };
            let all = tokens.start..end;
            let place = self.lines(from, self.code.place(&all).end);
            if !attributes.iter().any(|attribute| self.text(attribute) == "cfg(test)") {
                pieces.push(self.piece(&attributes, head.start..end, from, place.clone(), members));
            }
            (tokens.start, from) = (end, place.end);
        }
        pieces
    }

    fn piece(
        &self,
        attributes: &[Range<usize>],
        body: Range<usize>,
        from: usize,
        place: Range<usize>,
        members: Members,
    ) -> Piece {
        let head = self.skip_visibility(body.clone());
        let kind = self.kind(head.clone(), attributes, members);
        let owner = self.owner_within(&kind);
        let mut walk = Walk::new(self.code, owner);
        let feature = walk.attributes(attributes);
        let mut inner = Vec::new();
        if let Some(members) = self.members_of(&kind, &head, attributes)
            && let Some(brace) = self.code.top(head.clone()).find(|at| self.code.inside(*at, b'{').is_some())
            && let Some(inside) = self.code.inside(brace, b'{')
        {
            walk.code(head.start..brace);
            let from = self.code.place(&(brace..brace + 1)).end;
            inner = Reader { code: self.code, owner }.pieces(inside, from, members);
        } else {
            // What a variant is called mentions nothing.
            walk.code(if members == Members::Variants { head.start + 1..head.end } else { head.clone() });
        }
        let (cuts, mentions) = walk.finish();
        let text = self.code.text;
        let is_apart = text[from..place.start].contains("\n\n") || text[..place.start].ends_with("\n\n");
        let is_public = head.start > body.start;
        Piece { kind, is_public, place, is_apart, feature, cuts, mentions, members: inner }
    }

    /// What `Self` stands for inside of a piece.
    fn owner_within(&self, kind: &Kind) -> Option<&'static str> {
        match kind {
            Kind::Methods { owner } => Some(owner),
            Kind::Implementation { names, .. } => names.last().copied(),
            Kind::Trait(name) | Kind::Item(name) => Some(name),
            _ => self.owner,
        }
    }

    fn kind(&self, head: Range<usize>, attributes: &[Range<usize>], members: Members) -> Kind {
        let first = self.code.text(head.start);
        match (members, first) {
            (Members::Variants, name) => {
                let is_default = attributes.iter().any(|attribute| self.text(attribute) == "default");
                Kind::Variant { name, is_default }
            }
            (Members::Fields, name) => Kind::Field(name),
            (Members::Methods, _) => Kind::Method(self.name(head)),
            (Members::Items, "mod") => Kind::Module(self.name(head)),
            (Members::Items, "use") => Kind::Import(Import::read(self.code, head.start + 1..head.end - 1)),
            (Members::Items, "trait") => Kind::Trait(self.name(head)),
            (Members::Items, "impl") => self.implementation(head.start + 1..head.end),
            (Members::Items, _) => Kind::Item(self.name(head)),
        }
    }

    /// The name after the keywords of an item.
    fn name(&self, head: Range<usize>) -> &'static str {
        const KEYWORDS: [&str; 10] =
            ["async", "const", "enum", "fn", "mod", "static", "struct", "task_local", "trait", "type"];
        let mut words = head.filter_map(|at| self.code.word(at));
        words.find(|word| !KEYWORDS.contains(word)).expect("an item has a name")
    }

    /// The kind of an `impl`, from the tokens after that.
    fn implementation(&self, tokens: Range<usize>) -> Kind {
        let start = self.code.generics_end(&tokens);
        let ends = |at: &usize| self.code.word(*at) == Some("where") || self.code.inside(*at, b'{').is_some();
        let end = self.code.top(start..tokens.end).find(ends).unwrap_or(tokens.end);
        let words = |tokens: Range<usize>| -> Vec<&'static str> {
            tokens.filter_map(|at| self.code.word(at)).filter(|word| word.starts_with(char::is_uppercase)).collect()
        };
        match (start..end).find(|at| self.code.word(*at) == Some("for")) {
            None => Kind::Methods { owner: words(start..end)[0] },
            Some(at) => {
                let (of, mut names) = (words(start..at), words(at..end));
                // The type itself last, as `Self` stands for it.
                let own = names.len().min(1);
                names.rotate_left(own);
                Kind::Implementation { of: of[0], names: of.into_iter().chain(names).collect() }
            }
        }
    }

    /// The members that are pieces of their own.
    fn members_of(&self, kind: &Kind, head: &Range<usize>, attributes: &[Range<usize>]) -> Option<Members> {
        match (kind, self.code.text(head.start)) {
            (Kind::Trait(_) | Kind::Methods { .. } | Kind::Implementation { .. }, _) => Some(Members::Methods),
            (Kind::Item(_), "enum") => Some(Members::Variants),
            (Kind::Item(_), "struct") => {
                let mut derives = attributes.iter().map(|attribute| self.text(attribute));
                let has_default = derives.any(|derive| derive.starts_with("derive(") && derive.contains("Default"));
                has_default.then_some(Members::Fields)
            }
            _ => None,
        }
    }

    /// Where the first of some items ends.
    fn item_end(&self, tokens: Range<usize>) -> usize {
        let head = self.skip_visibility(tokens.clone());
        let has_value = match (self.code.text(head.start), self.code.word(head.start + 1)) {
            ("use" | "static" | "type", _) => true,
            ("const", second) => second != Some("fn"),
            _ => false,
        };
        let ends = |at: &usize| self.code.is(*at, b';') || (!has_value && self.code.inside(*at, b'{').is_some());
        let last = self.code.top(tokens).find(ends).expect("an item ends");
        self.code.after(last)
    }

    fn skip_visibility(&self, tokens: Range<usize>) -> Range<usize> {
        if self.code.word(tokens.start) != Some("pub") {
            return tokens;
        }
        let next = tokens.start + 1;
        let start = if self.code.inside(next, b'(').is_some() { self.code.after(next) } else { next };
        start..tokens.end
    }

    fn text(&self, tokens: &Range<usize>) -> &'static str {
        &self.code.text[self.code.place(tokens)]
    }

    /// The lines up to `end`, without blank ones at their beginning.
    fn lines(&self, from: usize, end: usize) -> Range<usize> {
        let text = &self.code.text[from..end];
        let blank = text.lines().map_while(|line| line.trim().is_empty().then(|| line.len() + 1));
        from + blank.sum::<usize>()..end
    }
}
