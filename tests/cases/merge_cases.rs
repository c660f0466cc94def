//! What goes together and what a person has to decide: each file in `tests/merge_cases` holds three texts and the
//! result, in the language of its extension.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use slsgen::merge::{Language, Merged, ThreeTexts, merge};

use crate::reviewed;

pub(crate) fn trials() -> Vec<Trial> {
    let paths = fs::read_dir("tests/merge_cases").expect("the cases are there").map(|it| it.expect("an entry").path());
    let trial = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        Trial::test(format!("merge_cases::{name}"), move || gives_its_result(&path))
    };
    paths.map(trial).collect()
}

fn gives_its_result(path: &Path) -> Result<(), Failed> {
    let case = fs::read_to_string(path).expect("a case is text");
    // The first line begins the first text.
    let texts: Vec<_> = case.trim_start_matches("--- ").split("\n--- ").collect();
    let [base, ours, theirs, _] = texts[..] else { return Err("there are not four texts".into()) };
    let [base, ours, theirs] = [("base", base), ("ours", ours), ("theirs", theirs)].map(|(name, text)| {
        let text = text.strip_prefix(name).and_then(|text| text.strip_prefix('\n'));
        format!("{}\n", text.unwrap_or_else(|| panic!("there is no {name}")))
    });
    let sides = ThreeTexts { base: &base, ours: &ours, theirs: &theirs };
    let result = match merge(Language::of(&path.to_string_lossy()), &sides) {
        Merged::Clean(text) => format!("merged\n{text}"),
        Merged::Conflict(conflict) => format!("conflict\n{}", conflict.with_markers()),
    };
    let now = format!("--- base\n{base}--- ours\n{ours}--- theirs\n{theirs}--- {result}");
    Ok(reviewed::compare(path, &now)?)
}
