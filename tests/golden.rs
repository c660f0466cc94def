//! Every file of every spec's project is as reviewed: `SLSGEN_BLESS=1 cargo test --test golden` accepts a change.
//!
//! The trees are compared both ways, so that a stale file fails too. `Cargo.lock` is left out: what it must
//! be, cargo says (`tests/generated.rs`).

#[path = "support/each_spec.rs"]
mod each_spec;
mod support;

use std::collections::BTreeSet;
use std::fmt::Write;

use similar::TextDiff;

each_spec::for_each_spec!(is_as_reviewed);

fn is_as_reviewed(spec: &str) {
    let golden = support::root().join("tests/golden").join(spec);
    let mut project = support::project(spec);
    project.remove("Cargo.lock").expect("a project has a lock");
    if std::env::var_os("SLSGEN_BLESS").is_some() {
        support::write_tree(&golden, &project);
    }
    let reviewed = support::read_tree(&golden);

    let mut report = String::new();
    let paths: BTreeSet<_> = reviewed.keys().chain(project.keys()).collect();
    for path in paths {
        let text =
            |tree: &support::Tree| String::from_utf8_lossy(tree.get(path).map_or(&[], Vec::as_slice)).into_owned();
        let (old, new) = (text(&reviewed), text(&project));
        if reviewed.get(path) != project.get(path) {
            let header = format!("tests/golden/{spec}/{path}");
            let diff = TextDiff::from_lines(&old, &new);
            write!(report, "{}", diff.unified_diff().header(&header, "rendered")).expect("a string takes text");
            if old == new {
                writeln!(report, "{header}: present on one side only").expect("a string takes text");
            }
        }
    }
    assert!(report.is_empty(), "{report}\nSLSGEN_BLESS=1 cargo test --test golden accepts this");
}
