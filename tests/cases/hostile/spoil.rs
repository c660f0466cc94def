//! Ways to spoil a project, drawn at random.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::random::Random;

/// Draws what to do, and does it.
pub(crate) struct Spoiler<'a> {
    pub(crate) random: &'a mut Random,
    /// The folder that holds `project` and `outside`.
    pub(crate) around: &'a Path,
}

/// Where something may be wrong: what slsgen reads, what it makes, and the folders on the way.
const PLACES: &[&str] = &[
    "slsgen.yaml",
    "slsgen.lock",
    ".slsgen",
    ".slsgen/.gitignore",
    ".slsgen/base",
    ".slsgen/base/README.md.base",
    ".slsgen/base/slsgen.yaml.base",
    ".slsgen/base/src",
    ".slsgen/base/src/lib.rs.base",
    ".slsgen/base/src/tasks/mod.rs.base",
    ".slsgen/txn",
    ".slsgen/txn/journal",
    ".slsgen/txn/file-draft",
    ".slsgen/txn/journal-draft",
    ".slsgen/undo",
    ".slsgen/undo/journal",
    "README.md",
    "Cargo.lock",
    "Cargo.toml",
    "template.yaml",
    "openapi.yaml",
    "postman/notes.postman_collection.json",
    "src",
    "src/hooks.rs",
    "src/lib.rs",
    "src/extension.rs",
    "src/notes",
    "src/notes/item.rs",
    "src/tasks",
    "src/tasks/mod.rs",
    "tests",
    "tests/api/main.rs",
    "deploy",
    "deploy/1-create-by_x.yaml",
    ".github",
];

/// What links point to. Whoever opens the pipe for reading waits.
const TARGETS: &[&str] = &[
    "/proc/self/environ",
    "/proc/self/fd/0",
    "/dev/zero",
    "/dev/tty",
    "/etc/passwd",
    "OUTSIDE/canary.txt",
    "OUTSIDE/folder",
    "OUTSIDE/missing",
    "OUTSIDE/pipe",
    "OUTSIDE",
    "..",
    ".",
    "slsgen.yaml",
    "README.md",
    "nothing",
];

/// Texts that readers choke on.
const TEXTS: &[&str] = &[
    "",
    "\u{feff}",
    "\0",
    "\u{1b}[2J\u{202e}\n::error::x\n##[add-mask]y\n",
    "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n",
    "name: [",
    "a: &a [*a, *a]\n",
    "format = 1\nslsgen = \"99.0.0\"\n",
    "{\"format\":1,\"kind\":\"update\",\"writes\":[]}",
    "{\"format\":1,\"kind\":\"undo\",\"writes\":[{\"path\":\"x\",\"before\":\"y\",\"after\":null}]}",
    "# One line, without an end",
    "\r\n\r\r\n",
];

/// Paths that a lock or a record may name.
const NAMES: &[&str] = &[
    "README.md",
    "src/lib.rs",
    "slsgen.lock",
    "slsgen.yaml",
    "evil.sh",
    "bin/evil.sh",
    "-rf",
    ".github/workflows/evil.yml",
    ".slsgen/base/evil.sh.base",
    ".slsgen/base/README.md.base",
    ".slsgen/undo/journal",
    ".slsgen/.gitignore",
    ".git/hooks/pre-commit",
    "../outside/canary.txt",
    "../outside/made.txt",
    "/etc/slsgen-hostile",
    "src/../../outside/made.txt",
    "a/b/c/d/e/f",
    "src/notes",
    "con",
    "a\u{1b}[31m",
    "a\nb",
    "C:\\x",
    "",
];

/// Spoils a project in one to four ways, and tells which.
pub(crate) fn spoil(spoiler: &mut Spoiler<'_>) -> Vec<String> {
    let outside = spoiler.around.join("outside");
    fs::create_dir(outside.join("folder")).expect("a folder can be made");
    mkfifo(&outside.join("pipe"));
    (0..=spoiler.random.below(4)).map(|_| spoiler.spoil_once()).collect()
}

