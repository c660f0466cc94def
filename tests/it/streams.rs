//! Data goes to standard output and messages to standard error, also where nobody listens.

use std::process::{Command, Output, Stdio};

fn slsgen(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_slsgen"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(arguments: &[&str]) -> Output {
    slsgen(arguments).output().expect("slsgen runs")
}

#[test]
fn data_goes_to_standard_output_alone() {
    for arguments in [&["schema"][..], &["init", "-"], &["validate", "--spec", "specs/items.yaml", "--format", "json"]]
    {
        let output = run(arguments);
        assert!(
            output.status.success() && output.stderr.is_empty() && !output.stdout.is_empty(),
            "{arguments:?}: {output:?}"
        );
    }
}

#[test]
fn messages_go_to_standard_error_alone() {
    let output = run(&["validate", "--spec", "specs/items.yaml"]);
    assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = slsgen(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("slsgen starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("slsgen ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn colours_are_for_terminals_or_when_asked_for() {
    let has_colour = |output: &Output| output.stderr.contains(&0x1b);
    let bad = ["validate", "--spec", "tests/cmd/validate.in/bad.yaml"];
    assert!(!has_colour(&run(&bad)));
    assert!(has_colour(&run(&[&bad[..], &["--color", "always"]].concat())));
}
