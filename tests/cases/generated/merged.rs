//! Each clean merge of code compiles: for each change of the spec, all edits that go together are made at once.

use libtest_mimic::{Failed, Trial};

use super::build;
use crate::edits::edit::{self, Edit};
use crate::edits::outcome::updated;
use crate::edits::{BASE, CHANGES};
use crate::project::Tree;

pub(super) fn trials() -> Vec<Trial> {
    let change =
        |change: Edit| Trial::test(format!("generated::merged::{}", change.name), move || compiles(&change.name));
    edit::read("spec").into_iter().map(change).collect()
}

fn compiles(change: &str) -> Result<(), Failed> {
    let people: Vec<_> = edit::read("person").into_iter().filter(Edit::is_of_code).collect();
    for (number, (names, project)) in crates(&BASE, &people, &CHANGES[change]).into_iter().enumerate() {
        let folder = build::on_disk(&format!("merged-{change}-{number}"), &project);
        build::cargo(&folder, &["check", "--quiet", "--all-targets"])
            .map_err(|said| format!("with {}: {said}", names.join(", ")))?;
    }
    Ok(())
}

/// Merged projects that have all the edits which merge clean on their own, as many in each as go together.
fn crates<'a>(base: &Tree, people: &'a [Edit], new: &Tree) -> Vec<(Vec<&'a str>, Tree)> {
    let updated = |disk: &Tree| updated(base, disk, new);
    let mut left: Vec<_> =
        people.iter().filter(|edit| edit.applied(base).is_ok_and(|disk| updated(&disk).is_some())).collect();
    let mut crates = Vec::new();
    while !left.is_empty() {
        let (mut names, mut disk) = (Vec::new(), base.clone());
        left.retain(|edit| match edit.applied(&disk).ok().filter(|edited| updated(edited).is_some()) {
            Some(edited) => {
                disk = edited;
                names.push(edit.name.as_str());
                false
            }
            None => true,
        });
        crates.extend(updated(&disk).map(|project| (names, project)));
    }
    crates
}
