//! The text of what is kept.

use std::collections::BTreeSet;
use std::ops::Range;

use super::import::{Import, local};
use super::mention::What;
use super::piece::{Cut, File, Kind, Piece};
use super::reach::Kept;
use crate::text::layout;

/// The files of which something is kept.
pub(super) fn files(files: &[File], kept: &Kept<'_>) -> Vec<(&'static str, String)> {
    let writers: Vec<Writer<'_>> =
        files.iter().enumerate().map(|(number, file)| Writer { files, number, file, kept }).collect();
    let imported: BTreeSet<String> = writers.iter().flat_map(Writer::imported_from_crate).collect();
    let texts = writers.iter().map(|writer| (writer.file.path, writer.text(&imported)));
    texts.filter_map(|(path, text)| Some((path, text?))).collect()
}

struct Writer<'a> {
    files: &'a [File],
    number: usize,
    file: &'a File,
    kept: &'a Kept<'a>,
}

impl Writer<'_> {
    /// The file; none if nothing is kept of it.
    fn text(&self, imported: &BTreeSet<String>) -> Option<String> {
        let mut text = Chunks::default();
        text.add(true, &self.file.text[..self.file.docs]);
        let mut imports: Vec<Line> = Vec::new();
        let mut is_empty = true;
        let mut is_apart = false;
        for piece in &self.file.pieces {
            is_apart |= piece.is_apart;
            if piece.is_apart {
                text.add_imports(&mut imports);
            }
            let chunk = match &piece.kind {
                Kind::Import(import) => {
                    let keyword = if piece.is_public { "pub use" } else { "use" };
                    let names = if piece.is_public { self.exports(import, imported) } else { self.imports(import) };
                    if !names.is_empty() && self.kept.is_on(piece) {
                        text.expect(std::mem::take(&mut is_apart));
                        match imports.iter_mut().find(|line| line.path == import.path) {
                            Some(line) => line.names.extend(names),
                            None => imports.push(Line { keyword, path: import.path, names }),
                        }
                    }
                    continue;
                }
                Kind::Module(name) => self.is_needed(name).then(|| self.file.text[piece.place.clone()].to_owned()),
                _ => self.kept.has(piece).then(|| self.piece(piece)),
            };
            if let Some(chunk) = chunk {
                is_empty = false;
                text.add(std::mem::take(&mut is_apart), &chunk);
            }
        }
        text.add_imports(&mut imports);
        (!is_empty).then(|| format!("{}\n", text.text))
    }

    fn piece(&self, piece: &Piece) -> String {
        let Some(first) = piece.members.first() else { return self.cut(&piece.place, &piece.cuts) };
        let last = &piece.members[piece.members.len() - 1];
        let head = piece.place.start..first.place.start;
        let mut members = Chunks::default();
        let mut is_apart = false;
        for member in &piece.members {
            is_apart |= member.is_apart;
            if self.kept.has(member) {
                members.add(std::mem::take(&mut is_apart), &self.cut(&member.place, &member.cuts));
            }
        }
        let head = self.cut(&head, &piece.cuts);
        format!("{head}{}{}", members.text, &self.file.text[last.place.end..piece.place.end])
    }

    /// The text of a place without what its cuts take away.
    fn cut(&self, span: &Range<usize>, cuts: &[Cut]) -> String {
        let mut text = String::new();
        let mut from = span.start;
        for cut in cuts.iter().filter(|cut| span.contains(&cut.place.start)) {
            let gone = if self.kept.holds(cut.condition) { cut.attribute.clone() } else { Some(cut.place.clone()) };
            let Some(gone) = gone.filter(|gone| gone.start >= from) else { continue };
            let gone = self.whole_lines(&gone);
            text.push_str(&self.file.text[from..gone.start]);
            from = gone.end;
        }
        text.push_str(&self.file.text[from..span.end]);
        text
    }

    /// What is taken away with a place: its lines, or the space after it.
    fn whole_lines(&self, place: &Range<usize>) -> Range<usize> {
        let text = self.file.text;
        let line = text[..place.start].rfind('\n').map_or(0, |end| end + 1);
        let rest = text[place.end..].find('\n').map_or(text.len(), |end| place.end + end + 1);
        if text[line..place.start].trim().is_empty() && text[place.end..rest].trim().is_empty() {
            return line..rest;
        }
        // Angle brackets go with the only parameter in them.
        if text[..place.start].ends_with('<') && text[place.end..].starts_with('>') {
            return place.start - 1..place.end + 1;
        }
        place.start..place.end + usize::from(text[place.end..].starts_with(' '))
    }

    /// The imported names that are still used. One that no code ever mentions is there for its methods.
    fn imports(&self, import: &Import) -> Vec<&'static str> {
        let names = import.names.iter().copied();
        let is_mentioned_anywhere = |name: &str| self.file.pieces.iter().any(|piece| mentions(piece, name));
        let is_used = |name: &&'static str| {
            let name = local(name);
            name == "_" || self.kept.mentions(self.number, name) || !is_mentioned_anywhere(name)
        };
        names.filter(is_used).collect()
    }

    /// What the file takes from other folders, as `folder::name`.
    fn imported_from_crate(&self) -> Vec<String> {
        let has_code = self.file.pieces.iter().any(|piece| self.kept.has(piece));
        let pieces = self.file.pieces.iter().filter(|_| has_code);
        let imports = pieces.filter_map(|piece| match &piece.kind {
            Kind::Import(import) => Some((import.path.strip_prefix("crate::")?, import)),
            _ => None,
        });
        imports
            .flat_map(|(path, import)| self.imports(import).into_iter().map(move |name| format!("{path}::{name}")))
            .collect()
    }

    /// The names that `mod.rs` still gives to others.
    fn exports(&self, import: &Import, imported: &BTreeSet<String>) -> Vec<&'static str> {
        let folder = self.folder();
        let Some(file) = self.beside(import.path) else { return Vec::new() };
        let module = folder.rsplit('/').next().unwrap_or(folder);
        let is_wanted = |name: &&str| {
            let roots = self.kept.roots;
            let is_offered = roots.offered.contains(name);
            let is_used = (roots.names)(name) || is_offered || imported.contains(&format!("{module}::{name}"));
            self.kept.has_item(file, name) && is_used
        };
        import.names.iter().copied().filter(is_wanted).collect()
    }

    /// Whether something is kept of a module beside the file.
    fn is_needed(&self, module: &str) -> bool {
        let file = self.beside(module).map(|number| &self.files[number]);
        file.is_some_and(|file| file.pieces.iter().any(|piece| self.kept.has(piece)))
    }

    fn beside(&self, module: &str) -> Option<usize> {
        let path = format!("{}/{module}.rs", self.folder());
        self.files.iter().position(|file| file.path == path)
    }

    fn folder(&self) -> &'static str {
        self.file.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

