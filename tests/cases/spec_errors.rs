//! Each mistake in a spec is reported as `tests/spec_errors/{mistake}.stderr` shows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};
use slsgen::Loaded;
use slsgen::diagnostic::{Advice, Code, Diagnostic};
use slsgen::report::{self, Color};

use crate::{reviewed, stale};

const FOLDER: &str = "tests/spec_errors";

/// What no bomb comes below, and no debug build on a busy machine above. How quick slsgen is, `benches` tell.
const FOREVER: Duration = Duration::from_secs(30);

pub(crate) fn trials() -> Vec<Trial> {
    let each = mistakes()
        .into_iter()
        .map(|(name, bytes)| Trial::test(format!("spec_errors::{name}"), move || is_reported_as_shown(&name, &bytes)));
    let shown = Trial::test("spec_errors::each_shown_mistake_is_made", each_shown_mistake_is_made);
    each.chain([shown]).chain(trials_of!("spec_errors": each_code_is_shown_by_a_mistake)).collect()
}

fn is_reported_as_shown(name: &str, bytes: &[u8]) -> Result<(), Failed> {
    let start = Instant::now();
    let loaded = slsgen::load(&format!("{name}.yaml"), bytes);
    let shown = report::render(&loaded.diagnostics, &loaded.source, Color::Never);
    let took = start.elapsed();
    assert_eq!(loaded.service.is_some(), name.starts_with("warning-"), "a mistake is an error and a warning is not");
    assert!(!loaded.diagnostics.is_empty(), "nothing is found");
    assert!(took < FOREVER, "it took {took:?} to say {shown}");
    reviewed::compare(&Path::new(FOLDER).join(format!("{name}.stderr")), shown.as_str())?;
    for problem in loaded.diagnostics.iter() {
        for advice in problem.advice.iter().filter(|advice| !advice.edits.is_empty()) {
            takes_its_mistake_away(&loaded, problem, advice)?;
        }
    }
    Ok(())
}

/// Whoever makes the edits has this mistake no longer; and none more, if nothing else can be meant.
fn takes_its_mistake_away(loaded: &Loaded, problem: &Diagnostic, advice: &Advice) -> Result<(), Failed> {
    let text = advice.applied(&loaded.source.text);
    let then = slsgen::load(&loaded.source.name, text.as_bytes());
    let of_kind = |loaded: &Loaded| loaded.diagnostics.iter().filter(|it| it.message == problem.message).count();
    let errors = |loaded: &Loaded| loaded.diagnostics.iter().filter(|it| it.is_error()).count();
    // Behind a mistake of syntax there may be more to see.
    let may_show_more = problem.code == Code::Syntax || loaded.diagnostics.are_enough();
    let is_less = !advice.is_certain || errors(&then) < errors(loaded) || may_show_more;
    if of_kind(&then) < of_kind(loaded) && is_less {
        return Ok(());
    }
    let shown = report::render(&then.diagnostics, &then.source, Color::Never);
    Err(format!("after the edits of `{}`:\n{shown}\n{text}", advice.text).into())
}

fn each_code_is_shown_by_a_mistake() {
    let shown: Vec<Code> = mistakes()
        .into_iter()
        .flat_map(|(name, bytes)| slsgen::load(&name, &bytes).diagnostics.iter().map(|it| it.code).collect::<Vec<_>>())
        .collect();
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown.contains(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "no mistake shows {missing:?}");
}

fn each_shown_mistake_is_made() -> Result<(), Failed> {
    let made = mistakes();
    Ok(stale::remove(files().filter(|path| !made.contains_key(&name(path))).collect())?)
}

/// The mistakes by name: the files of the folder, and what is generated.
fn mistakes() -> BTreeMap<String, Vec<u8>> {
    let specs = files().filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let named = specs.map(|path| (name(&path), fs::read(&path).expect("is readable")));
    named.chain(generated().into_iter().map(|(name, bytes)| (name.to_owned(), bytes))).collect()
}

fn files() -> impl Iterator<Item = PathBuf> {
    fs::read_dir(FOLDER).expect("the folder is there").map(|entry| entry.expect("is readable").path())
}

fn name(path: &Path) -> String {
    path.file_stem().expect("has a name").to_string_lossy().into_owned()
}

/// Bad input that is too large, too deep or too odd to be a file here: a name, and the bytes.
fn generated() -> Vec<(&'static str, Vec<u8>)> {
    let ten = |n: usize| if n == 0 { "lol".to_owned() } else { vec![format!("*a{}", n - 1); 10].join(", ") };
    let bomb = lines(30, |n| format!("a{n}: &a{n} [{}]", ten(n)));
    let pattern = |n| format!("  a{n}: {{ type: string, pattern: '(.{{200}}){{9{n}}}' }}");
    let table = "name: items\ntable: { partition_key: a0 }\nroutes: [GET /items]\napi: { auth: none }\nattributes:";
    vec![
        ("generated-binary", b"\x7fELF\x02\x01\x01\x00\xff\xfe\x00name: items".to_vec()),
        ("generated-latin-1", b"name: items\ndescription: gr\xf6\xdfe\n".to_vec()),
        ("generated-nul", b"name: items\0\n".to_vec()),
        ("generated-nothing", Vec::new()),
        ("generated-too-large", "# 2 MB\n".repeat(300_000).into_bytes()),
        ("generated-wide-table", wide_table(301)),
        ("generated-deep-flow", "[".repeat(3000).into_bytes()),
        ("generated-deep-block", lines(700, |n| " ".repeat(n) + "a:").into_bytes()),
        ("generated-bomb", bomb.into_bytes()),
        ("generated-many-values", format!("[{}]", "1,".repeat(100_000)).into_bytes()),
        ("generated-many-keys", lines(15_000, |n| format!("k{n}: 1")).into_bytes()),
        ("generated-many-aliases", format!("a: &x [{}]\n{}", "1,".repeat(100), "b: *x\n".repeat(30_000)).into_bytes()),
        ("generated-many-patterns", format!("{table}\n{}\n", lines(3000, pattern)).into_bytes()),
        ("generated-long-line", format!("routes: [{}x]", "x,".repeat(9000)).into_bytes()),
        ("generated-many-unknown-names", unknown_names(2000, 45).into_bytes()),
        ("generated-long-unknown-name", unknown_names(2, 200_000).into_bytes()),
        ("generated-self-alias", b"name: &x [*x]\n".to_vec()),
    ]
}

/// A spec that names as many attributes as there are, each nearly right. To look for what was meant takes longest.
fn unknown_names(count: usize, length: usize) -> String {
    let name = |kind: &str, n: usize| format!("a{n}{}{kind}", "x".repeat(length));
    let attributes = lines(count, |n| format!("  {}: string", name("", n)));
    let filters: Vec<String> = (0..count).map(|n| name("y", n)).collect();
    format!(
        "name: items\ntable: {{ partition_key: {} }}\nattributes:\n{attributes}\n\
         routes: [{{ method: GET, path: /items, filters: [{}] }}]\napi: {{ auth: none }}\n",
        name("", 0),
        filters.join(", ")
    )
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

/// A table that a PUT and a PATCH write as a whole.
fn wide_table(attributes: usize) -> Vec<u8> {
    let head = "name: items\ntable: { partition_key: id }\nroutes:\n  - PUT /items/{id}\n  - PATCH /items/{id}\n";
    let attributes = lines(attributes, |n| format!("  a{n}: string"));
    format!("{head}api: {{ auth: none }}\nattributes:\n  id: string\n{attributes}\n").into_bytes()
}
