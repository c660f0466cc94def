//! What the whole process takes on a project of about a hundred files, beside yardsticks of the same run.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads and writes projects")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::Bencher;
use slsgen::path::ProjectPath;
use slsgen::{apply, baseline, render};

fn main() {
    divan::main();
}

/// Eleven resources.
fn spec() -> String {
    let mut text = "name: large\napi: { auth: api_key }\nresources:\n".to_owned();
    for resource in
        ["authors", "books", "carts", "items", "labels", "notes", "orders", "parcels", "reviews", "shops", "users"]
    {
        write!(
            text,
            "  {resource}:
    table: {{ partition_key: id }}
    attributes:
      id: {{ type: uuid, generate: uuid_v7 }}
      title: {{ type: string, required: true, max_length: 100 }}
      price: {{ type: decimal, minimum: 0 }}
      kind: {{ type: string, enum: [new, used] }}
      created_at: {{ type: timestamp, generate: created }}
    routes:
      - GET /{resource}
      - POST /{resource}
      - GET /{resource}/{{id}}
      - DELETE /{resource}/{{id}}
"
        )
        .expect("a string takes text");
    }
    text
}

/// All files of the project.
fn files() -> Vec<(ProjectPath, String)> {
    let text = spec();
    let service = slsgen::load("spec", text.as_bytes()).service.expect("the spec is valid");
    baseline::files_of_new_project(&render::render_new(&service, &text))
}

/// As if an older slsgen had generated every file with a line that this one doesn't.
fn older_files() -> Vec<(ProjectPath, String)> {
    let older = |(path, text): (ProjectPath, String)| {
        let is_older = !path.is_spec() && !path.is_lock() && path != ProjectPath::spec().base();
        let text = if is_older { format!("# Generated long ago\n{text}") } else { text };
        (path, text)
    };
    files().into_iter().map(older).collect()
}

fn project(name: &str, files: &[(ProjectPath, String)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-regeneration").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last round's project can be removed");
    }
    apply::create(files, &folder).expect("the project can be written");
    folder
}

fn slsgen(arguments: &[&str], folder: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    let command = command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().expect("slsgen runs").success(), "{arguments:?} fails");
}

#[divan::bench]
fn yardstick_process_that_does_nothing(bencher: Bencher) {
    bencher.bench(|| slsgen(&["--version"], Path::new(".")));
}

#[divan::bench]
fn yardstick_reading_each_file(bencher: Bencher) {
    let folder = project("read", &files());
    let read = |path: &ProjectPath| fs::read(path.in_folder(&folder)).expect("a file can be read").len();
    let paths: Vec<_> = files().into_iter().map(|(path, _)| path).collect();
    bencher.bench(|| paths.iter().map(read).sum::<usize>());
}

#[divan::bench]
fn yardstick_new(bencher: Bencher) {
    let folder = project("new", &files());
    let target = folder.join("made");
    let clear = || {
        if target.exists() {
            fs::remove_dir_all(&target).expect("the last round's project can be removed");
        }
    };
    bencher.with_inputs(clear).bench_values(|()| slsgen(&["new", "--spec", "slsgen.yaml", "--out", "made"], &folder));
}

#[divan::bench]
fn yardstick_sync_of_each_file(bencher: Bencher) {
    let folder = project("sync", &files());
    let contents = files();
    bencher.bench(|| {
        for (path, text) in &contents {
            let path = path.in_folder(&folder);
            fs::write(&path, text).expect("a file can be written");
            fs::File::open(&path).and_then(|file| file.sync_all()).expect("a file can be synced");
        }
    });
}

#[divan::bench]
fn check(bencher: Bencher) {
    let folder = project("check", &files());
    bencher.bench(|| slsgen(&["check"], &folder));
}

#[divan::bench]
fn plan(bencher: Bencher) {
    let folder = project("plan", &files());
    bencher.bench(|| slsgen(&["plan"], &folder));
}

#[divan::bench]
fn update_with_nothing_to_do(bencher: Bencher) {
    let folder = project("nothing", &files());
    bencher.bench(|| slsgen(&["update"], &folder));
}

#[divan::bench]
fn update_of_everything(bencher: Bencher) {
    let older = older_files();
    let prepared = || {
        let folder = project("everything", &older);
        // Or else the update would pay for the writing of the project that it is for.
        assert!(Command::new("sync").status().expect("sync runs").success(), "sync fails");
        folder
    };
    bencher.with_inputs(prepared).bench_values(|folder| slsgen(&["update"], &folder));
}
