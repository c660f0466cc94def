//! Projects as nobody should send them.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use slsgen::{apply, baseline, render};

use super::command::SECRET;

/// A way to spoil a project, and what becomes of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// Is given the folder that holds `project` and `outside`.
    pub(crate) spoil: fn(&Path),
    pub(crate) outcome: Outcome,
}

/// How commands end.
pub(crate) enum Outcome {
    /// Each fails.
    Refused,
    /// `undo` writes nothing and exits with this code.
    UndoRefused(i32),
    /// `update` writes nothing and exits with this code.
    Stopped(i32),
    /// `update` does its work.
    Done,
}

const SPEC: &str = "project/slsgen.yaml";
const LOCK: &str = "project/slsgen.lock";
const HISTORY: &str = "project/.slsgen/history";
const JOURNAL: &str = "project/.slsgen/txn/journal";
const UNDO: &str = "project/.slsgen/undo/journal";
const BASE: &str = "project/.slsgen/base/README.md.base";
const CANARY: &str = "outside/canary.txt";
const MARKERS: &str = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n";

/// Each way.
pub(crate) const CASES: &[Case] = &[
    refused("spec-is-a-link", |at| link_to(at, SPEC, "../outside/canary.txt")),
    refused("spec-is-a-link-to-the-environment", |at| link_to(at, SPEC, "/proc/self/environ")),
    refused("spec-is-a-link-to-itself", |at| link_to(at, SPEC, "slsgen.yaml")),
    refused("spec-is-a-pipe", |at| pipe(at, SPEC)),
    refused("spec-is-a-socket", |at| socket(at, SPEC)),
    refused("spec-is-a-folder", |at| folder(at, SPEC)),
    refused("spec-missing", |at| remove(at, SPEC)),
    stopped(3, "spec-of-100-mb", |at| long(at, SPEC, 100)),
    refused("lock-absolute-path", |at| add_to_lock(at, r#""/etc/cron.d/x" = "merged""#)),
    refused("lock-path-that-climbs", |at| add_to_lock(at, r#""src/../../outside/canary.txt" = "merged""#)),
    refused("lock-hook-of-git", |at| add_to_lock(at, r#"".git/hooks/pre-commit" = "merged""#)),
    refused("lock-settings-of-a-submodule", |at| add_to_lock(at, r#""sub/.GIT/config" = "merged""#)),
    refused("lock-windows-path", |at| add_to_lock(at, r#""C:\\x" = "merged""#)),
    refused("lock-control-character", |at| add_to_lock(at, r#""a\u001b[2Jb" = "merged""#)),
    refused("lock-names-the-spec", |at| add_to_lock(at, r#""slsgen.yaml" = "merged""#)),
    refused("lock-names-the-spec-in-capitals", |at| add_to_lock(at, r#""SLSGEN.YAML" = "merged""#)),
    refused("lock-names-itself", |at| add_to_lock(at, r#""slsgen.lock" = "merged""#)),
    refused("lock-names-a-record", |at| add_to_lock(at, r#"".slsgen/undo/journal" = "merged""#)),
    refused("lock-unknown-policy", |at| add_to_lock(at, r#""a" = "overwritten""#)),
    refused("lock-path-given-twice", |at| add_to_lock(at, r#""README.md" = "merged""#)),
    refused("lock-unknown-key", |at| in_lock(at, "format = 1", "format = 1\ncommand = \"rm\"")),
    refused("lock-other-format", |at| in_lock(at, "format = 1", "format = 2")),
    refused("lock-format-of-text", |at| in_lock(at, "format = 1", "format = \"1\"")),
    refused("lock-newer-version", |at| in_lock(at, env!("CARGO_PKG_VERSION"), "99.1.0")),
    refused("lock-no-version", |at| in_lock(at, env!("CARGO_PKG_VERSION"), "latest")),
    refused("lock-id-with-a-line-break", |at| in_lock(at, "\"NotesTable\"", r#""A\n  B: C""#)),
    refused("lock-id-given-twice", |at| in_lock(at, "\"NotesTable\"", "\"Api\"")),
    refused("lock-markers", |at| add_to_lock(at, MARKERS)),
    refused("lock-truncated", |at| {
        let lock = fs::read_to_string(at.join(LOCK)).expect("there is a lock");
        let (start, rest) = lock.split_at(lock.len() * 2 / 3);
        let (to_the_middle, _) = rest.split_once(" = ").expect("a line follows");
        write(at, LOCK, &format!("{start}{to_the_middle}"));
    }),
    refused("lock-empty", |at| write(at, LOCK, "")),
    refused("lock-not-utf-8", |at| fs::write(at.join(LOCK), [0xFF, 0xFE]).expect("it can be written")),
    refused("lock-of-100-mb", |at| write(at, LOCK, &"# large\n".repeat(100 << 17))),
    refused("lock-of-many-long-files", |at| {
        for number in 0..40 {
            add_to_lock(at, &format!("\"long/{number}\" = \"merged\""));
            long(at, &format!("project/long/{number}"), 7);
        }
    }),
    refused("lock-missing", |at| remove(at, LOCK)),
    refused("lock-is-a-pipe", |at| pipe(at, LOCK)),
    refused("lock-is-a-folder", |at| folder(at, LOCK)),
    refused("lock-is-a-link", |at| move_out(at, LOCK)),
    refused("history-is-a-link", |at| move_out(at, HISTORY)),
    refused("history-is-a-folder", |at| folder(at, HISTORY)),
    refused("history-not-utf-8", |at| fs::write(at.join(HISTORY), [0xFF, 0xFE]).expect("it can be written")),
    refused("history-missing", |at| fs::remove_file(at.join(HISTORY)).expect("it can be removed")),
    refused("history-cut-off", |at| fs::write(at.join(HISTORY), "# What").expect("it can be written")),
    refused("history-of-9-mb", |at| long(at, HISTORY, 9)),
    refused("state-is-a-link", |at| move_out(at, "project/.slsgen")),
    refused("bases-are-a-link", |at| move_out(at, "project/.slsgen/base")),
    refused("base-is-a-link", |at| move_out(at, BASE)),
    refused("base-is-a-link-to-nothing", |at| link_to(at, BASE, "/nowhere")),
    refused("base-is-a-pipe", |at| pipe(at, BASE)),
    refused("base-is-a-folder", |at| folder(at, BASE)),
    refused("base-markers", |at| write(at, BASE, MARKERS)),
    refused("base-not-utf-8", |at| fs::write(at.join(BASE), [0xFF, 0xFE]).expect("it can be written")),
    refused("base-of-what-comes-is-a-link", |at| {
        link_to(at, "project/.slsgen/base/src/tasks/mod.rs.base", "../../../../../outside/canary.txt");
    }),
    refused("base-of-the-spec-missing", |at| remove(at, "project/.slsgen/base/slsgen.yaml.base")),
    refused("base-of-the-spec-is-a-pipe", |at| pipe(at, "project/.slsgen/base/slsgen.yaml.base")),
    stopped(6, "base-of-the-spec-is-no-spec", |at| write(at, "project/.slsgen/base/slsgen.yaml.base", "name: [")),
    stopped(5, "base-missing", |at| remove(at, BASE)),
    refused("ignored-is-a-link", |at| move_out(at, "project/.slsgen/.gitignore")),
    done("ignored-missing", |at| remove(at, "project/.slsgen/.gitignore")),
    refused("records-of-the-run-are-a-link", |at| link_to(at, "project/.slsgen/txn", "../../outside")),
    refused("records-of-the-run-are-a-pipe", |at| pipe(at, "project/.slsgen/txn")),
    refused("records-for-undo-are-a-link", |at| move_out(at, "project/.slsgen/undo")),
    stopped(5, "file-is-a-link", |at| move_out(at, "project/README.md")),
    stopped(5, "file-is-a-pipe", |at| pipe(at, "project/README.md")),
    stopped(5, "file-of-9-mb", |at| long(at, "project/README.md", 9)),
    stopped(5, "file-of-100-mb", |at| long(at, "project/README.md", 100)),
    done("lock-of-cargo-is-a-pipe", |at| pipe(at, "project/Cargo.lock")),
    stopped(5, "folder-is-a-link", |at| move_out(at, "project/src")),
    stopped(5, "folder-is-a-link-to-itself", |at| {
        move_out(at, "project/src");
        link_to(at, "project/src", "src");
    }),
    done("folder-is-a-file", |at| {
        fs::remove_dir_all(at.join("project/src/notes")).expect("it is there");
        write(at, "project/src/notes", "No folder any more\n");
    }),
    stopped(5, "folder-of-what-comes-is-a-file", |at| write(at, "project/src/tasks", "No folder\n")),
    done("rust-nested-too-deep", |at| {
        append(at, "project/src/lib.rs", &format!("const X: u8 = {}1{};\n", "(".repeat(100_000), ")".repeat(100_000)));
    }),
    done("yaml-nested-too-deep", |at| {
        let template = fs::read_to_string(at.join("project/template.yaml")).expect("it is text");
        write(at, "project/template.yaml", &format!("A: {}{}\n{template}", "[".repeat(100_000), "]".repeat(100_000)));
    }),
    done("json-nested-too-deep", |at| {
        append(at, "project/postman/notes.postman_collection.json", &"[".repeat(100_000));
    }),
    interrupted("journal-outside", |at| journal(at, JOURNAL, "../outside/canary.txt")),
    interrupted("journal-absolute", |at| journal(at, JOURNAL, "/etc/passwd")),
    interrupted("journal-hook-of-git", |at| journal(at, JOURNAL, ".git/hooks/pre-commit")),
    interrupted("journal-spec", |at| journal(at, JOURNAL, "slsgen.yaml")),
    interrupted("journal-of-journals", |at| journal(at, JOURNAL, ".slsgen/undo/journal")),
    interrupted("journal-garbage", |at| write(at, JOURNAL, "{\"format\": 1, \"kind\": \"update\", \"wri")),
    interrupted("journal-other-format", |at| write(at, JOURNAL, r#"{"format":2,"kind":"update","writes":[]}"#)),
    interrupted("journal-is-a-link", |at| link_to(at, JOURNAL, "../../../outside/canary.txt")),
    interrupted("journal-is-a-pipe", |at| pipe(at, JOURNAL)),
    interrupted("journal-of-one-file-twice", |at| {
        record(
            at,
            JOURNAL,
            &[write_of("README.md", Some("a"), Some("b")), write_of("README.md", Some("c"), Some("a"))],
        );
    }),
    interrupted("journal-that-removes-the-lock", |at| record(at, JOURNAL, &[write_of("slsgen.lock", None, Some("x"))])),
    stopped(5, "journal-of-a-new-file", |at| record(at, JOURNAL, &[evil()])),
    stopped(5, "journal-of-a-new-base", |at| {
        record(at, JOURNAL, &[write_of(".slsgen/base/evil.sh.base", Some("#!/bin/sh\n"), None)]);
    }),
    stopped(5, "journal-of-a-file-that-is-somebody-elses", |at| {
        write(at, "project/notes.txt", "Mine\n");
        record(at, JOURNAL, &[write_of("notes.txt", None, Some("Not mine\n"))]);
    }),
    stopped(5, "journal-of-a-lock-that-names-more", |at| {
        record(at, JOURNAL, &[undone(at), evil(), lock_with_evil(at)]);
    }),
    done("journal-and-a-draft-that-is-a-link", |at| {
        let readme = fs::read_to_string(at.join("project/README.md")).expect("it is text");
        record(at, JOURNAL, &[write_of("README.md", Some("# Notes\n"), Some(&readme))]);
        symlink(at.join(CANARY), at.join("project/.slsgen/txn/file-draft")).expect("a link can be made");
        write(at, "project/README.md", &readme);
        fs::copy(at.join("project/README.md"), at.join(BASE)).expect("a file can be copied");
        write(at, BASE, "# Notes\n");
    }),
    undo_refused(1, "undo-outside", |at| journal(at, UNDO, "../outside/canary.txt")),
    undo_refused(1, "undo-hook-of-git", |at| journal(at, UNDO, ".git/hooks/pre-commit")),
    undo_refused(1, "undo-spec", |at| journal(at, UNDO, "slsgen.yaml")),
    undo_refused(1, "undo-garbage", |at| write(at, UNDO, "[]")),
    undo_refused(1, "undo-is-a-link", |at| link_to(at, UNDO, "../../../outside/canary.txt")),
    undo_refused(1, "undo-is-a-pipe", |at| pipe(at, UNDO)),
    undo_refused(1, "undo-missing", |at| remove(at, UNDO)),
    undo_refused(5, "undo-of-a-new-file", |at| record(at, UNDO, &[evil()])),
    undo_refused(5, "undo-of-a-lock-that-names-more", |at| record(at, UNDO, &[evil(), lock_with_evil(at)])),
];

const fn refused(name: &'static str, spoil: fn(&Path)) -> Case {
    Case { name, spoil, outcome: Outcome::Refused }
}

const fn undo_refused(code: i32, name: &'static str, spoil: fn(&Path)) -> Case {
    Case { name, spoil, outcome: Outcome::UndoRefused(code) }
}

const fn stopped(code: i32, name: &'static str, spoil: fn(&Path)) -> Case {
    Case { name, spoil, outcome: Outcome::Stopped(code) }
}

/// A record of a run that died: `check` only reports it, with the code for what is pending.
const fn interrupted(name: &'static str, spoil: fn(&Path)) -> Case {
    stopped(1, name, spoil)
}

const fn done(name: &'static str, spoil: fn(&Path)) -> Case {
    Case { name, spoil, outcome: Outcome::Done }
}

/// A project that has been updated once, and whose spec asks for another update; beside it, what is none of slsgen's.
pub(crate) fn start(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder can be made");
    let rendered = |spec: &str| {
        let service = slsgen::load("spec", spec.as_bytes()).service.expect("the spec is valid");
        render::render_new(&service, spec)
    };
    let [first, second, third] = ["Notes", "Notes of ours", "Notes of all"].map(spec);
    apply::create(&baseline::files_of_new_project(&rendered(&first)), &folder.join("project"))
        .expect("a project can be made");
    write(folder, "project/slsgen.yaml", &second);
    let mut update = std::process::Command::new(env!("CARGO_BIN_EXE_slsgen"));
    let updated = update.args(["-q", "update", "project"]).current_dir(folder).status().expect("slsgen runs");
    assert!(updated.success(), "the first update fails");
    let tasks = "  tasks:\n    table: { partition_key: id }\n    attributes: { id: uuid }\n    routes: [GET /tasks]\n";
    write(folder, "project/slsgen.yaml", &(third + tasks));
    write(folder, CANARY, SECRET);
}

fn spec(description: &str) -> String {
    format!(
        "name: notes\ndescription: {description}\napi: {{ auth: none }}\nresources:\n  notes:\n    \
         table: {{ partition_key: id }}\n    attributes: {{ id: uuid, text: string }}\n    routes: [GET /notes]\n"
    )
}

/// A record that a file of this path was written as it is outside.
fn journal(folder: &Path, path: &str, of: &str) {
    let canary = fs::read_to_string(folder.join(CANARY)).expect("it is text");
    let readme = fs::read_to_string(folder.join("project/README.md")).expect("it is text");
    // What comes before must not be done either.
    let before = write_of("README.md", Some("Put back\n"), Some(&readme));
    record(folder, path, &[before, write_of(of, Some("#!/bin/sh\nrm -rf ~\n"), Some(&canary))]);
}

fn record(folder: &Path, path: &str, writes: &[Value]) {
    write(folder, path, &json!({ "format": 1, "kind": "update", "writes": writes }).to_string());
}

fn write_of(path: &str, before: Option<&str>, after: Option<&str>) -> Value {
    json!({ "path": path, "before": before, "after": after })
}

/// A file that slsgen does not make, and that is not there.
fn evil() -> Value {
    write_of("evil.sh", Some("#!/bin/sh\nrm -rf ~\n"), None)
}

/// The lock names that file before.
fn lock_with_evil(folder: &Path) -> Value {
    let lock = fs::read_to_string(folder.join(LOCK)).expect("there is a lock");
    write_of("slsgen.lock", Some(&format!("{lock}\"evil.sh\" = \"merged\"\n")), Some(&lock))
}

/// A write that was not made yet, so that the run has not made all.
fn undone(folder: &Path) -> Value {
    let readme = fs::read_to_string(folder.join("project/README.md")).expect("it is text");
    write_of("README.md", Some(&readme), Some("Not yet\n"))
}

fn add_to_lock(folder: &Path, line: &str) {
    let lock = fs::read_to_string(folder.join(LOCK)).expect("there is a lock");
    write(folder, LOCK, &format!("{lock}{line}\n"));
}

fn in_lock(folder: &Path, old: &str, new: &str) {
    let lock = fs::read_to_string(folder.join(LOCK)).expect("there is a lock");
    assert!(lock.contains(old), "there is no {old} in the lock");
    write(folder, LOCK, &lock.replace(old, new));
}

/// Moves something outside, and leaves a link to it.
fn move_out(folder: &Path, path: &str) {
    let target = folder.join("outside/moved");
    fs::rename(folder.join(path), &target).expect("it can be moved");
    symlink(target, folder.join(path)).expect("a link can be made");
}

/// Puts a link in place of what is there.
fn link_to(at: &Path, path: &str, target: &str) {
    symlink(target, free(at, path)).expect("a link can be made");
}

/// Puts a pipe in place of what is there.
fn pipe(at: &Path, path: &str) {
    let made = Command::new("mkfifo").arg(free(at, path)).status().expect("mkfifo runs");
    assert!(made.success(), "a pipe can't be made");
}

/// Puts a socket in place of what is there. It is made elsewhere, as paths of sockets are short.
fn socket(at: &Path, path: &str) {
    let place = free(at, path);
    let made = std::env::temp_dir().join(format!("slsgen-{}.socket", std::process::id()));
    drop(UnixListener::bind(&made).expect("a socket can be made"));
    fs::rename(made, place).expect("it can be moved");
}

/// Puts a folder that is not empty in place of what is there.
fn folder(at: &Path, path: &str) {
    fs::create_dir(free(at, path)).expect("a folder can be made");
    write(at, &format!("{path}/inner"), "inner\n");
}

/// Puts a file of so many megabytes in place of what is there.
fn long(at: &Path, path: &str, megabytes: u64) {
    let file = File::create(free(at, path)).expect("a file can be made");
    file.set_len(megabytes << 20).expect("it takes no room");
}

fn remove(at: &Path, path: &str) {
    free(at, path);
}

/// A path with nothing at it, in a folder that is there.
fn free(at: &Path, path: &str) -> PathBuf {
    let path = at.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(&path).expect("it can be removed"),
        Ok(_) => fs::remove_file(&path).expect("it can be removed"),
        Err(_) => {}
    }
    path
}

fn append(folder: &Path, path: &str, text: &str) {
    let old = fs::read_to_string(folder.join(path)).expect("it is text");
    write(folder, path, &(old + text));
}

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
    fs::write(file, text).expect("a file can be written");
}
