//! What goes together and what a person has to decide: each file in `tests/merge_cases` holds three texts and the
//! result, in the language of its extension.
#![expect(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::fs;
use std::path::{Path, PathBuf};

use slsgen::merge::{Language, Merged, Sides, merge};

#[test]
fn each_case_gives_its_result() {
    let wrong: Vec<_> = cases().iter().filter_map(|path| difference(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merge_cases");
    let entries = fs::read_dir(folder).expect("the cases are there");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

fn difference(path: &Path) -> Option<String> {
    let case = fs::read_to_string(path).expect("a case is text");
    // The first line begins the first text.
    let texts: Vec<_> = case.trim_start_matches("--- ").split("\n--- ").collect();
    let [base, ours, theirs, expected] = texts[..] else { panic!("{} has not four texts", path.display()) };
    let [base, ours, theirs] = [("base", base), ("ours", ours), ("theirs", theirs)].map(|(name, text)| {
        let text = text.strip_prefix(name).and_then(|text| text.strip_prefix('\n'));
        format!("{}\n", text.unwrap_or_else(|| panic!("{} has no {name}", path.display())))
    });
    let sides = Sides { base: &base, ours: &ours, theirs: &theirs };
    let result = match merge(Language::of(&path.to_string_lossy()), &sides) {
        Merged::Clean(text) => format!("merged\n{text}"),
        Merged::Conflict(conflict) => format!("conflict\n{}", conflict.with_markers()),
    };
    (result != expected).then(|| format!("{}: {result}\n", path.display()))
}
