//! What lies in a folder, whatever it is.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

/// Each path below a folder.
pub(crate) type Tree = BTreeMap<PathBuf, Entry>;

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file: its length, and how it begins.
    File(u64, Vec<u8>),
    /// A link, and what it points to.
    Link(PathBuf),
    Folder,
    /// A pipe, a socket or a device.
    Special(&'static str),
}

/// Reads a folder; follows no link, and opens nothing but files.
pub(crate) fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be read"));
    let path = |entry: &walkdir::DirEntry| entry.path().strip_prefix(folder).expect("it is inside").to_owned();
    entries.map(|entry| (path(&entry), found(&entry))).collect()
}

fn found(entry: &walkdir::DirEntry) -> Entry {
    let kind = entry.file_type();
    if kind.is_dir() {
        return Entry::Folder;
    }
    if kind.is_symlink() {
        return Entry::Link(fs::read_link(entry.path()).expect("it is a link"));
    }
    if !kind.is_file() {
        return Entry::Special(if kind.is_fifo() { "a pipe" } else { "a device or a socket" });
    }
    let file = File::open(entry.path()).expect("a file can be opened");
    let length = file.metadata().expect("it is open").len();
    let mut begin = Vec::new();
    file.take(1 << 20).read_to_end(&mut begin).expect("a file can be read");
    Entry::File(length, begin)
}

/// The first path at which two trees differ.
pub(crate) fn difference<'a>(before: &'a Tree, after: &'a Tree) -> Option<&'a PathBuf> {
    before.keys().chain(after.keys()).find(|path| before.get(*path) != after.get(*path))
}
