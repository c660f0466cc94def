//! What lies in a folder is reached by name, through no link and without waiting: by the system's calls on an open
//! folder, and by paths, which other systems than Unix have to do with.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Below, Folder, Found};
use crate::fs::Kind;

/// A folder of a test's own: what the names in it say, beside a secret outside.
fn folder(test: &str) -> PathBuf {
    let binary = std::env::current_exe().expect("the test binary is there");
    let target = binary.ancestors().nth(3).expect("it lies in target/debug/deps");
    let around = target.join("tmp").join("folder").join(test);
    let _ = fs::remove_dir_all(&around);
    let folder = around.join("project");
    fs::create_dir_all(folder.join("folder")).expect("a folder can be made");
    fs::write(around.join("secret"), "secret").expect("a file can be written");
    fs::write(folder.join("file"), "text").expect("a file can be written");
    fs::write(folder.join("folder/inner"), "inner").expect("a file can be written");
    let links = [
        ("link", "../secret"),
        ("absolute", "/proc/self/environ"),
        ("way", ".."),
        ("nowhere", "nothing"),
        ("loop", "loop"),
    ];
    for (name, target) in links {
        symlink(target, folder.join(name)).expect("a link can be made");
    }
    let made = Command::new("mkfifo").arg(folder.join("pipe")).status().expect("mkfifo runs");
    assert!(made.success(), "a pipe can't be made");
    folder
}

/// The same for each way to reach the disk.
macro_rules! each_way {
    ($way:ident) => {
        mod $way {
            use super::super::$way as system;
            use super::*;

            #[test]
            fn a_link_is_seen_and_never_followed() {
                let at = system::open(&folder(concat!("links-", stringify!($way)))).expect("it is there");
                for name in ["link", "absolute", "way", "nowhere", "loop"].map(OsStr::new) {
                    assert_eq!(system::kind(&at, name).expect("it is there"), Kind::Link, "{name:?}");
                    assert!(system::file(&at, name).is_err(), "{name:?} is opened as a file");
                    assert!(system::folder(&at, name).is_err(), "{name:?} is opened as a folder");
                    assert!(system::create_file(&at, name).is_err(), "{name:?} is written to");
                }
                system::remove_file(&at, OsStr::new("link")).expect("a link can be removed");
                assert!(system::kind(&at, OsStr::new("link")).is_err_and(|error| error.kind() == ErrorKind::NotFound));
            }

            #[test]
            fn a_pipe_makes_nobody_wait() {
                let at = system::open(&folder(concat!("pipe-", stringify!($way)))).expect("it is there");
                let start = Instant::now();
                assert_eq!(system::kind(&at, OsStr::new("pipe")).expect("it is there"), Kind::Special);
                let opened = system::file(&at, OsStr::new("pipe"));
                assert!(
                    opened.is_err() || opened.is_ok_and(|file| file.metadata().is_ok_and(|found| !found.is_file()))
                );
                assert!(start.elapsed() < Duration::from_secs(5), "it waited");
            }

            #[test]
            fn files_and_folders_are_made_moved_and_removed() {
                let path = folder(concat!("files-", stringify!($way)));
                let at = system::open(&path).expect("it is there");
                let [new, moved, file] = ["new", "moved", "file"].map(OsStr::new);
                system::create_folder(&at, new).expect("it can be made");
                let inner = system::folder(&at, new).expect("it was made");
                drop(system::create_file(&inner, file).expect("it can be made"));
                let again = system::create_file(&inner, file);
                assert!(again.is_err_and(|error| error.kind() == ErrorKind::AlreadyExists));
                system::rename(&inner, file, &at, moved).expect("it can be moved");
                system::remove_folder(&at, new).expect("it is empty");
                system::rename(&at, moved, &at, file).expect("it replaces what is there");
                assert_eq!(fs::read(path.join("file")).expect("it is there"), b"");
                let mut names = system::names(&at).expect("they can be read");
                names.sort();
                assert_eq!(names, ["absolute", "file", "folder", "link", "loop", "nowhere", "pipe", "way"]);
                assert_eq!(system::kind(&at, OsStr::new("folder")).expect("it is there"), Kind::Folder);
                assert!(system::open(&path.join("file")).is_err(), "a file is opened as a folder");
                let permissions = system::permissions(&at, file).expect("it is there");
                assert_eq!(permissions.mode() & 0o777, permissions.mode() & 0o666, "{permissions:?}");
                assert!(system::as_file(&at).is_ok_and(|folder| folder.try_lock().is_ok()), "it can't be locked");
                system::sync(&at).and_then(|()| system::sync_everything(&at)).expect("it lasts");
            }
        }
    };
}

each_way!(at);
each_way!(by_path);

#[test]
fn only_plain_files_are_read() {
    let folder = Folder::open(&folder("read")).expect("it is there");
    let look = |name: &str| folder.look(name, 3).expect("it can be looked at");
    // One byte more than the limit tells that there are more.
    assert!(matches!(look("file"), Found::File(bytes) if bytes == b"text"));
    assert!(matches!(look("folder"), Found::Other(Kind::Folder)));
    assert!(matches!(look("link"), Found::Other(Kind::Link)));
    assert!(matches!(look("pipe"), Found::Other(Kind::Special)));
    assert!(matches!(look("nothing"), Found::Nothing));
    assert!(matches!(folder.below("way"), Ok(Below::Other(Kind::Link))));
    assert!(folder.find(Some("way/project")).is_err(), "a link is followed on the way");
    assert!(folder.enter_each(Some("way/project")).is_err(), "a link is followed on the way");
    assert!(matches!(folder.find(Some("nothing/below")), Ok(None)));
}

#[test]
fn emptying_a_folder_leaves_what_links_point_to() {
    let path = folder("empty");
    symlink("../../secret", path.join("folder/out")).expect("a link can be made");
    let folder = Folder::open(&path).expect("it is there");
    folder.empty().expect("all of it can be removed");
    assert_eq!(folder.names().expect("they can be read"), [""; 0]);
    assert_eq!(fs::read(path.with_file_name("secret")).expect("it is there"), b"secret");
}

#[test]
fn a_folder_that_a_person_names_may_be_a_link() {
    let path = folder("typed");
    let by_link = path.join("way/project");
    assert!(matches!(Folder::open(&by_link).expect("links are followed").look("file", 9), Ok(Found::File(_))));
    assert!(Folder::open(Path::new("")).is_ok(), "no name is the folder that one is in");
}
