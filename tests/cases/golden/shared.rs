//! The shared code of projects. Its text stands once, in `templates/src`; a golden lists what a project has of it.
//!
//! The list and the source give each file again, line by line, and a test holds that. Only the `use` lines are made
//! anew, and they name nothing that the source's don't. So a project has no line that its source lacks, and lacks none
//! but what the list shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::cut::{Kept, text_kept, text_of};
use super::pieces::{Parsed, names};
use crate::project::{Tree, read_tree, text};
use crate::reviewed;

/// What stands in a golden in place of the shared files.
const LIST: &str = "shared.txt";

const SOURCES: &str = "templates";

const FOLDERS: [&str; 3] = ["src/dynamodb/", "src/http/", "src/values/"];

/// A project with the list of what it shares in place of the files.
pub(super) fn listed(mut project: Tree) -> Tree {
    let files = shared(&project);
    let features = features(&files).into_iter().map(|feature| format!("feature {feature}\n"));
    let kept = files.iter().flat_map(|(path, now)| {
        let path = path.trim_start_matches("src/");
        kept(&parsed(path, now)).into_iter().map(move |name| format!("{path} {name}\n"))
    });
    let list: String = features.chain(kept).collect();
    project.retain(|path, _| !is_shared(path));
    project.insert(LIST.to_owned(), list.into_bytes());
    project
}

/// What is kept of a file, by name.
fn kept(now: &Parsed) -> Vec<String> {
    let pieces = now.pieces();
    let public = now.imports().into_iter().filter(|import| import.is_public);
    let exports = public.map(|import| format!("pub use {}", import.path));
    names(&pieces).into_iter().map(str::to_owned).chain(exports).collect()
}

fn is_shared(path: &str) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder))
}

/// The shared files of a project, each with its path.
fn shared(project: &Tree) -> Vec<(&str, &str)> {
    let files = project.iter().filter(|(path, _)| is_shared(path));
    files.map(|(path, bytes)| (path.as_str(), text(bytes))).collect()
}

fn parsed(path: &str, text: &str) -> Parsed {
    Parsed::of(text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn source(path: &str) -> String {
    fs::read_to_string(Path::new(SOURCES).join(path)).unwrap_or_else(|error| panic!("{path} has no source: {error}"))
}

/// The features that are on: those of which a file has the line after the attribute.
fn features(files: &[(&str, &str)]) -> BTreeSet<String> {
    let mut features = BTreeSet::new();
    for (path, now) in files {
        let now: BTreeSet<&str> = now.lines().collect();
        let source = source(path);
        for (attribute, line) in source.lines().zip(source.lines().skip(1)) {
            let feature =
                attribute.trim().strip_prefix("#[cfg(feature = \"").and_then(|rest| rest.strip_suffix("\")]"));
            features.extend(feature.filter(|_| now.contains(line)).map(str::to_owned));
        }
    }
    features
}

/// Fails with the difference where a file is not what its source and the list give.
pub(super) fn is_the_source_cut_down(project: &Tree) -> Result<(), String> {
    let files = shared(project);
    let features = features(&files);
    let lacking = lacking(&files);
    let problems: Vec<String> =
        files.iter().filter_map(|(path, now)| compare(path, now, &features, &lacking).err()).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// What the shared code has and the project lacks, in whatever file.
fn lacking(files: &[(&str, &str)]) -> BTreeSet<String> {
    let all = |path: &str, text: &str| -> Vec<String> {
        names(&parsed(path, text).pieces()).into_iter().map(str::to_owned).collect()
    };
    let kept: BTreeSet<String> = files.iter().flat_map(|(path, now)| all(path, now)).collect();
    let mut sources = read_tree(Path::new(SOURCES));
    sources.retain(|path, _| !path.ends_with("/tests.rs") && !path.contains("/tests/"));
    shared(&sources).iter().flat_map(|(path, source)| all(path, source)).filter(|name| !kept.contains(name)).collect()
}

fn compare(path: &str, now: &str, features: &BTreeSet<String>, lacking: &BTreeSet<String>) -> Result<(), String> {
    let (source, now) = (parsed(path, &source(path)), parsed(path, now));
    let pieces = now.pieces();
    let kept = Kept { features, names: names(&pieces).into_iter().collect(), lacking };
    let (expected, found) = (text_kept(&source, &kept), text_of(&now));
    if found != expected {
        let expected = (&*format!("{SOURCES}/{path}, cut down"), &*expected);
        return Err(reviewed::difference(expected, (&format!("{path} of the project"), &found)));
    }
    let known: BTreeSet<String> = source.imports().into_iter().map(|import| import.path).collect();
    let imports = now.imports().into_iter().map(|import| import.path);
    let others: Vec<String> = imports.filter(|path| !known.contains(path)).collect();
    if others.is_empty() { Ok(()) } else { Err(format!("{path} imports what its source does not: {others:?}")) }
}
