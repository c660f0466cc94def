//! Whatever the file holds: a diagnostic with its place and exit code 3, soon; nothing written, no panic.
#![expect(clippy::disallowed_methods, reason = "tests read and write fixtures")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Long enough for a busy machine in debug, and far below what a runaway reader takes.
const SOON: Duration = Duration::from_secs(5);

fn is_refused(test: &str, spec: impl AsRef<[u8]>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_input").join(test);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("spec.yaml"), spec).expect("a file can be written");

    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    let output = command.args(["new", "--spec", "spec.yaml"]).current_dir(&folder).output().expect("slsgen runs");
    let took = start.elapsed();

    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    let place = said.lines().find_map(|line| line.trim_start().strip_prefix("--> spec.yaml:"));
    let place = place.unwrap_or_else(|| panic!("no place in:\n{said}"));
    let numbers: Vec<_> = place.split(':').map(str::parse::<usize>).collect();
    assert!(matches!(numbers[..], [Ok(1..), Ok(1..)]), "no line and column in {place}");
    assert!(took < SOON, "it took {took:?}");
    let written = fs::read_dir(&folder).expect("the folder can be listed").count();
    assert_eq!(written, 1, "something was written beside the spec");
}

/// A valid spec around one line.
fn spec(line: &str) -> String {
    format!("{line}\ntable: {{ partition_key: id }}\nattributes: {{ id: uuid }}\nroutes: [GET /items]\n")
}

#[test]
fn an_empty_file() {
    is_refused("empty", "");
}

#[test]
fn comments_and_nothing_else() {
    is_refused("comments", "# nothing\n---\n");
}

#[test]
fn a_binary_file() {
    is_refused("binary", [0, 159, 146, 150].repeat(1000));
}

#[test]
fn a_file_of_100_mb() {
    is_refused("large", vec![b'a'; 100 << 20]);
}

#[test]
fn a_nesting_of_3000_levels() {
    is_refused("deep_flow", "[".repeat(3000));
    is_refused("deep_block", "- ".repeat(3000));
}

#[test]
fn a_yaml_bomb() {
    let levels =
        (1..9).map(|level| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    is_refused("bomb", format!("a0: &a0 lol\n{}", levels.collect::<String>()));
}

#[test]
fn something_other_than_a_mapping() {
    is_refused("list", "- name\n- items\n");
    is_refused("text", "items\n");
}

#[test]
fn a_key_that_is_given_twice() {
    is_refused("twice", spec("name: items\nname: orders"));
}

#[test]
fn a_name_that_leaves_the_folder() {
    is_refused("climb", spec("name: ../../etc"));
    is_refused("absolute", spec("name: /etc"));
}

#[test]
fn broken_syntax() {
    is_refused("syntax", "name: [items\n");
    is_refused("tabs", "name: items\n\ttable: x\n");
}