impl Spoiler<'_> {
    fn spoil_once(&mut self) -> String {
        let place = self.random.pick(PLACES);
        let path = self.around.join("project").join(place);
        let how = match self.random.below(15) {
            0..=2 => self.link(&path),
            3 => self.pipe_or_device(&path),
            4 => self.folder(&path),
            5 => self.text(&path),
            6 => self.bytes(&path),
            7 => self.long(&path),
            8 => self.cut(&path),
            9 => self.line_of_lock(),
            10 | 11 => self.record(),
            12 => self.died(),
            13 => self.odd_name(&path),
            _ => self.without_rights(&path),
        };
        format!("{place}: {how}")
    }

    fn link(&mut self, path: &Path) -> String {
        let Some(path) = free(path) else { return "nothing".to_owned() };
        let outside = self.around.join("outside");
        let target = self.random.pick(TARGETS).replace("OUTSIDE", &outside.to_string_lossy());
        symlink(&target, path).expect("a link can be made");
        format!("a link to {target}")
    }

    fn pipe_or_device(&mut self, path: &Path) -> String {
        let Some(path) = free(path) else { return "nothing".to_owned() };
        let device =
            self.random.pick(&[["c", "1", "5"], ["c", "1", "3"], ["c", "1", "9"], ["c", "5", "0"], ["b", "7", "0"]]);
        // Only root makes devices.
        if self.random.one_in(2)
            && Command::new("mknod").arg(&path).args(device).output().is_ok_and(|made| made.status.success())
        {
            return format!("the device {device:?}");
        }
        mkfifo(&path);
        "a pipe".to_owned()
    }

    fn folder(&mut self, path: &Path) -> String {
        let Some(path) = free(path) else { return "nothing".to_owned() };
        let depth = self.random.pick(&[1, 2, 300]);
        let mut folder = path;
        fs::create_dir(&folder).expect("a folder can be made");
        for _ in 1..depth {
            folder.push("a");
            // Until the path is longer than the system takes.
            if fs::create_dir(&folder).is_err() {
                break;
            }
        }
        format!("a folder, {depth} deep")
    }

    fn text(&mut self, path: &Path) -> String {
        let text = self.random.pick(TEXTS);
        put(path, text.as_bytes());
        format!("{text:?}")
    }

    fn bytes(&mut self, path: &Path) -> String {
        let nested = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
        let bytes = match self.random.below(6) {
            0 => vec![0xFF; 100],
            1 => (0..10_000).map(|_| u8::try_from(self.random.below(256)).expect("it is a byte")).collect(),
            2 => nested("(", ")").into_bytes(),
            3 => nested("[", "]").into_bytes(),
            4 => nested("{\"a\":", "}").into_bytes(),
            // Many short lines, each of which may be moved.
            _ => (0..100_000).flat_map(|_| [self.random.pick(b"abcdefgh{}"), b'\n']).collect(),
        };
        put(path, &bytes);
        format!("{} bytes such as {:?}", bytes.len(), &bytes[..20.min(bytes.len())])
    }

    fn long(&mut self, path: &Path) -> String {
        let Some(path) = free(path) else { return "nothing".to_owned() };
        let megabytes = self.random.pick(&[1, 7, 9, 300, 1 << 20]);
        File::create(path).expect("a file can be made").set_len(megabytes << 20).expect("it takes no room");
        format!("{megabytes} MB of zeros")
    }

    /// Cuts a file, or changes a few of its bytes.
    fn cut(&mut self, path: &Path) -> String {
        let Ok(mut bytes) = fs::symlink_metadata(path)
            .and_then(|found| if found.is_file() && found.len() < 1 << 24 { fs::read(path) } else { Ok(Vec::new()) })
        else {
            return "nothing".to_owned();
        };
        if bytes.is_empty() {
            return "nothing".to_owned();
        }
        if self.random.one_in(2) {
            bytes.truncate(self.random.below(bytes.len()));
        } else {
            for _ in 0..=self.random.below(8) {
                let place = self.random.below(bytes.len());
                bytes[place] = u8::try_from(self.random.below(256)).expect("it is a byte");
            }
        }
        put(path, &bytes);
        "cut, or with other bytes".to_owned()
    }

    fn line_of_lock(&mut self) -> String {
        let path = self.around.join("project/slsgen.lock");
        let Ok(lock) = read(&path) else { return "nothing".to_owned() };
        let count = self.random.pick(&[1, 1, 20, 5_000]);
        let policies = ["merged", "once", "deleted", "lockfile", "overwritten"];
        let lines: Vec<String> = (0..count)
            .map(|number| {
                let name = if count == 1 {
                    self.random.pick(NAMES).to_owned()
                } else {
                    format!("{}/{number}", "a/".repeat(self.random.below(40)).trim_end_matches('/'))
                };
                format!("{} = \"{}\"\n", Value::from(name), self.random.pick(&policies))
            })
            .collect();
        put(&path, (lock + &lines.concat()).as_bytes());
        format!("{count} lines in the lock, such as {}", lines[0])
    }

    /// A record of an update that never was.
    fn record(&mut self) -> String {
        let path = self.random.pick(&[".slsgen/txn/journal", ".slsgen/undo/journal"]);
        let writes: Vec<Value> = (0..=self.random.below(4)).map(|_| self.write()).collect();
        let kind = self.random.pick(&["update", "update", "undo"]);
        let journal = json!({ "format": 1, "kind": kind, "writes": writes });
        put(&self.around.join("project").join(path), journal.to_string().as_bytes());
        format!("{path} of {journal}").chars().take(2_000).collect()
    }

    fn write(&mut self) -> Value {
        let name = self.random.pick(NAMES);
        let now = read(&self.around.join("project").join(name)).ok();
        let other = self.random.pick(&[None, Some("#!/bin/sh\n"), Some("format = 1\n"), Some("")]);
        let other = other.map(str::to_owned);
        let (before, after) = if self.random.one_in(3) { (now, other) } else { (other, now) };
        json!({ "path": name, "before": before, "after": after })
    }

    /// The last update as if it had died, with some of its files put back.
    fn died(&mut self) -> String {
        let project = self.around.join("project");
        let Ok(journal) = read(&project.join(".slsgen/undo/journal")) else { return "nothing".to_owned() };
        let Ok(Value::Object(record)) = serde_json::from_str(&journal) else { return "nothing".to_owned() };
        for write in record.get("writes").and_then(Value::as_array).into_iter().flatten() {
            if let (Some(path), Some(before)) = (write["path"].as_str(), write["before"].as_str())
                && self.random.one_in(3)
            {
                let path = project.join(path);
                if fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
                    fs::write(path, before).expect("it can be written");
                }
            }
        }
        put(&project.join(".slsgen/txn/journal"), journal.as_bytes());
        "an update that died".to_owned()
    }

    fn odd_name(&mut self, path: &Path) -> String {
        let folder = path.parent().expect("it is in the project");
        let name: OsString = match self.random.below(6) {
            0 => "-rf".into(),
            1 => "a\nb\u{1b}[31m\u{202e}".into(),
            2 => OsString::from_vec(vec![0xFF, 0xFE, b'.', b'y', b'a', b'm', b'l']),
            3 => "n".repeat(255).into(),
            4 => "999999999999999999999-x.yaml".into(),
            _ => " ".into(),
        };
        if real_folder(folder) {
            let _ = fs::write(folder.join(&name), "odd\n");
        }
        format!("{} beside it", name.display())
    }

    fn without_rights(&mut self, path: &Path) -> String {
        let mode = self.random.pick(&[0o000, 0o444, 0o555, 0o777]);
        if fs::symlink_metadata(path).is_ok_and(|found| !found.is_symlink()) {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is the test's own");
        }
        format!("mode {mode:o}")
    }
}

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success(), "no pipe at {}", path.display());
}

