use super::key::{self, Kind};
use super::line::{self, Class, Line};
use super::{Block, Entry, Part};
use crate::text::Language;

/// The deepest nesting that is looked at; beneath it, lines are lines.
const MAX_DEPTH: usize = 60;

/// Groups the lines of a text.
pub(crate) fn parse(language: Language, texts: &[&str]) -> Block {
    let lines = line::read(language, texts);
    let mut parser = Parser { language, texts, lines: &lines, at: 0 };
    parser.block(None, key::root(language), 0)
}

struct Parser<'a> {
    language: Language,
    texts: &'a [&'a str],
    lines: &'a [Line],
    /// The next line.
    at: usize,
}

impl Parser<'_> {
    /// Reads what is deeper than a head; all there is, if there is no head.
    fn block(&mut self, head: Option<usize>, kind: Kind, level: usize) -> Block {
        let start = self.at;
        let mut entries = Vec::new();
        while let Some(entry) = self.entry(head, kind, level) {
            entries.push(entry);
        }
        let rest = self.at;
        self.at = self.end_of_rest(head);
        let mut block = Block { kind, header: start..start, entries, rest: rest..self.at };
        if block.entries.is_empty() {
            return Block::plain(block.range());
        }
        self.split_header(&mut block);
        block
    }

    /// Reads the next entry, if there is one before the block ends.
    fn entry(&mut self, outer: Option<usize>, kind: Kind, level: usize) -> Option<Entry> {
        let head = (self.at..self.lines.len()).find(|at| is_head(self.lines[*at]))?;
        let depth = self.lines[head].depth;
        if outer.is_some_and(|outer| depth <= outer) {
            return None;
        }
        let lead = self.at..head;
        let mut parts = Vec::new();
        self.at = head;
        loop {
            parts.push(self.part(head, depth, kind, level));
            let goes_on = |line: &Line| line.class == Class::Closing && line.depth == depth;
            if !self.lines.get(self.at).is_some_and(goes_on) {
                break;
            }
        }
        let mut entry = Entry { key: None, lead, parts };
        let is_text = self.lines[head].class == Class::Raw;
        entry.key = if is_text { None } else { key::of(self.language, kind, &entry, self.texts) };
        Some(entry)
    }

    fn part(&mut self, first: usize, depth: usize, kind: Kind, level: usize) -> Part {
        let head = self.at;
        self.at += 1;
        if level == MAX_DEPTH || self.lines[head].class == Class::Raw {
            let start = self.at;
            let is_deeper = |line: &&Line| !is_head(**line) || line.depth > depth;
            self.at += self.lines[start..].iter().take_while(is_deeper).count();
            self.at = self.lines[..self.at].iter().rposition(|line| is_head(*line)).map_or(start, |last| last + 1);
            return Part { head, body: Block::plain(start..self.at) };
        }
        let inner = key::body(self.language, kind, self.texts[first], self.texts[head]);
        Part { head, body: self.block(Some(depth), inner, level + 1) }
    }

    /// Where the comments at the end of a block end: they are deeper than its head, or before its closing bracket.
    fn end_of_rest(&self, head: Option<usize>) -> usize {
        let end = (self.at..self.lines.len()).find(|at| is_head(self.lines[*at])).unwrap_or(self.lines.len());
        let closes = |line: &Line| head == Some(line.depth) && line.class == Class::Closing;
        let Some(depth) = head else { return end };
        if self.lines.get(end).is_some_and(closes) {
            return end;
        }
        let is_inside = |line: &Line| line.class == Class::Comment && line.depth > depth;
        self.lines[self.at..end].iter().rposition(is_inside).map_or(self.at, |last| self.at + last + 1)
    }

    /// Takes what is about all of the block out of the first entry's lead: what a blank line parts from it, and inner
    /// comments and attributes.
    fn split_header(&self, block: &mut Block) {
        let lead = block.entries[0].lead.clone();
        let is_outer = |at: &usize| {
            let text = self.texts[*at].trim_start();
            self.lines[*at].class == Class::Blank || ["//!", "#![", "---"].iter().any(|start| text.starts_with(start))
        };
        let end = lead.clone().rev().find(is_outer).map_or(lead.start, |last| last + 1);
        block.header = lead.start..end;
        block.entries[0].lead = end..lead.end;
    }
}

fn is_head(line: Line) -> bool {
    !matches!(line.class, Class::Blank | Class::Comment)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Block, Language, parse};

    /// The lines that a block holds, in the order of the tree.
    fn lines(block: &Block) -> Vec<usize> {
        let own = |range: &Range<usize>| range.clone().collect::<Vec<_>>();
        let entries = block.entries.iter().flat_map(|entry| {
            let parts = entry.parts.iter().flat_map(|part| [vec![part.head], lines(&part.body)].concat());
            [own(&entry.lead), parts.collect()].concat()
        });
        [own(&block.header), entries.collect(), own(&block.rest)].concat()
    }

    #[test]
    fn every_line_is_in_one_place() {
        let odd = [
            "",
            "\n",
            "}\n]\n",
            "  a: 1\n b: 2\n# c",
            "fn f() {\n\n  // x\n\n",
            "\"\"\"\n[a]\n",
            "- - a\n  - b\n-\n",
            "r#\"\n}",
        ];
        let specs = [
            include_str!("../../../specs/items.yaml"),
            include_str!("../../../specs/orders.yaml"),
            include_str!("../../../specs/types.yaml"),
        ];
        let projects: Vec<_> = specs.into_iter().flat_map(project).collect();
        let texts = projects.iter().map(String::as_str).chain(odd);
        for text in texts {
            for language in [Language::Rust, Language::Yaml, Language::Toml, Language::Json, Language::Text] {
                let texts: Vec<_> = text.split_inclusive('\n').collect();
                let outline = parse(language, &texts);
                assert_eq!(lines(&outline), (0..texts.len()).collect::<Vec<_>>(), "as {language:?}:\n{text}");
            }
        }
    }

    /// The files of a spec's project, each of which is read as each language.
    fn project(spec: &str) -> Vec<String> {
        let service = crate::load("spec", spec.as_bytes()).service.expect("the spec is valid");
        let project = crate::render::render_new(&service, spec);
        project.files().map(|(_, file)| file.text.clone()).collect()
    }
}
