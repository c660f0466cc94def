//! A rule that becomes stricter hides nothing: `tests/earlier/{rule}` has a spec that an earlier version took, the same
//! spec as this version takes it with a change that breaks stored items, and what `plan` says of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use libtest_mimic::{Failed, Trial};
use slsgen::diagnostic::Code;
use slsgen::pipeline::{Deployed, deployed};

use crate::{reviewed, trial};

const FOLDER: &str = "tests/earlier";

/// The version whose projects are brought up to date.
const EARLIER: &str = "0.2.0";

pub(crate) fn trials() -> Vec<Trial> {
    let rules = rules().into_iter().map(|rule| {
        let name = rule.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        Trial::test(format!("earlier::{name}"), move || hides_nothing(&name, &rule))
    });
    let mistakes = mistakes().into_iter().map(|(name, text)| {
        trial(format!("earlier::{name} was taken"), move || assert!(is_taken_as_earlier(&name, &text), "{text}"))
    });
    rules.chain(mistakes).chain(trials_of!("earlier": each_stricter_rule_is_here)).collect()
}

fn rules() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).expect("the folder is there");
    entries.map(|entry| entry.expect("is readable").path()).filter(|path| path.is_dir()).collect()
}

/// The mistakes that earlier versions took: each of their errors is of a rule that became stricter.
fn mistakes() -> Vec<(String, String)> {
    let files =
        fs::read_dir("tests/spec_errors").expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let texts = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter_map(|path| Some((path.file_stem()?.to_string_lossy().into_owned(), fs::read_to_string(&path).ok()?)));
    let mut found: Vec<_> = texts.filter(|(_, text)| newly_refused(text).is_some()).collect();
    found.sort();
    found
}

/// The codes of a spec's errors, if all of them are of rules that became stricter.
fn newly_refused(text: &str) -> Option<BTreeSet<Code>> {
    let loaded = slsgen::load("spec.yaml", text.as_bytes());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).collect();
    let all = !errors.is_empty() && errors.iter().all(|it| it.newly_refused);
    all.then(|| errors.iter().map(|it| it.code).collect())
}

fn is_taken_as_earlier(name: &str, text: &str) -> bool {
    matches!(deployed(name, text.as_bytes()), Ok(Deployed::Spec(loaded)) if loaded.service.is_some())
}

fn each_stricter_rule_is_here() {
    let here: BTreeSet<Code> =
        rules().iter().filter_map(|rule| newly_refused(&read(&rule.join("old.yaml")))).flatten().collect();
    let known: BTreeSet<Code> = mistakes().iter().filter_map(|(_, text)| newly_refused(text)).flatten().collect();
    assert!(!known.is_empty());
    let missing: Vec<&Code> = known.difference(&here).collect();
    assert!(missing.is_empty(), "{FOLDER} has no rule of {missing:?}");
}

fn hides_nothing(name: &str, rule: &Path) -> Result<(), Failed> {
    let old = read(&rule.join("old.yaml"));
    assert!(newly_refused(&old).is_some(), "{EARLIER} took it, and this version refuses it");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("earlier").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let project = folder.join("project");
    fs::copy(rule.join("new.yaml"), folder.join("new.yaml")).expect("a file can be copied");
    slsgen(&folder, &["new", "--spec", "new.yaml", "--out", "project"], 0);
    // As the earlier version left it: a project's other files don't tell what stored items hold.
    fs::write(project.join(".slsgen/base/slsgen.yaml.base"), &old).expect("a file can be written");
    let lock = project.join("slsgen.lock");
    let now = format!("slsgen = \"{}\"", env!("CARGO_PKG_VERSION"));
    let text = read(&lock);
    assert!(text.contains(&now));
    fs::write(&lock, text.replace(&now, &format!("slsgen = \"{EARLIER}\""))).expect("a file can be written");
    let said = slsgen(&folder, &["update", "project"], 6).stderr;
    let said = String::from_utf8(said).expect("it is text").replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    assert!(!said.contains("D0105"), "{said}");
    Ok(reviewed::compare(&rule.join("update.txt"), &said)?)
}

fn slsgen(folder: &Path, arguments: &[&str], code: i32) -> Output {
    let mut process = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    let output = process.args(arguments).current_dir(folder).output().expect("slsgen runs");
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