fn mentions(piece: &Piece, name: &str) -> bool {
    let own = !matches!(piece.kind, Kind::Import(_))
        && piece
            .mentions
            .iter()
            .any(|mention| matches!(mention.what, What::Name(found) | What::Word(found) if found == name));
    own || piece.members.iter().any(|member| mentions(member, name))
}

/// A `use` line.
struct Line {
    keyword: &'static str,
    path: &'static str,
    names: Vec<&'static str>,
}

/// Pieces of text, with a blank line between some.
#[derive(Default)]
struct Chunks {
    text: String,
    /// A blank line comes before the next one.
    is_apart: bool,
}

impl Chunks {
    fn expect(&mut self, is_apart: bool) {
        self.is_apart |= is_apart;
    }

    fn add(&mut self, is_apart: bool, chunk: &str) {
        let is_apart = std::mem::take(&mut self.is_apart) || is_apart;
        let chunk = chunk.trim_end_matches('\n');
        if !self.text.is_empty() {
            self.text.push_str(if is_apart { "\n\n" } else { "\n" });
        }
        self.text.push_str(chunk);
    }

    fn add_imports(&mut self, imports: &mut Vec<Line>) {
        if !imports.is_empty() {
            let lines = imports.drain(..).map(|line| layout::imports(line.keyword, line.path, &line.names));
            let chunk = layout::in_order(lines.collect()).join("\n");
            self.add(false, &chunk);
        }
    }
}
