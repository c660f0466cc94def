//! What clippy.toml leaves out, because generated projects call it.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

#[test]
fn files_are_read_in_one_place() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut readers = Vec::new();
    for entry in WalkDir::new(&source).sort_by_file_name() {
        let entry = entry.expect("src can be walked");
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(entry.path()).expect("sources can be read");
            if text.contains("fs::read_to_string") {
                let path = entry.path().strip_prefix(&source).expect("it was found there");
                readers.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    // Files of tests.
    assert_eq!(readers, ["render/rust/shared/tests.rs", "render/rust/views.rs"]);
}
