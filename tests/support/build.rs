//! Builds generated projects.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::support::{Tree, write_tree};

/// A project on disk, to be built.
pub(crate) fn on_disk(name: &str, project: &Tree) -> PathBuf {
    static ONE_WRITER: Mutex<()> = Mutex::new(());
    let folder = generated().join("projects").join(name);
    let _lock = ONE_WRITER.lock().unwrap_or_else(PoisonError::into_inner);
    write_tree(&folder, project);
    folder
}

/// Where generated projects are built: one target folder, as their dependencies are the same.
pub(crate) fn generated() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("generated")
}

/// Runs cargo in a project, and fails with all it said. Debug information would only slow the linker down.
pub(crate) fn cargo(project: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(project)
        .env("CARGO_TARGET_DIR", generated())
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo runs");
    let said = |stream: &[u8]| String::from_utf8_lossy(stream).into_owned();
    assert!(
        output.status.success(),
        "cargo {} fails in {}:\n{}\n{}",
        arguments.join(" "),
        project.display(),
        said(&output.stdout),
        said(&output.stderr)
    );
}
