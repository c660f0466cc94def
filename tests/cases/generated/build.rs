//! Builds generated projects.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::project::{self, Tree, text, write_tree};

/// A project on disk, to be built.
pub(super) fn on_disk(name: &str, project: &Tree) -> PathBuf {
    static ONE_WRITER: Mutex<()> = Mutex::new(());
    let folder = generated().join("projects").join(name);
    let _lock = ONE_WRITER.lock().unwrap_or_else(PoisonError::into_inner);
    write_tree(&folder, project);
    folder
}

/// Lets the tests of a project use another one, which lies beside it.
pub(super) fn use_beside(project: &mut Tree, other: &str) {
    let manifest = project.get_mut("Cargo.toml").expect("a project has a manifest");
    let section = "[dev-dependencies]";
    let with = format!("{section}\n{other} = {{ path = \"../{other}\" }}");
    *manifest = text(manifest).replace(section, &with).into_bytes();
}

/// Where generated projects are built: one target folder, as their dependencies are the same.
fn generated() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("generated")
}

/// Builds an example of a project. A release takes long enough without what its own profile asks for.
pub(super) fn example(project: &Path, name: &str, is_release: bool) -> Result<PathBuf, String> {
    let release: &[&str] = if is_release { &["--release"] } else { &[] };
    cargo_offline(project, &[&["build", "--example", name], release].concat())?;
    Ok(generated().join(if is_release { "release" } else { "debug" }).join("examples").join(name))
}

/// Runs cargo in a project, and fails with all it said. Debug information would only slow the linker down.
pub(super) fn cargo(project: &Path, arguments: &[&str]) -> Result<(), String> {
    output(project, arguments, &[]).map(drop)
}

/// As [`cargo`], for a project whose lock cargo has to complete, with nothing newer than what the locks of the specs' projects name.
pub(super) fn cargo_offline(project: &Path, arguments: &[&str]) -> Result<(), String> {
    static FETCHED: OnceLock<Result<(), String>> = OnceLock::new();
    let fetch = |spec: &String| cargo(&on_disk(spec, &project::project(spec)), &["fetch", "--locked"]);
    FETCHED.get_or_init(|| project::specs().iter().try_for_each(fetch)).clone()?;
    cargo(project, &[arguments, &["--offline"]].concat())
}

/// As [`cargo`], with more variables: what it printed.
pub(super) fn output(project: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Result<String, String> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(project)
        .env("CARGO_TARGET_DIR", generated())
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_INCREMENTAL", "0")
        .envs(variables.iter().copied())
        .output()
        .expect("cargo runs");
    let [out, err] = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    if output.status.success() {
        return Ok(out);
    }
    Err(format!("cargo {} fails in {}:\n{out}\n{err}", arguments.join(" "), project.display()))
}
