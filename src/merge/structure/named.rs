use std::collections::{HashMap, HashSet};

use super::super::conflict::{Hunk, Piece};
use super::{Three, View, entries, independent, plain};
use crate::text::outline::{Entry, Kind};

/// Merges blocks whose entries all have names of their own, by name; `None` if they don't, or if a name does not tell
/// what happened to its entry.
pub(super) fn merge(views: Three<View<'_>>) -> Option<Vec<Piece>> {
    if views.iter().any(|view| view.block.kind == Kind::Plain || view.block.kind != views[0].block.kind) {
        return None;
    }
    let lists = lists(views);
    let names = [names(views[0], &lists)?, names(views[1], &lists)?, names(views[2], &lists)?];
    if is_replaced_twice(&names) || views[0].block.kind == Kind::Arms && may_overlap(&names) {
        return None;
    }
    let order = order(&names)?;
    let find = |side: usize| -> HashMap<&str, &Entry> {
        names[side].iter().map(String::as_str).zip(&views[side].block.entries).collect()
    };
    let found = [find(0), find(1), find(2)];

    let lines = |side: usize, range: &std::ops::Range<usize>| views[side].lines(range.clone());
    let mut pieces = plain([0, 1, 2].map(|side| lines(side, &views[side].block.header)));
    let mut line = views[1].block.header.end;
    for name in order {
        let three = [0, 1, 2].map(|side| found[side].get(name).copied());
        line = three[1].map_or(line, |ours| ours.range().start);
        pieces.extend(entry(views, three, line + 1));
        line = three[1].map_or(line, |ours| ours.range().end);
    }
    pieces.extend(plain([0, 1, 2].map(|side| lines(side, &views[side].block.rest))));
    Some(pieces)
}

/// The names of a block's entries, if each has one and none has another's.
fn names(view: View<'_>, lists: &HashSet<String>) -> Option<Vec<String>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let of_list = |key| module(key).filter(|module| lists.contains(*module)).unwrap_or(key);
    let keys = view.block.entries.iter().map(|entry| entry.key.as_deref().map(of_list));
    let name = |key| {
        let key: &str = key?;
        let count = counts.entry(key).or_default();
        *count += 1;
        match *count {
            1 => Some(key.to_owned()),
            // A type may have several blocks of methods, and it does not matter which one a method is in.
            count if key.starts_with("impl") => Some(format!("{key} {count}")),
            _ => None,
        }
    };
    keys.map(name).collect()
}

/// The modules from which one of the texts imports a list of names, and none imports in two places.
fn lists(views: Three<View<'_>>) -> HashSet<String> {
    let counts = views.map(|view| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let keys = view.block.entries.iter().filter_map(|entry| entry.key.as_deref());
        for module in keys.filter_map(module) {
            *counts.entry(module.to_owned()).or_default() += 1;
        }
        counts
    });
    let is_once = |module: &&String| counts.iter().all(|side| side.get(*module).is_none_or(|count| *count < 2));
    counts.iter().flat_map(HashMap::keys).filter(is_once).cloned().collect()
}

/// What the key of an import says of the module: `use a::` of `use a::b` and of a list.
fn module(key: &str) -> Option<&str> {
    let end = key.rfind("::")? + "::".len();
    key.starts_with("use ").then(|| &key[..end])
}

/// Whether both sides removed an entry and both added some: then they may have renamed it, each to another name.
fn is_replaced_twice(names: &Three<Vec<String>>) -> bool {
    let [base, ours, theirs] = names.each_ref().map(|names| names.iter().collect::<HashSet<_>>());
    let is_removed = base.iter().any(|name| !ours.contains(name) && !theirs.contains(name));
    is_removed && !ours.is_subset(&base) && !theirs.is_subset(&base) && ours != theirs
}

/// Whether both sides added arms of a match of which the first one could take what the other is for.
fn may_overlap(names: &Three<Vec<String>>) -> bool {
    let added = |side: usize, other: usize| -> Vec<&String> {
        let known: HashSet<_> = names[0].iter().chain(&names[other]).collect();
        names[side].iter().filter(|name| !known.contains(name)).collect()
    };
    let (by_ours, by_theirs) = (added(1, 2), added(2, 1));
    by_ours.iter().any(|ours| by_theirs.iter().any(|theirs| !independent::are_disjoint(ours, theirs)))
}

/// Every name, in the order of the result: ours, unless only theirs changed it; what the other side added comes after
/// what it follows there. `None` if both changed the order.
fn order(names: &Three<Vec<String>>) -> Option<Vec<&str>> {
    let [base, ours, theirs] = names.each_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
    let [known, known_ours, known_theirs] =
        [&base, &ours, &theirs].map(|names| names.iter().copied().collect::<HashSet<_>>());
    let shared = |names: &[&'_ str]| -> Vec<String> {
        let is_shared =
            |name: &&&str| known.contains(**name) && known_ours.contains(**name) && known_theirs.contains(**name);
        names.iter().filter(is_shared).map(|name| (*name).to_owned()).collect()
    };
    let (before, by_ours, by_theirs) = (shared(&base), shared(&ours), shared(&theirs));
    match () {
        () if by_ours == by_theirs || before == by_theirs => Some(woven(&ours, &theirs)),
        () if before == by_ours => Some(woven(&theirs, &ours)),
        () => None,
    }
}

/// The first names, each followed by what follows it in the others and is not among the first.
fn woven<'a>(first: &[&'a str], others: &[&'a str]) -> Vec<&'a str> {
    let known: HashSet<_> = first.iter().copied().collect();
    let mut following: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    let mut last = None;
    for name in others {
        if known.contains(name) {
            last = Some(*name);
        } else {
            following.entry(last).or_default().push(name);
        }
    }
    let after = |name: Option<&str>| following.get(&name).cloned().unwrap_or_default();
    let mut woven = after(None);
    for name in first {
        woven.push(name);
        woven.extend(after(Some(name)));
    }
    woven
}

/// What becomes of the entry of one name; `line` is where it is in ours, or would be.
fn entry(views: Three<View<'_>>, three: Three<Option<&Entry>>, line: usize) -> Vec<Piece> {
    let text = |side: usize| three[side].map_or(String::new(), |entry| views[side].texts[entry.range()].concat());
    let is_same = |side: usize, other: usize| content(views[side], three[side]) == content(views[other], three[other]);
    match three {
        [Some(base), Some(ours), Some(theirs)] => entries(views, [base, ours, theirs]),
        _ if is_same(0, 1) => vec![Piece::Settled(text(2))],
        _ if is_same(0, 2) || is_same(1, 2) => vec![Piece::Settled(text(1))],
        _ => vec![Piece::Open(Hunk { line, ours: text(1), base: text(0), theirs: text(2) })],
    }
}

/// The lines of an entry but the blank ones before it, which depend on its neighbours.
fn content<'a>(view: View<'a>, entry: Option<&Entry>) -> Option<Vec<&'a str>> {
    let lines = view.texts[entry?.range()].iter().copied();
    Some(lines.skip_while(|line| line.trim().is_empty()).collect())
}
