//! What the tests of generated projects share: the projects of specs, in memory and on disk.
#![expect(clippy::disallowed_methods, reason = "tests read and write fixtures")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// A tree of files: relative path with `/` → bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// The project of a spec in `specs/`, in memory.
pub(crate) fn project(spec: &str) -> Tree {
    project_of(&format!("specs/{spec}.yaml"))
}

/// The project of the spec in a file of the repository, in memory.
pub(crate) fn project_of(path: &str) -> Tree {
    render(&text(path))
}

/// The text of a file of the repository.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file can be read")
}

/// The project of a spec's text.
pub(crate) fn render(spec: &str) -> Tree {
    let loaded = slsgen::load("slsgen.yaml", spec.as_bytes());
    let service = loaded.service.unwrap_or_else(|| panic!("the spec is invalid: {:#?}", loaded.diagnostics));
    let project = slsgen::render::render_new(&service, &loaded.source.text);
    project.files().map(|(path, file)| (path.to_string(), file.text.as_bytes().to_vec())).collect()
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a folder holds; empty if it is absent.
pub(crate) fn read_tree(folder: &Path) -> Tree {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let path =
        |file: &Path| file.strip_prefix(folder).expect("a walk stays inside").to_string_lossy().replace('\\', "/");
    files.map(|file| (path(file.path()), fs::read(file.path()).expect("a file can be read"))).collect()
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