/// Makes a plain file hold these bytes, whatever was there.
fn put(path: &Path, bytes: &[u8]) {
    if let Some(path) = free(path) {
        fs::write(path, bytes).expect("a file can be written");
    }
}

/// The text of a plain file that is not long.
fn read(path: &Path) -> Result<String, ()> {
    let is_short_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() < 1 << 24);
    let is_inside = path.parent().is_some_and(real_folder);
    if is_short_file && is_inside { fs::read_to_string(path).map_err(drop) } else { Err(()) }
}

/// A path with nothing at it, in a folder that is there; none if an earlier link or file is on the way.
fn free(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().expect("it is in the project");
    if fs::symlink_metadata(folder).is_err() {
        free(folder)?;
        fs::create_dir(folder).ok()?;
    }
    if !real_folder(folder) {
        return None;
    }
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path).ok()?,
        Ok(_) => fs::remove_file(path).ok()?,
        Err(_) => {}
    }
    Some(path.to_owned())
}

/// Whether a folder of the project is one, and so are those above it.
fn real_folder(folder: &Path) -> bool {
    let within = folder.ancestors().take_while(|above| !above.ends_with("project"));
    within.chain([folder]).all(|above| fs::symlink_metadata(above).is_ok_and(|found| found.is_dir()))
}
