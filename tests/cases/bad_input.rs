//! Whatever the file holds: a diagnostic with its place and exit code 3, soon; nothing written, no panic.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};

/// Long enough for a busy machine in debug, and far below what a runaway reader takes.
const SOON: Duration = Duration::from_secs(5);

/// Makes what a file holds.
type Bytes = fn() -> Vec<u8>;

/// Each file, by name.
const FILES: &[(&str, Bytes)] = &[
    ("an_empty_file", Vec::new),
    ("comments_and_nothing_else", || "# nothing\n---\n".into()),
    ("a_binary_file", || [0, 159, 146, 150].repeat(1000)),
    ("a_file_of_100_mb", || vec![b'a'; 100 << 20]),
    ("a_nesting_of_3000_lists_in_brackets", || "[".repeat(3000).into()),
    ("a_nesting_of_3000_lists_in_blocks", || "- ".repeat(3000).into()),
    ("a_yaml_bomb", bomb),
    ("a_list", || "- name\n- items\n".into()),
    ("a_text", || "items\n".into()),
    ("a_key_that_is_given_twice", || spec("name: items\nname: orders")),
    ("a_name_that_climbs_out_of_the_folder", || spec("name: ../../etc")),
    ("a_name_that_is_an_absolute_path", || spec("name: /etc")),
    ("a_bracket_that_stays_open", || "name: [items\n".into()),
    ("a_tab_for_indentation", || "name: items\n\ttable: x\n".into()),
];

pub(crate) fn trials() -> Vec<Trial> {
    let trial = |(name, file): &(&'static str, Bytes)| {
        let (name, file) = (*name, *file);
        Trial::test(format!("bad_input::{name}"), move || is_refused(name, &file()))
    };
    FILES.iter().map(trial).collect()
}

/// A valid spec around one line.
fn spec(line: &str) -> Vec<u8> {
    format!("{line}\ntable: {{ partition_key: id }}\nattributes: {{ id: uuid }}\nroutes: [GET /items]\n").into()
}

fn bomb() -> Vec<u8> {
    let levels =
        (1..9).map(|level| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    format!("a0: &a0 lol\n{}", levels.collect::<String>()).into()
}

fn is_refused(name: &str, spec: &[u8]) -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_input").join(name);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("spec.yaml"), spec).expect("a file can be written");

    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    let output = command.args(["new", "--spec", "spec.yaml"]).current_dir(&folder).output().expect("slsgen runs");
    let took = start.elapsed();

    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    let place = said.lines().find_map(|line| line.trim_start().strip_prefix("--> spec.yaml:"));
    let place = place.ok_or_else(|| format!("no place in:\n{said}"))?;
    let numbers: Vec<_> = place.split(':').map(str::parse::<usize>).collect();
    assert!(matches!(numbers[..], [Ok(1..), Ok(1..)]), "no line and column in {place}");
    assert!(took < SOON, "it took {took:?}");
    let written = fs::read_dir(&folder).expect("the folder can be listed").count();
    assert_eq!(written, 1, "something was written beside the spec");
    Ok(())
}
