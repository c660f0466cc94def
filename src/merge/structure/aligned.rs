use std::collections::HashMap;
use std::iter::zip;
use std::ops::Range;

use super::super::conflict::{Hunk, Piece};
use super::super::threeway::{self, Region, Resolution};
use super::{Three, View, independent, named};
use crate::text::outline::Entry;

/// A line, or a block that is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Token<'a> {
    Line(&'a str),
    /// By its place among the settled ones.
    Block(usize),
}

/// A block's tokens, and the line that each begins at.
type Stream<'a> = Vec<(Token<'a>, usize)>;

/// A block that was merged by name.
struct Settled {
    pieces: Vec<Piece>,
    /// What each side has there.
    texts: Three<String>,
}

/// Merges blocks line by line, in which the blocks that can be are merged by name first: what they become stands on
/// all sides, like a line that nobody changed.
pub(super) fn merge(views: Three<View<'_>>) -> Vec<Piece> {
    let mut settled = Vec::new();
    let streams = streams(views, &mut settled);
    let [base, ours, theirs] =
        streams.each_ref().map(|stream| stream.iter().map(|(token, _)| *token).collect::<Vec<_>>());
    let text = |tokens: &[Token<'_>], side: usize| -> String {
        let text = |token: &Token<'_>| match token {
            Token::Line(line) => (*line).to_owned(),
            Token::Block(block) => settled[*block].texts[side].clone(),
        };
        tokens.iter().map(text).collect()
    };
    let our_line = |at: usize| streams[1].get(at).map_or(views[1].block.range().end, |(_, line)| *line) + 1;
    let pieces = |region: Region| match region.resolution {
        Resolution::Ours => decided(&ours[region.ours], &settled),
        Resolution::Theirs => decided(&theirs[region.theirs], &settled),
        Resolution::Conflict
            if are_independent(
                &base[region.base.clone()],
                &ours[region.ours.clone()],
                &theirs[region.theirs.clone()],
            ) =>
        {
            decided(&[&theirs[region.theirs], &ours[region.ours]].concat(), &settled)
        }
        Resolution::Conflict => vec![Piece::Open(Hunk {
            line: our_line(region.ours.start),
            ours: text(&ours[region.ours], 1),
            base: text(&base[region.base], 0),
            theirs: text(&theirs[region.theirs], 2),
        })],
    };
    threeway::regions(&base, &ours, &theirs).into_iter().flat_map(pieces).collect()
}

/// Whether both sides only added lines here, and these mean the same in any order.
fn are_independent(base: &[Token<'_>], ours: &[Token<'_>], theirs: &[Token<'_>]) -> bool {
    let lines = ours.iter().chain(theirs).map(|token| match token {
        Token::Line(line) => Some(*line),
        Token::Block(_) => None,
    });
    base.is_empty() && lines.collect::<Option<Vec<_>>>().is_some_and(|lines| independent::are_independent(&lines))
}

/// The pieces of tokens that one side decides.
fn decided(tokens: &[Token<'_>], settled: &[Settled]) -> Vec<Piece> {
    let pieces = |token: &Token<'_>| match token {
        Token::Line(line) => vec![Piece::Settled((*line).to_owned())],
        Token::Block(block) => settled[*block].pieces.clone(),
    };
    tokens.iter().flat_map(pieces).collect()
}

/// The tokens of a block that is not merged by name.
fn streams<'a>(views: Three<View<'a>>, settled: &mut Vec<Settled>) -> Three<Stream<'a>> {
    let inner = shared(views, settled);
    [0, 1, 2].map(|side| {
        let view = views[side];
        let lines = |range: Range<usize>| range.map(|line| (Token::Line(view.texts[line]), line));
        let mut stream: Stream<'a> = lines(view.block.header.clone()).collect();
        for entry in &view.block.entries {
            match inner.get(head(view, entry)) {
                None => stream.extend(lines(entry.range())),
                Some(bodies) => {
                    stream.extend(lines(entry.lead.clone()));
                    for (part, body) in zip(&entry.parts, bodies) {
                        stream.extend(lines(part.head..part.head + 1));
                        stream.extend(&body[side]);
                    }
                }
            }
        }
        stream.extend(lines(view.block.rest.clone()));
        stream
    })
}

/// The bodies of the entries that all three have, by their first line: a line that one of them has twice tells nothing.
fn shared<'a>(views: Three<View<'a>>, settled: &mut Vec<Settled>) -> HashMap<&'a str, Vec<Three<Stream<'a>>>> {
    let [base, ours, theirs] = views.map(by_head);
    let mut shared = HashMap::new();
    for (head, in_base) in base {
        let (Some(in_base), Some(Some(in_ours)), Some(Some(in_theirs))) = (in_base, ours.get(head), theirs.get(head))
        else {
            continue;
        };
        let entries = [in_base, *in_ours, *in_theirs];
        if has_same_heads(views, entries) {
            let parts = 0..in_base.parts.len();
            let body =
                |part: usize| [0, 1, 2].map(|side| View { block: &entries[side].parts[part].body, ..views[side] });
            shared.insert(head, parts.map(|part| bodies(body(part), settled)).collect());
        }
    }
    shared
}

/// The entries by their first line; none for a line that several begin with.
fn by_head(view: View<'_>) -> HashMap<&str, Option<&Entry>> {
    let mut entries = HashMap::new();
    for entry in &view.block.entries {
        entries.entry(head(view, entry)).and_modify(|entry| *entry = None).or_insert(Some(entry));
    }
    entries
}

fn head<'a>(view: View<'a>, entry: &Entry) -> &'a str {
    entry.parts.first().map_or("", |part| view.texts[part.head])
}

fn has_same_heads(views: Three<View<'_>>, entries: Three<&Entry>) -> bool {
    let [base, ours, theirs] =
        [0, 1, 2].map(|side| entries[side].parts.iter().map(|part| views[side].texts[part.head]).collect::<Vec<_>>());
    base == ours && base == theirs
}

/// The tokens of a block inside: one, if it can be merged by name.
fn bodies<'a>(views: Three<View<'a>>, settled: &mut Vec<Settled>) -> Three<Stream<'a>> {
    match named::merge(views) {
        None => streams(views, settled),
        Some(pieces) => {
            let block = Token::Block(settled.len());
            settled.push(Settled { pieces, texts: views.map(|view| view.all().lines.concat()) });
            views.map(|view| vec![(block, view.block.range().start)])
        }
    }
}
