//! The arrows between the rooms of `src/` go one way, and the files of a room form no circle.
//!
//! A room is a top-level module, with all that is in it; `lib.rs` and `main.rs` are rooms too. Two things are judged:
//!
//! 1. A room names only rooms of earlier rows of the code map in ARCHITECTURE.md. Each room has a row there, and each
//!    row has a room. Rooms that share a row don't name each other.
//! 2. In each room, its direct children, and the file that declares them, form no circle: a child with all that is in it
//!    counts as one. So what children share is in a file of its own and not in the one that joins them.
//!
//! What counts is every path in the code that is compiled without tests: of `use` declarations, of expressions, types
//! and patterns, and in the arguments of macros. A name counts for the file that defines it, whoever hands it on. What
//! needs no path is not seen: a method or a field of a value. There are no exceptions.

mod cfg_test;
mod circle;
mod code_map;
mod house;
mod mentions;
mod modules;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use code_map::CodeMap;
use mentions::mentions;
use modules::{Files, Modules};

#[test]
fn arrows_go_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("src");
    let paths = WalkDir::new(&source).into_iter().map(|entry| entry.expect("src can be walked").into_path());
    let files = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).map(|path| {
        let name = path.strip_prefix(&source).expect("it was found there").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("sources can be read"))
    });
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    let failures = judge(&files.collect(), &architecture);
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

/// What is wrong with the arrows of a crate, a sentence each.
fn judge(files: &Files, architecture: &str) -> Vec<String> {
    let modules = Modules::of(files);
    let map = CodeMap::of(architecture);
    let arrows = arrows(&modules);
    let mut failures = map.mismatches(files, &modules.rooms());
    failures.extend(backward(&map, &arrows));
    failures.extend(circles(&arrows));
    failures
}

/// One path that names what another file defines.
#[derive(Debug, Clone)]
struct Arrow {
    /// Where it stands, as `src/plan/mod.rs:27`.
    place: String,
    /// As it is written.
    path: String,
    from: Node,
    to: Node,
}

/// A direct child of a room; the file that declares the children has the empty name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    room: String,
    child: String,
}

fn arrows(modules: &Modules) -> Vec<Arrow> {
    let node = |module: usize| {
        let (room, child) = modules.room_and_child(module);
        Node { room, child }
    };
    let mut arrows = Vec::new();
    for from in modules.all() {
        for mention in mentions(modules.items(from)) {
            for to in modules.named_by(from, &mention) {
                let place = format!("src/{}:{}", modules.file(from), mention.line);
                arrows.push(Arrow { place, path: mention.path.join("::"), from: node(from), to: node(to) });
            }
        }
    }
    arrows.retain(|arrow| arrow.from != arrow.to);
    arrows
}

/// The arrows from a room to one of the same row or a later one; the first of each two rooms.
fn backward(map: &CodeMap, arrows: &[Arrow]) -> Vec<String> {
    let mut found: BTreeMap<[&str; 2], Vec<&Arrow>> = BTreeMap::new();
    for arrow in arrows.iter().filter(|arrow| arrow.from.room != arrow.to.room) {
        let (Some(from), Some(to)) = (map.row(&arrow.from.room), map.row(&arrow.to.room)) else { continue };
        if from <= to {
            found.entry([&arrow.from.room, &arrow.to.room]).or_default().push(arrow);
        }
    }
    let sentence = |([from, to], arrows): ([&str; 2], Vec<&Arrow>)| {
        let Arrow { place, path, .. } = arrows[0];
        let one_of = if arrows.len() > 1 { format!(" (one of {} such paths)", arrows.len()) } else { String::new() };
        format!(
            "{place} names `{path}`{one_of}, but the room `{from}` may use only rooms of earlier rows of ARCHITECTURE.md's \
             code map, and `{to}` is not in one."
        )
    };
    found.into_iter().map(sentence).collect()
}

/// The shortest circle in each room that has one.
fn circles(arrows: &[Arrow]) -> Vec<String> {
    let mut rooms: BTreeMap<&str, BTreeMap<[&str; 2], &Arrow>> = BTreeMap::new();
    for arrow in arrows.iter().filter(|arrow| arrow.from.room == arrow.to.room) {
        rooms.entry(&arrow.from.room).or_default().entry([&arrow.from.child, &arrow.to.child]).or_insert(arrow);
    }
    let sentence = |arrows: BTreeMap<[&str; 2], &Arrow>| {
        let circle = circle::shortest(arrows.keys().copied())?;
        let parts = circle.into_iter().map(|pair| format!("{} names `{}`", arrows[&pair].place, arrows[&pair].path));
        let parts: Vec<String> = parts.collect();
        Some(format!("{}, but siblings in a room must not form a circle.", parts.join(", and ")))
    };
    rooms.into_values().filter_map(sentence).collect()
}
