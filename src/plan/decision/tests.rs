//! The decision table of a file: B was generated last, D is on disk, N is generated now.

use super::{Case, Decided, decide};
use crate::baseline::Tracking::{self, Deleted, Lockfile, Merged, Once};
use crate::merge::{Language, Merged as Merge, ThreeTexts, merge};
use crate::path::ProjectPath;
use crate::plan::Resolution::{self, Markers, Ours, Theirs};
use crate::plan::{Action, Conflicting};
use crate::render::{Policy, RenderedFile};
use crate::snapshot::OnDisk;

const B: &str = "first\n\nmiddle\n\nlast\n";
const N: &str = "first\n\nmiddle\n\nlast, as generated now\n";
/// Goes together with [`N`].
const MINE: &str = "first, as I like it\n\nmiddle\n\nlast\n";
const BOTH: &str = "first, as I like it\n\nmiddle\n\nlast, as generated now\n";
/// Does not.
const CLASH: &str = "first, as I like it\n\nmiddle\n\nlast, as I like it\n";
const CLASH_THEIRS: &str = BOTH;
const CLASH_MARKED: &str = "first, as I like it\n\nmiddle\n\n<<<<<<< yours\nlast, as I like it\n||||||| generated before\n\
                            last\n=======\nlast, as generated now\n>>>>>>> generated now\n";

/// What is known of a file.
struct Row {
    path: &'static str,
    policy: Policy,
    tracking: Option<Tracking>,
    b: Option<&'static str>,
    d: OnDisk,
    n: Option<&'static str>,
    moves: bool,
    restore: bool,
    resolution: Option<Resolution>,
}

/// A file that was generated and is there.
fn tracked(d: &str) -> Row {
    Row {
        path: "README.md",
        policy: Policy::Merged,
        tracking: Some(Merged),
        b: Some(B),
        d: OnDisk::Text(d.to_owned()),
        n: Some(N),
        moves: false,
        restore: false,
        resolution: None,
    }
}

/// A file that was never generated.
fn unknown(d: OnDisk) -> Row {
    Row { tracking: None, b: None, d, ..tracked(B) }
}

/// A file that was generated, and is something else now.
fn other(what: &'static str) -> Row {
    Row { d: OnDisk::Other(what), ..tracked(B) }
}

fn missing() -> Row {
    Row { d: OnDisk::Absent, ..tracked(B) }
}

fn decided(resolution: Resolution, row: Row) -> Row {
    Row { resolution: Some(resolution), ..row }
}

fn gone(row: Row) -> Row {
    Row { n: None, ..row }
}

fn moved(row: Row) -> Row {
    Row { moves: true, ..row }
}

/// `src/hooks.rs`.
fn once(row: Row) -> Row {
    let tracking = row.tracking.map(|_| Once);
    Row { path: "src/hooks.rs", policy: Policy::Once, tracking, b: None, ..row }
}

/// `Cargo.lock`.
fn lockfile(row: Row) -> Row {
    let tracking = row.tracking.map(|_| Lockfile);
    Row { path: "Cargo.lock", policy: Policy::Lockfile, tracking, ..row }
}

fn lines() -> Action {
    match merge(Language::Text, &ThreeTexts { base: B, ours: CLASH, theirs: N }) {
        Merge::Conflict(conflict) => Action::Conflict(Conflicting::Lines(conflict)),
        Merge::Clean(text) => panic!("the texts go together: {text}"),
    }
}

fn text(text: &str) -> OnDisk {
    OnDisk::Text(text.to_owned())
}

