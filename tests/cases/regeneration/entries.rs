//! What is on disk: every file with its mode, and every link.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file or a link, and whatever can be seen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    File { bytes: Vec<u8>, mode: u32 },
    Link(PathBuf),
}

/// What is below a folder, by path.
pub(crate) type Tree = BTreeMap<String, Entry>;

/// What is below a folder.
pub(crate) fn tree(root: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("it can be read"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let path = |path: &Path| path.strip_prefix(root).expect("it is inside").to_string_lossy().into_owned();
    files.map(|file| (path(file.path()), entry(file.path()))).collect()
}

/// Fails with the names of what differs.
pub(crate) fn assert_same(seed: &str, what: &str, before: &Tree, after: &Tree) {
    let paths: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let differing: Vec<_> = paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert!(differing.is_empty(), "seed {seed}: {what} left these other than they were: {differing:?}");
}

/// What an undo brings back: all but the records of updates, and the modes of files that the update removed.
pub(crate) fn taken_back(tree: &Tree, updated: &Tree) -> Tree {
    let is_record = |path: &str| path.starts_with("project/.slsgen/undo/");
    let kept = tree.iter().filter(|(path, _)| !is_record(path)).map(|(path, entry)| match entry {
        Entry::File { bytes, .. } if !updated.contains_key(path) => {
            (path.clone(), Entry::File { bytes: bytes.clone(), mode: 0 })
        }
        _ => (path.clone(), entry.clone()),
    });
    kept.collect()
}

/// Whether there is a folder, a link or no text where a file was, or its folder is a link now.
pub(crate) fn is_something_else(tree: &Tree, path: &str) -> bool {
    let path = format!("project/{path}");
    let is_at =
        |other: &str, path: &str| other == path || other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    tree.keys().any(|there| is_at(there, &path) || is_at(&path, there))
}

/// A text file of the project; none if it is something else, or nothing.
pub(crate) fn read(tree: &Tree, path: &str) -> Option<String> {
    match tree.get(&format!("project/{path}"))? {
        Entry::File { bytes, .. } => String::from_utf8(bytes.clone()).ok(),
        Entry::Link(_) => None,
    }
}

fn entry(path: &Path) -> Entry {
    let metadata = fs::symlink_metadata(path).expect("it is there");
    if metadata.is_symlink() {
        return Entry::Link(fs::read_link(path).expect("a link can be read"));
    }
    Entry::File { bytes: fs::read(path).expect("a file can be read"), mode: mode(&metadata) }
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode()
}

#[cfg(not(unix))]
fn mode(metadata: &fs::Metadata) -> u32 {
    u32::from(metadata.permissions().readonly())
}
