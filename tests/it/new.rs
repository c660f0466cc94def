//! A new project appears whole or not at all, and nothing of anybody's is touched.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// An empty folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's folder can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn new_in(folder: &Path, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/items.yaml");
    command.args(["new", "--out", out, "--spec"]).arg(spec).current_dir(folder);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("slsgen runs")
}

#[test]
fn the_spec_is_kept_to_the_byte() {
    let folder = folder("bytes");
    let spec =
        "name: notes\r\ntable: { partition_key: id }\r\nattributes: { id: uuid }\nroutes: [GET /notes] # no newline";
    fs::write(folder.join("spec.yaml"), spec).expect("a file can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    assert!(run(command.args(["new", "--spec", "spec.yaml"]).current_dir(&folder)).status.success());
    assert_eq!(fs::read_to_string(folder.join("notes/slsgen.yaml")).expect("the spec is there"), spec);
}

/// What slsgen said, and that it failed.
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The top of a whole project, made elsewhere.
fn whole(test: &str) -> Vec<String> {
    let folder = folder(&format!("{test}-whole"));
    assert!(run(&mut new_in(&folder, "whole")).status.success());
    names(&folder.join("whole"))
}

#[test]
fn what_a_killed_run_left_beside_the_target_is_removed() {
    let folder = folder("leftover_beside");
    fs::create_dir_all(folder.join(".items.slsgen-writing/src")).expect("a folder can be made");
    fs::write(folder.join(".items.slsgen-writing/src/lib.rs"), "half a li").expect("a file can be written");
    assert!(run(&mut new_in(&folder, "items")).status.success());
    assert_eq!(names(&folder), ["items"]);
    assert_eq!(names(&folder.join("items")), whole("leftover_beside"));
}

#[test]
fn what_a_killed_run_left_inside_the_target_is_removed() {
    let folder = folder("leftover_inside");
    fs::create_dir_all(folder.join(".slsgen-writing/src")).expect("a folder can be made");
    fs::write(folder.join(".slsgen-writing/stale.rs"), "half a li").expect("a file can be written");
    assert!(run(&mut new_in(&folder, ".")).status.success());
    assert_eq!(names(&folder), whole("leftover_inside"));
}

#[test]
fn moves_that_a_killed_run_had_begun_are_finished() {
    let folder = folder("unfinished");
    assert!(run(&mut new_in(&folder, ".slsgen-complete")).status.success());
    fs::rename(folder.join(".slsgen-complete/README.md"), folder.join("README.md")).expect("a file can be moved");
    refusal(&run(&mut new_in(&folder, ".")));
    assert_eq!(names(&folder), whole("unfinished"));
}

#[test]
fn the_files_of_a_live_run_are_left_alone() {
    let folder = folder("live");
    let sibling = folder.join(".items.slsgen-writing");
    fs::create_dir(&sibling).expect("a folder can be made");
    fs::write(sibling.join("half"), "half a li").expect("a file can be written");
    let live = File::open(&sibling).expect("the folder can be opened");
    live.lock().expect("the folder can be locked");
    assert!(refusal(&run(&mut new_in(&folder, "items"))).contains("another slsgen is writing"));
    assert_eq!(names(&sibling), ["half"]);
}

#[test]
fn an_existing_repository_keeps_its_git_folder() {
    let folder = folder("git");
    fs::create_dir(folder.join(".git")).expect("a folder can be made");
    fs::write(folder.join(".git/HEAD"), "ref: refs/heads/main\n").expect("a file can be written");
    assert!(run(&mut new_in(&folder, ".")).status.success());
    assert_eq!(names(&folder.join(".git")), ["HEAD"]);
    let mut expected = whole("git");
    expected.push(".git".to_owned());
    expected.sort();
    assert_eq!(names(&folder), expected);
}

#[test]
fn a_folder_that_holds_anything_else_is_refused() {
    let folder = folder("occupied");
    fs::write(folder.join("notes.txt"), "mine").expect("a file can be written");
    assert!(refusal(&run(&mut new_in(&folder, "."))).contains("notes.txt"));
    assert_eq!(names(&folder), ["notes.txt"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let folder = folder("link");
    fs::create_dir(folder.join("elsewhere")).expect("a folder can be made");
    std::os::unix::fs::symlink("elsewhere", folder.join("items")).expect("a link can be made");
    assert!(refusal(&run(&mut new_in(&folder, "items"))).contains("is a link"));
    assert!(names(&folder.join("elsewhere")).is_empty());
}

#[test]
fn of_many_runs_at_once_one_makes_the_project() {
    let folder = folder("race");
    let runs: Vec<Child> = (0..8).map(|_| new_in(&folder, "items").spawn().expect("slsgen starts")).collect();
    let outputs = runs.into_iter().map(|run| run.wait_with_output().expect("slsgen ends"));
    assert_eq!(outputs.filter(|output| output.status.success()).count(), 1);
    assert_eq!(names(&folder), ["items"]);
    assert_eq!(names(&folder.join("items")), whole("race"));
}

#[test]
fn a_killed_run_leaves_all_or_nothing_and_the_next_one_cleans_up() {
    let whole = whole("killed");
    for delay in (0..20).map(|step| Duration::from_micros(500 * step)) {
        let folder = folder("killed");
        let mut killed = new_in(&folder, "items").spawn().expect("slsgen starts");
        std::thread::sleep(delay);
        killed.kill().expect("slsgen can be killed");
        killed.wait().expect("slsgen ends");
        if !folder.join("items").exists() {
            assert!(run(&mut new_in(&folder, "items")).status.success());
        }
        assert_eq!(names(&folder.join("items")), whole);
        assert_eq!(names(&folder), ["items"]);
    }
}
