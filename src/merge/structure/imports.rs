use std::collections::HashSet;

use super::super::lines::Lines;
use super::Three;
use crate::text::layout::imports;

/// `use path::{names};`, or with one name and no braces.
struct Imports {
    /// `use`, or `pub use`.
    keyword: String,
    path: String,
    names: Vec<String>,
}

/// Merges what is imported from one module, name by name; `None` if it is not a plain list of names on all sides.
pub(super) fn merge(sides: Three<Lines<'_>>) -> Option<String> {
    let [base, ours, theirs] = sides.map(|side| read(&side.lines.concat()));
    let (base, ours, theirs) = (base?, ours?, theirs?);
    if [&base, &theirs].iter().any(|side| side.keyword != ours.keyword || side.path != ours.path) {
        return None;
    }
    let [in_base, in_theirs] = [&base, &theirs].map(|side| side.names.iter().collect::<HashSet<_>>());
    let is_kept = |name: &&String| in_theirs.contains(name) || !in_base.contains(name);
    let is_added = |name: &&String| !in_base.contains(name);
    let kept = ours.names.iter().filter(is_kept);
    let names: Vec<_> = kept.chain(theirs.names.iter().filter(is_added)).map(String::as_str).collect();
    if names.is_empty() {
        return Some(String::new());
    }
    Some(imports(&ours.keyword, &ours.path, &names) + "\n")
}

fn read(text: &str) -> Option<Imports> {
    // What is indented is laid out by its own width.
    let code = text.strip_suffix(";\n").filter(|code| !code.starts_with(' '))?;
    let start = code.find("use ")? + "use".len();
    let (keyword, code) = code.split_at(start);
    let (path, names) = code
        .trim_start()
        .rsplit_once("::{")
        .map_or_else(|| code.trim_start().rsplit_once("::"), |(path, names)| Some((path, names.strip_suffix('}')?)))?;
    let names: Vec<_> = names.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    // What rustfmt sets apart, and what is no name.
    let is_plain =
        |name: &String| name != "self" && name.chars().all(|char| char.is_alphanumeric() || "_#".contains(char));
    let is_path = path.chars().all(|char| char.is_alphanumeric() || "_#:".contains(char));
    (is_path && names.iter().all(is_plain)).then(|| Imports {
        keyword: keyword.to_owned(),
        path: path.to_owned(),
        names,
    })
}
