#![expect(clippy::disallowed_methods, reason = "tests read and write projects")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use walkdir::WalkDir;

use crate::{baseline, load, render};

/// A project's files: relative path → bytes.
pub(super) type Tree = BTreeMap<String, Vec<u8>>;

/// The file that tells of a run that died.
const JOURNAL: &str = ".slsgen/txn/journal";

/// A project that a person has edited, with a spec that has changed: an update replaces, merges, makes and deletes.
pub(super) fn before_an_update() -> Tree {
    let spec = |description: &str| {
        format!(
            "name: notes\ndescription: {description}\ntable: {{ partition_key: id }}\n\
             attributes: {{ id: uuid, text: string }}\nroutes: [GET /notes]\napi: {{ auth: none }}\n"
        )
    };
    let text = spec("What was thought");
    let service = load("spec.yaml", text.as_bytes()).service.expect("the spec is valid");
    let files = baseline::files_of_new_project(&render::render_new(&service, &text));
    let mut tree: Tree = files.into_iter().map(|(path, text)| (path.to_string(), text.into_bytes())).collect();

    let lock = String::from_utf8(tree["slsgen.lock"].clone()).expect("it is text");
    // As if an older slsgen had made a file that this one doesn't, and this one makes one that the older didn't.
    let lock = lock.replace("\"samconfig.toml\" = \"merged\"\n", "\"src/values/set.rs\" = \"merged\"\n");
    tree.insert("slsgen.lock".to_owned(), lock.into_bytes());
    for old in ["src/values/set.rs", ".slsgen/base/src/values/set.rs.base"] {
        tree.insert(old.to_owned(), b"How it was done\n".to_vec());
    }
    for new in ["samconfig.toml", ".slsgen/base/samconfig.toml.base"] {
        tree.remove(new).expect("slsgen makes it");
    }
    tree.get_mut("README.md").expect("slsgen makes it").extend(b"\n## Ours\n");
    tree.insert("slsgen.yaml".to_owned(), spec("What was thought and said").into_bytes());
    tree
}

/// Where a case's project is.
pub(super) fn folder(case: &str) -> PathBuf {
    let binary = std::env::current_exe().expect("the test binary is there");
    let target = binary.ancestors().nth(3).expect("it lies in target/debug/deps");
    target.join("tmp").join("crash").join(case)
}

/// Makes a case's folder hold a project, and nothing else.
pub(super) fn write(case: &str, tree: &Tree) {
    let folder = folder(case);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last project can be removed");
    }
    for (path, bytes) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

/// What a case's folder holds.
pub(super) fn read(case: &str) -> Tree {
    let folder = folder(case);
    let entries = WalkDir::new(&folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let path = |file: &walkdir::DirEntry| {
        file.path().strip_prefix(&folder).expect("a walk stays inside").to_string_lossy().replace('\\', "/")
    };
    files.map(|file| (path(&file), fs::read(file.path()).expect("a file can be read"))).collect()
}

/// The files in which two projects differ. Those that git doesn't see don't count.
pub(super) fn differing<'a>(left: &'a Tree, right: &'a Tree) -> Vec<&'a str> {
    let paths: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let is_record = |path: &str| path.starts_with(".slsgen/txn/") || path.starts_with(".slsgen/undo/");
    let differ = |path: &&str| !is_record(path) && left.get(*path) != right.get(*path);
    paths.into_iter().map(String::as_str).filter(differ).collect()
}

/// Whether a run died in a project.
pub(super) fn is_interrupted(tree: &Tree) -> bool {
    tree.contains_key(JOURNAL)
}
