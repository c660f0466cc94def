//! The projects of specs, in memory and on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// A tree of files: relative path with `/` → bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// The names of the files in `specs/`, sorted.
pub(crate) fn specs() -> Vec<String> {
    let entries = fs::read_dir("specs").expect("specs/ is there").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut names: Vec<_> = entries.map(|path| name(&path)).collect();
    names.sort();
    names
}

/// The project of a spec in `specs/`.
pub(crate) fn project(spec: &str) -> Tree {
    project_of(&format!("specs/{spec}.yaml"))
}

/// The project of the spec in a file of the repository.
pub(crate) fn project_of(path: &str) -> Tree {
    render(&fs::read_to_string(path).expect("the file can be read"))
}

/// The project of a spec's text.
pub(crate) fn render(spec: &str) -> Tree {
    let loaded = slsgen::load("slsgen.yaml", spec.as_bytes());
    let service = loaded.service.unwrap_or_else(|| panic!("the spec is invalid: {:#?}", loaded.diagnostics));
    let project = slsgen::render::render_new(&service, &loaded.source.text);
    project.files().map(|(path, file)| (path.to_string(), file.text.as_bytes().to_vec())).collect()
}

/// What a folder holds; empty if it is absent.
pub(crate) fn read_tree(folder: &Path) -> Tree {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let path =
        |file: &Path| file.strip_prefix(folder).expect("a walk stays inside").to_string_lossy().replace('\\', "/");
    files.map(|file| (path(file.path()), fs::read(file.path()).expect("a file can be read"))).collect()
}

/// A file's text.
pub(crate) fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("projects are text")
}

/// Makes a folder hold exactly these files. What is equal stays untouched, so that cargo builds only what changed.
pub(crate) fn write_tree(folder: &Path, tree: &Tree) {
    let present = read_tree(folder);
    for path in present.keys().filter(|path| !tree.contains_key(*path)) {
        fs::remove_file(folder.join(path)).expect("a stale file can be removed");
    }
    for (path, bytes) in tree.iter().filter(|(path, bytes)| present.get(*path) != Some(bytes)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}
