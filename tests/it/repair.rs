//! A lock is rebuilt from what lies beside it.

use std::fs;
use std::path::Path;

use slsgen::baseline::files_of_new_project;
use slsgen::model::{Frozen, LogicalIds};
use slsgen::pipeline::repair;
use slsgen::render::render;
use slsgen::snapshot::Snapshot;
use walkdir::WalkDir;

#[test]
fn each_lock_is_rebuilt_as_it_was() {
    let specs = WalkDir::new("specs").into_iter().map(|entry| entry.expect("specs can be read"));
    for spec in specs.filter(|entry| entry.file_type().is_file()) {
        let text = fs::read_to_string(spec.path()).expect("a spec can be read");
        let usable = slsgen::load("slsgen.yaml", text.as_bytes()).usable().expect("the spec is valid");
        // As an older version might have chosen them.
        let Frozen { ids, projections } = Frozen::assign(&usable.service, &Frozen::default());
        let older: LogicalIds = ids.iter().map(|(key, id)| (key.to_owned(), format!("{id}Of2023"))).collect();
        let project = render(&usable.service, &text, &Frozen { ids: older, projections });

        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("repair").join(spec.file_name());
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("it can be removed");
        }
        let mut lock = None;
        for (path, text) in files_of_new_project(&project) {
            if path.as_str() == "slsgen.lock" {
                lock = Some(text);
                continue;
            }
            let file = folder.join(path.as_str());
            fs::create_dir_all(file.parent().expect("it is in a folder")).expect("a folder can be made");
            fs::write(file, text).expect("a file can be written");
        }
        let mut snapshot = Snapshot::without_lock(&folder).expect("the project can be read");
        let repaired = repair(&mut snapshot).expect("the bases are there");
        assert_eq!(Some(repaired.lock.to_string()), lock, "{}", spec.path().display());
        assert_eq!(repaired.assumed, ["slsgen made src/hooks.rs once, and it is yours since then"]);
    }
}
