//! Which statuses each route documents: `tests/answers.txt` has a line for each, and nothing accepts a change of it but a
//! person. The Postman collection has to meet nine in ten of them.
//!
//! A status leaves the documents only if a test shows that the server can't give it. It then stands behind `never`, with
//! the name of that test: `items PUT /items/{id}: 200 400 404, never 409 by a_replacement_never_conflicts`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use slsgen::render::render_new;
use walkdir::WalkDir;

/// What no client can bring about.
const NOT_COUNTED: [&str; 4] = ["429", "500", "503", "504"];

/// The statuses of each route, by its spec, method and path.
type Answers = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_documents_name_each_status_of_the_list() {
    let list = fs::read_to_string("tests/answers.txt").expect("the list is there");
    let failures = judge(&list, &documented(), &tests());
    assert!(failures.is_empty(), "tests/answers.txt is not what the documents say:\n{}", failures.join("\n"));
}

#[test]
fn a_status_leaves_the_list_only_with_a_test() {
    let documented = Answers::from([("items GET /items".to_owned(), ["200", "400"].map(str::to_owned).into())]);
    let tests = BTreeSet::from(["it_is_so".to_owned()]);
    let rows = [
        ("items GET /items: 200 400", ""),
        ("items GET /items: 200 400, never 404 by it_is_so", ""),
        ("items GET /items: 200 400 404", "items GET /items documents 200 400 and not 200 400 404"),
        ("items GET /items: 200", "items GET /items documents 200 400 and not 200"),
        ("items GET /items: 200 400, never 404 by nothing", "no test is called nothing"),
        ("items GET /items: 200 400, never 400 by it_is_so", "items GET /items documents 400"),
        ("", "no line: items GET /items: 200 400"),
        ("items GET /items: 200 400\nitems PUT /items: 200", "items PUT /items documents  and not 200"),
    ];
    for (list, failure) in rows {
        assert_eq!(judge(list, &documented, &tests).join("\n"), failure, "{list}");
    }
}

/// What is wrong with the list, a sentence each.
fn judge(list: &str, documented: &Answers, tests: &BTreeSet<String>) -> Vec<String> {
    let mut failures = Vec::new();
    let mut unlisted = documented.clone();
    for line in list.lines() {
        let (route, statuses) = line.split_once(": ").expect("a line has a route and its statuses");
        let documented = unlisted.remove(route).unwrap_or_default();
        let mut parts = statuses.split(", never ");
        let listed = words(parts.next().unwrap_or_default());
        if listed != documented {
            failures.push(format!("{route} documents {} and not {}", joined(&documented), joined(&listed)));
        }
        for never in parts {
            let (status, test) = never.split_once(" by ").expect("what is never answered has a test");
            failures.extend(documented.contains(status).then(|| format!("{route} documents {status}")));
            failures.extend((!tests.contains(test)).then(|| format!("no test is called {test}")));
        }
    }
    failures.extend(unlisted.iter().map(|(route, statuses)| format!("no line: {route}: {}", joined(statuses))));
    failures
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn joined(statuses: &BTreeSet<String>) -> String {
    statuses.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// What `openapi.yaml` of each spec says.
fn documented() -> Answers {
    let specs = fs::read_dir("specs").expect("the specs are there").map(|entry| entry.expect("an entry").path());
    specs.flat_map(|spec| of_spec(&spec)).collect()
}

fn of_spec(path: &Path) -> Answers {
    let spec = path.file_stem().expect("a name").display();
    let loaded = slsgen::load("spec.yaml", &fs::read(path).expect("the spec is there"));
    let project = render_new(&loaded.service.expect("it is valid"), &loaded.source.text);
    let document = project.text("openapi.yaml").expect("there is a document");
    let document: Value = serde_saphyr::from_str(document).expect("the document is YAML");
    let mut answers = Answers::new();
    for (path, operations) in document["paths"].as_object().expect("there are paths") {
        for (method, operation) in operations.as_object().expect("there are operations") {
            let statuses = operation["responses"].as_object().expect("there are responses").keys().cloned();
            let counted = statuses.filter(|status| !NOT_COUNTED.contains(&status.as_str()));
            answers.insert(format!("{spec} {} {path}", method.to_uppercase()), counted.collect());
        }
    }
    answers
}

/// The names of all functions that may be tests, of slsgen and of what it generates.
fn tests() -> BTreeSet<String> {
    let files = ["src", "templates", "tests"].into_iter().flat_map(WalkDir::new);
    let paths = files.map(|file| file.expect("a folder can be walked").into_path());
    let sources = paths.filter(|path| path.extension().is_some_and(|kind| kind == "rs" || kind == "j2"));
    let texts = sources.map(|path| fs::read_to_string(path).expect("a source can be read"));
    let names = texts.flat_map(|text| {
        let after = |line: &str| Some(line.trim().split_once("fn ")?.1.split_once('(')?.0.to_owned());
        text.lines().filter_map(after).collect::<Vec<_>>()
    });
    names.collect()
}