#[test]
fn what_happens_to_a_file() {
    let n = || N.to_owned();
    let table = [
        // D = N
        ("as generated, and nothing changes", Row { n: Some(B), ..tracked(B) }, Action::Same, Some(Merged)),
        ("a person did it already", tracked(N), Action::Recorded, Some(Merged)),
        ("a person did it already, with CRLF", tracked(&N.replace('\n', "\r\n")), Action::Recorded, Some(Merged)),
        // no B, no D
        ("new", unknown(OnDisk::Absent), Action::Create(n()), Some(Merged)),
        // D = B
        ("nobody changed it", tracked(B), Action::Replace(n()), Some(Merged)),
        ("checked out with CRLF", tracked(&B.replace('\n', "\r\n")), Action::Replace(n()), Some(Merged)),
        // N = B
        ("only a person changed it", Row { n: Some(B), ..tracked(MINE) }, Action::Edited, Some(Merged)),
        // all differ
        ("the changes go together", tracked(MINE), Action::Merge(BOTH.to_owned()), Some(Merged)),
        ("they do, with CRLF", tracked(&MINE.replace('\n', "\r\n")), Action::Merge(BOTH.to_owned()), Some(Merged)),
        ("the change is part of the person's", tracked(BOTH), Action::Edited, Some(Merged)),
        ("the changes clash", tracked(CLASH), lines(), Some(Merged)),
        ("clash: markers", decided(Markers, tracked(CLASH)), Action::Mark(CLASH_MARKED.to_owned()), Some(Merged)),
        ("clash: ours", decided(Ours, tracked(CLASH)), Action::Edited, Some(Merged)),
        ("clash: theirs", decided(Theirs, tracked(CLASH)), Action::Resolve(CLASH_THEIRS.to_owned()), Some(Merged)),
        ("a choice changes nothing else", decided(Theirs, tracked(MINE)), Action::Merge(BOTH.to_owned()), Some(Merged)),
        ("markers are left", tracked(CLASH_MARKED), Action::Conflict(Conflicting::Marked(5)), Some(Merged)),
        ("markers are left: ours", decided(Ours, tracked(CLASH_MARKED)), Action::Edited, Some(Merged)),
        // D missing
        ("deleted", missing(), stays(false, true), Some(Deleted)),
        ("deleted, and nothing changes in it", Row { n: Some(B), ..missing() }, stays(false, false), Some(Deleted)),
        ("gone with its base, as after a merge", Row { b: None, ..missing() }, Action::Create(n()), Some(Merged)),
        ("deleted before", Row { tracking: Some(Deleted), ..missing() }, stays(true, true), Some(Deleted)),
        ("deleted, restored", Row { restore: true, ..missing() }, Action::Restore(n()), Some(Merged)),
        (
            "made again by a person",
            Row { tracking: Some(Deleted), ..tracked(MINE) },
            Action::Merge(BOTH.to_owned()),
            Some(Merged),
        ),
        // D missing, N missing
        ("deleted, and no longer generated", gone(missing()), Action::Forget, None),
        // no B, D exists
        ("there already, and equal", unknown(text(N)), Action::Recorded, Some(Merged)),
        ("in the way", unknown(text(MINE)), Action::Conflict(Conflicting::InTheWay), Some(Merged)),
        ("in the way: ours", decided(Ours, unknown(text(MINE))), Action::Edited, Some(Merged)),
        ("in the way: theirs", decided(Theirs, unknown(text(MINE))), Action::Resolve(n()), Some(Merged)),
        ("in the way, and empty: markers", decided(Markers, unknown(text(""))), Action::Resolve(n()), Some(Merged)),
        (
            "a link in the way",
            unknown(OnDisk::Other("a link")),
            Action::Conflict(Conflicting::NotText("a link")),
            Some(Merged),
        ),
        ("its base was lost", Row { b: None, ..tracked(MINE) }, Action::Conflict(Conflicting::InTheWay), Some(Merged)),
        // D is a link, a folder or not UTF-8
        ("a link", other("a link"), Action::Conflict(Conflicting::NotText("a link")), Some(Merged)),
        ("a link: ours", decided(Ours, other("a link")), Action::Edited, Some(Merged)),
        (
            "a link: theirs",
            decided(Theirs, other("a link")),
            Action::Conflict(Conflicting::NotText("a link")),
            Some(Merged),
        ),
        ("a link, and nothing changes", Row { n: Some(B), ..other("a link") }, Action::Edited, Some(Merged)),
        // no N
        ("no longer generated", gone(tracked(B)), Action::Delete, None),
        ("no longer generated, with CRLF", gone(tracked(&B.replace('\n', "\r\n"))), Action::Delete, None),
        ("no longer generated, but changed", gone(tracked(MINE)), Action::Untrack, None),
        ("no longer generated, and a link", gone(other("a link")), Action::Untrack, None),
        ("no longer generated, its base lost", gone(Row { b: None, ..tracked(B) }), Action::Untrack, None),
        // `once`
        ("hooks: never made", once(unknown(OnDisk::Absent)), Action::Create(n()), Some(Once)),
        ("hooks: made", once(tracked(MINE)), Action::Theirs, Some(Once)),
        ("hooks: a person had one", once(unknown(text(MINE))), Action::Theirs, Some(Once)),
        ("hooks: deleted", once(missing()), Action::Theirs, Some(Once)),
        ("hooks: restored", once(Row { restore: true, ..missing() }), Action::Restore(n()), Some(Once)),
        ("workshop: not asked for now", gone(once(tracked(MINE))), Action::Theirs, Some(Once)),
        ("workshop: deleted", gone(once(missing())), Action::Theirs, Some(Once)),
        // Cargo.lock
        ("Cargo.lock: never made", lockfile(unknown(OnDisk::Absent)), Action::Create(n()), Some(Lockfile)),
        ("Cargo.lock: nobody changed it", lockfile(tracked(B)), Action::Replace(n()), Some(Lockfile)),
        ("Cargo.lock: cargo changed it", lockfile(tracked(CLASH)), Action::LockfileBehind, Some(Lockfile)),
        ("Cargo.lock: cargo alone did", lockfile(Row { n: Some(B), ..tracked(MINE) }), Action::Edited, Some(Lockfile)),
        ("Cargo.lock: cargo did it", lockfile(tracked(N)), Action::Recorded, Some(Lockfile)),
        ("Cargo.lock: deleted", lockfile(missing()), stays(true, false), Some(Lockfile)),
        ("Cargo.lock: restored", lockfile(Row { restore: true, ..missing() }), Action::Restore(n()), Some(Lockfile)),
        ("Cargo.lock: a link", lockfile(other("a link")), Action::Theirs, Some(Lockfile)),
        // The file follows its resource to another name.
        ("moved", moved(tracked(B)), Action::Replace(n()), Some(Merged)),
        ("moved, nothing else", moved(Row { n: Some(B), ..tracked(B) }), Action::Replace(B.to_owned()), Some(Merged)),
        ("moved, a person's", moved(Row { n: Some(B), ..tracked(MINE) }), Action::Merge(MINE.to_owned()), Some(Merged)),
        ("moved and merged", moved(tracked(MINE)), Action::Merge(BOTH.to_owned()), Some(Merged)),
        ("moved, and the changes clash", moved(tracked(CLASH)), lines(), Some(Merged)),
        (
            "moved, and markers are left: ours",
            moved(decided(Ours, tracked(CLASH_MARKED))),
            Action::Resolve(CLASH_MARKED.to_owned()),
            Some(Merged),
        ),
        ("moved, but deleted", moved(missing()), stays(false, true), Some(Deleted)),
    ];
    for (name, row, action, tracking) in table {
        let decided = decided_of(&row);
        assert_eq!(decided.action, action, "{name}");
        assert_eq!(decided.tracking, tracking, "{name}");
    }
}

fn stays(known: bool, held_back: bool) -> Action {
    Action::StaysDeleted { known, held_back }
}

fn decided_of(row: &Row) -> Decided {
    let new = row.n.map(|text| RenderedFile { text: text.to_owned(), policy: row.policy, formerly: Vec::new() });
    decide(&Case {
        path: &ProjectPath::new(row.path).expect("a legal path"),
        moves: row.moves,
        tracking: row.tracking,
        base: row.b,
        disk: &row.d,
        new: new.as_ref(),
        restore: row.restore,
        resolution: row.resolution,
    })
}
