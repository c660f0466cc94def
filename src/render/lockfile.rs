//! The project's `Cargo.lock`, exact without asking cargo.
//!
//! One embedded lock holds what any project can need. A project's own lock is the part that its
//! manifest reaches, which is what cargo would write as long as the features of a dependency never vary with the
//! spec. The text is cargo's own.

use std::collections::BTreeMap;

use crate::model::ProjectName;

/// The lock of a project that needs everything; `just lock` makes it anew.
const SUPERSET: &str = include_str!("../../templates/Cargo.lock");

/// What a package needs only in a project that names it: by a feature that its other users don't ask for.
const FOR_THE_PROJECT: [(&str, &str); 1] = [("uuid", "serde_core")];

/// A `[[package]]` of a lock.
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    /// The lines between the version and the dependencies: where it comes from, and its checksum.
    origin: &'a str,
    /// Each `name`, or `name version` where the lock holds several versions.
    dependencies: Vec<&'a str>,
}

/// The lock of a project with this manifest.
///
/// A dependency that the superset lacks is left out: `cargo --locked` then refuses the project in our own
/// tests, until `just lock` has run.
pub(super) fn lockfile(project: &ProjectName, manifest: &str) -> String {
    let (head, blocks) = SUPERSET.split_once("[[package]]\n").unwrap_or_default();
    let mut packages: Vec<_> = blocks.split("[[package]]\n").map(Package::parse).collect();
    let wanted = dependencies(manifest);
    for package in &mut packages {
        if package.is_root() {
            package.name = project.as_str();
            package.dependencies.retain(|dependency| wanted.contains(&name_of(dependency)));
        } else if !wanted.contains(&package.name) {
            package.dependencies.retain(|dependency| !FOR_THE_PROJECT.contains(&(package.name, dependency)));
        }
    }
    let mut kept = reachable(&packages);
    // By name, then version: a project that bears the name of a dependency is the older one.
    kept.sort_by_key(|package| (package.name, !package.is_root()));

    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in &kept {
        versions.entry(package.name).or_default().push(package.version);
    }
    let blocks = kept.iter().map(|package| package.block(&versions));
    format!("{head}{}", blocks.collect::<Vec<_>>().join("\n"))
}

/// The names under `[dependencies]` and `[dev-dependencies]`.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = matches!(line, "[dependencies]" | "[dev-dependencies]");
        } else if let Some((name, _)) =
            line.split_once(" = ").filter(|(name, _)| inside && !name.starts_with([' ', '#']))
        {
            names.push(name);
        }
    }
    names
}

/// The root and the packages that it needs.
fn reachable<'p, 'a>(packages: &'p [Package<'a>]) -> Vec<&'p Package<'a>> {
    let mut reached = vec![false; packages.len()];
    let mut waiting: Vec<usize> = packages.iter().position(Package::is_root).into_iter().collect();
    while let Some(at) = waiting.pop() {
        if std::mem::replace(&mut reached[at], true) {
            continue;
        }
        let position = |dependency: &&str| packages.iter().position(|package| package.is(dependency));
        waiting.extend(packages[at].dependencies.iter().filter_map(position));
    }
    packages.iter().zip(reached).filter_map(|(package, reached)| reached.then_some(package)).collect()
}

/// The name in a line of `dependencies`.
fn name_of(dependency: &str) -> &str {
    dependency.split_once(' ').map_or(dependency, |(name, _)| name)
}

impl<'a> Package<'a> {
    fn parse(block: &'a str) -> Self {
        let value = |line: &'a str| line.split('"').nth(1).unwrap_or_default();
        let (name, rest) = block.split_once('\n').unwrap_or_default();
        let (version, rest) = rest.split_once('\n').unwrap_or_default();
        let (origin, rest) = rest.split_once("dependencies = [\n").unwrap_or((rest.trim_end_matches('\n'), ""));
        let dependencies = rest.lines().take_while(|line| *line != "]").map(value).collect();
        Self { name: value(name), version: value(version), origin: origin.trim_end_matches('\n'), dependencies }
    }

    /// The project itself: the only package that comes from no registry.
    fn is_root(&self) -> bool {
        self.origin.is_empty()
    }

    fn is(&self, dependency: &str) -> bool {
        !self.is_root()
            && match dependency.split_once(' ') {
                Some((name, version)) => self.name == name && self.version == version,
                None => self.name == dependency,
            }
    }

    /// The text of the package in a lock that holds these versions of each name, ours first.
    fn block(&self, versions: &BTreeMap<&str, Vec<&str>>) -> String {
        let mut block = format!("[[package]]\nname = \"{}\"\nversion = \"{}\"\n", self.name, self.version);
        if !self.is_root() {
            block.push_str(self.origin);
            block.push('\n');
        }
        if !self.dependencies.is_empty() {
            block.push_str("dependencies = [\n");
            for dependency in &self.dependencies {
                let name = name_of(dependency);
                match versions.get(name).map(Vec::as_slice) {
                    Some([_project, version]) if name == *dependency => {
                        block.extend([" \"", name, " ", version, "\",\n"]);
                    }
                    Some([_, _, ..]) => block.extend([" \"", dependency, "\",\n"]),
                    _ => block.extend([" \"", name, "\",\n"]),
                }
            }
            block.push_str("]\n");
        }
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock_of(project: &str, manifest: &str) -> String {
        lockfile(&ProjectName::new(project).expect("a project's name"), manifest)
    }

    fn names(lock: &str) -> Vec<&str> {
        lock.lines().filter_map(|line| line.strip_prefix("name = ")).collect()
    }

    /// A manifest with every dependency of the superset.
    fn everything() -> String {
        let root = SUPERSET.split("[[package]]\n").find(|block| block.starts_with("name = \"superset\""));
        let needed = Package::parse(root.expect("the superset has a root")).dependencies;
        let lines = needed.iter().map(|dependency| format!("{} = \"*\"\n", name_of(dependency)));
        format!("[dependencies]\n{}", lines.collect::<String>())
    }

    #[test]
    fn a_project_that_needs_everything_has_the_whole_superset() {
        assert_eq!(lock_of("superset", &everything()), SUPERSET);
    }

    #[test]
    fn what_the_manifest_does_not_reach_is_left_out() {
        let lock = lock_of(
            "notes",
            "[package]\nname = \"x\"\n\n[dependencies]\nbase64 = \"0.22\"\n\n[lints]\nserde = \"1\"\n",
        );
        assert_eq!(names(&lock), ["\"base64\"", "\"notes\""]);
    }

    #[test]
    fn a_name_that_the_project_shares_is_told_apart_by_version() {
        let lock = lock_of("hyper", &everything());
        assert!(!lock.contains("\n \"hyper\",\n"), "a dependency on hyper without a version");
        assert_eq!(names(&lock).iter().filter(|name| **name == "\"hyper\"").count(), 2);
    }
}
