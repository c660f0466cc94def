//! A small house that is in order, and what is said where it is not.

use super::judge;
use super::modules::Files;

/// A house of four rooms.
fn house() -> (Files, String) {
    let files = [
        ("lib.rs", "pub mod ground; pub mod wall; pub mod roof;"),
        ("main.rs", "fn main() { slsgen::roof::run(); }"),
        ("ground.rs", "pub struct Stone; #[cfg(test)] mod tests { use crate::roof::run; }"),
        ("wall/mod.rs", "mod brick; mod door; pub use brick::Brick; pub fn wall() -> (Brick, door::Door) { todo!() }"),
        ("wall/brick.rs", "use crate::ground::Stone; pub struct Brick(Stone);"),
        ("wall/door.rs", "pub struct Door(super::Brick); #[cfg(test)] mod tests;"),
        ("wall/door/tests.rs", "use crate::roof;"),
        ("roof.rs", "use crate::wall::{self, Brick}; pub fn run() { println!(\"{:?}\", wall::wall()); }"),
    ];
    let rows = "| where | what |\n| --- | --- |\n| `src/ground.rs` | |\n| `src/wall/` | |\n| `src/roof.rs` | |\n\
        | `src/lib.rs` | |\n| `src/main.rs` | |\n";
    (files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(), rows.to_owned())
}

/// What is said where a file of [`house`] has another text.
fn with(name: &str, text: &str) -> Vec<String> {
    let (mut files, map) = house();
    files.insert(name.to_owned(), text.to_owned());
    judge(&files, &map)
}

const ROWS: &str = "may use only rooms of earlier rows of ARCHITECTURE.md's code map";

#[test]
fn a_house_in_order_is_not_blamed() {
    let (files, map) = house();
    assert_eq!(judge(&files, &map), Vec::<String>::new());
}

#[test]
fn each_backward_path_is_named() {
    let cases = [
        ("use crate::roof::run;", "src/ground.rs:1 names `crate::roof::run`"),
        ("use super::roof as r;", "src/ground.rs:1 names `super::roof`"),
        ("use {crate::{roof::{run}}};", "src/ground.rs:1 names `crate::roof::run`"),
        ("use crate::roof::*;", "src/ground.rs:1 names `crate::roof::*`"),
        ("\nfn f() {\n    crate::roof::run()\n}", "src/ground.rs:3 names `crate::roof::run`"),
        ("fn f() { format!(\"{}\", [crate::roof::run()]); }", "src/ground.rs:1 names `crate::roof::run`"),
        ("mod inner { fn f(it: super::super::roof::It) {} }", "src/ground.rs:1 names `super::super::roof::It`"),
        ("#[cfg(not(test))] use crate::roof;", "src/ground.rs:1 names `crate::roof`"),
    ];
    for (code, expected) in cases {
        let failures = with("ground.rs", &format!("{code} pub struct Stone;"));
        let rest = format!("{expected}, but the room `ground` {ROWS}, and `roof` is not in one.");
        assert_eq!(failures, [rest], "{code}");
    }
}

#[test]
fn a_name_counts_for_the_file_that_defines_it() {
    let (mut files, map) = house();
    files.insert("wall/mod.rs".to_owned(), "mod brick; pub use brick::Brick; pub use crate::ground::Stone;".to_owned());
    files.insert("wall/brick.rs".to_owned(), "pub struct Brick(super::Stone);".to_owned());
    assert_eq!(judge(&files, &map), Vec::<String>::new());
}

#[test]
fn a_circle_of_siblings_is_one_sentence() {
    let expected = "src/wall/brick.rs:1 names `super::door::Door`, and src/wall/door.rs:1 names `super::Brick`, \
        but siblings in a room must not form a circle.";
    assert_eq!(with("wall/brick.rs", "pub struct Brick(Box<super::door::Door>);"), [expected]);
    let expected = "src/wall/mod.rs:1 names `door::Door`, and src/wall/door.rs:1 names `super::wall`, \
        but siblings in a room must not form a circle.";
    assert_eq!(with("wall/door.rs", "pub struct Door; pub fn open() { super::wall(); }"), [expected]);
}

#[test]
fn the_code_map_has_a_row_for_each_room_and_a_room_for_each_row() {
    let (files, map) = house();
    let without = map.replace("| `src/wall/` | |\n", "");
    assert_eq!(judge(&files, &without), ["`src/wall/` is a room without a row in ARCHITECTURE.md's code map."]);
    let with = map.replace("| `src/wall/` | |\n", "| `src/wall/` | |\n| `src/cellar/` | |\n");
    assert_eq!(judge(&files, &with), ["`src/cellar/` has a row in ARCHITECTURE.md's code map and is no room."]);
    let twice = format!("{map}| `src/wall/` | |\n");
    assert_eq!(judge(&files, &twice), ["`src/wall/` has two rows in ARCHITECTURE.md's code map."]);
    let swapped =
        map.replace("`src/wall/`", "`x`").replace("`src/roof.rs`", "`src/wall/`").replace("`x`", "`src/roof.rs`");
    let expected = format!(
        "src/roof.rs:1 names `crate::wall` (one of 3 such paths), but the room `roof` {ROWS}, and `wall` is not in one."
    );
    assert_eq!(judge(&files, &swapped), [expected]);
}
