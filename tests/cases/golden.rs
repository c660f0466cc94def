//! Every file of every spec's project is as reviewed in `tests/golden`.
//!
//! The trees are compared both ways, so that a stale file fails too. `Cargo.lock` is left out: what it must
//! be, cargo says (`generated`). A list stands in place of the shared code ([`shared`]), and the page of the local server is
//! compared with its template.

mod cut;
mod pieces;
mod shared;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use libtest_mimic::{Failed, Trial};

use crate::project::{Tree, project, read_tree, specs, text};
use crate::{reviewed, stale};

const FOLDER: &str = "tests/golden";
/// The same in every project.
const SAME: [&str; 3] = ["examples/local/page.html", "examples/local/seed.rs", "examples/local/tables.rs"];

pub(crate) fn trials() -> Vec<Trial> {
    let folders = fs::read_dir(FOLDER).expect("the projects are there").map(|entry| entry.expect("an entry").path());
    let names =
        folders.filter(|path| path.is_dir()).map(|path| path.file_name().expect("a name").display().to_string());
    // The folder of a spec that is gone is stale.
    let all: BTreeSet<String> = specs().into_iter().chain(names).collect();
    all.iter().flat_map(|spec| of_spec(spec)).collect()
}

/// A spec's project, rendered for the first of its tests.
struct Golden {
    spec: String,
    folder: PathBuf,
    /// The paths of the files that were reviewed.
    reviewed: Vec<String>,
    rendered: OnceLock<Tree>,
}

fn of_spec(spec: &str) -> Vec<Trial> {
    let folder = Path::new(FOLDER).join(spec);
    let reviewed: Vec<String> = read_tree(&folder).into_keys().collect();
    let golden = Arc::new(Golden { spec: spec.to_owned(), folder, reviewed, rendered: OnceLock::new() });
    let file = |path: &String| {
        let (golden, path) = (golden.clone(), path.clone());
        Trial::test(format!("golden::{spec}::{path}"), move || golden.is_as_reviewed(&path))
    };
    let files: Vec<Trial> = golden.reviewed.iter().map(file).collect();
    let whole = |rule: &str, check: fn(&Golden) -> Result<(), Failed>| {
        let golden = golden.clone();
        Trial::test(format!("golden::{spec}::{rule}"), move || check(&golden))
    };
    let rules = [
        whole("every_file_was_reviewed", Golden::has_no_other_file),
        whole("shared_code_is_its_source_cut_down", Golden::shares_its_source),
    ];
    files.into_iter().chain(rules).collect()
}

impl Golden {
    fn rendered(&self) -> &Tree {
        self.rendered.get_or_init(|| {
            if !self.has_spec() {
                return Tree::new();
            }
            let mut project = project(&self.spec);
            project.remove("Cargo.lock").expect("a project has a lock");
            for path in SAME {
                let text = project.remove(path).expect("each project has it");
                assert_eq!(text, fs::read(Path::new("templates").join(path)).expect("it is a template"));
            }
            shared::listed(project)
        })
    }

    fn has_spec(&self) -> bool {
        specs().contains(&self.spec)
    }

    fn shares_its_source(&self) -> Result<(), Failed> {
        if self.has_spec() {
            shared::is_the_source_cut_down(&project(&self.spec))?;
        }
        Ok(())
    }

    fn is_as_reviewed(&self, path: &str) -> Result<(), Failed> {
        let file = self.folder.join(path);
        match self.rendered().get(path) {
            Some(bytes) => reviewed::compare(&file, text(bytes))?,
            None => stale::remove(vec![file])?,
        }
        Ok(())
    }

    fn has_no_other_file(&self) -> Result<(), Failed> {
        let other = self.rendered().iter().filter(|(path, _)| !self.reviewed.contains(path));
        let difference =
            |(path, bytes): (&String, &Vec<u8>)| reviewed::compare(&self.folder.join(path), text(bytes)).err();
        let messages: Vec<String> = other.filter_map(difference).collect();
        if messages.is_empty() { Ok(()) } else { Err(messages.join("\n").into()) }
    }
}
