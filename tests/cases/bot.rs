//! The bot that docs/regeneration.md shows, run as GitHub runs it: with a remote, and a `gh` that notes what it is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use libtest_mimic::Trial;

use crate::trial;

/// A night: what was committed the day before, and what the bot is to make of it.
struct Night {
    name: &'static str,
    /// File, what it held, and what it holds.
    edits: &'static [[&'static str; 3]],
    /// The pull request's title and a line of its text; none is opened otherwise.
    pull_request: Option<[&'static str; 2]>,
    exit_code: i32,
    /// What `slsgen check` says of the bot's branch.
    check: i32,
}

const NIGHTS: &[Night] = &[
    Night { name: "nothing", edits: &[], pull_request: None, exit_code: 0, check: 0 },
    Night {
        name: "change",
        edits: &[["slsgen.yaml", "max_length: 1000", "max_length: 500"]],
        pull_request: Some(["Bring the project up to date with its spec", "API A0306"]),
        exit_code: 0,
        check: 0,
    },
    Night {
        name: "conflict",
        edits: &[
            ["template.yaml", "MemorySize: 256", "MemorySize: 1024"],
            ["slsgen.yaml", "api:", "function: { memory: 512 }\napi:"],
        ],
        pull_request: Some(["Decide the conflicts of an update", "MemorySize: 1024"]),
        exit_code: 0,
        check: 5,
    },
    Night {
        name: "danger",
        edits: &[["slsgen.yaml", "text: { type: string", "text: { type: binary"]],
        pull_request: Some(["Approve a change of the spec, or take it back", "slsgen update --approve D0301-"]),
        exit_code: 0,
        check: 6,
    },
    Night {
        name: "mistake",
        edits: &[["slsgen.yaml", "type: string", "type: strnig"]],
        pull_request: None,
        exit_code: 3,
        check: 3,
    },
];

pub(crate) fn trials() -> Vec<Trial> {
    let nights = NIGHTS.iter();
    nights.map(|night| trial(format!("bot::{}", night.name), || ends_with_what_a_person_must_decide(night))).collect()
}

fn ends_with_what_a_person_must_decide(night: &Night) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bot").join(night.name);
    let project = project_of_the_day_before(&folder, night.edits);
    let script = fs::read_to_string("docs/regeneration.md").map(|guide| script(&guide)).expect("the guide is there");
    let status = run(&folder, &project, "sh", &["-e", "-c", &script]);
    assert_eq!(status.code(), Some(night.exit_code));

    let told = fs::read_to_string(folder.join("gh.log")).unwrap_or_default();
    match night.pull_request {
        None => assert_eq!(told, ""),
        Some([title, line]) => {
            assert!(told.starts_with(&format!("pr create --title {title} ")), "{told}");
            assert!(told.contains(line), "{told}");
            assert!(run(&folder, &project, "git", &["diff", "--quiet", "origin/slsgen-update"]).success());
        }
    }
    let check = run(&folder, &project, env!("CARGO_BIN_EXE_slsgen"), &["check"]);
    assert_eq!(check.code(), Some(night.check));
}

/// The step's script, as the workflow in the guide has it.
fn script(guide: &str) -> String {
    let (_, script) = guide.split_once("        run: |\n").expect("the workflow has a step");
    let lines: Vec<_> = script.lines().take_while(|line| !line.starts_with("```")).map(str::trim_start).collect();
    lines.join("\n")
}

fn project_of_the_day_before(folder: &Path, edits: &[[&str; 3]]) -> PathBuf {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the last run's folder can be removed");
    }
    let project = folder.join("project");
    fs::create_dir_all(&project).expect("a folder can be made");
    let gh = folder.join("gh");
    fs::write(&gh, "#!/bin/sh\n{ echo \"$@\"; cat \"$REPORT\"; } >> \"${REPORT%/*}/gh.log\"\n").expect("a tool");
    fs::set_permissions(&gh, fs::Permissions::from_mode(0o755)).expect("a tool can be made executable");

    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/new.in/notes.yaml");
    let spec = spec.to_str().expect("a path of text");
    let git = |arguments: &[&str]| assert!(run(folder, &project, "git", arguments).success(), "{arguments:?}");
    assert!(run(folder, &project, env!("CARGO_BIN_EXE_slsgen"), &["new", "--spec", spec, "--out", "."]).success());
    for [path, from, to] in edits {
        let path = project.join(path);
        let text = fs::read_to_string(&path).expect("a file of the project");
        assert!(text.contains(from), "{} lacks {from}", path.display());
        fs::write(&path, text.replacen(from, to, 1)).expect("a file can be edited");
    }
    git(&["init", "-q", "-b", "main"]);
    git(&["init", "-q", "--bare", "../origin.git"]);
    git(&["remote", "add", "origin", "../origin.git"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "The day before"]);
    project
}

/// Runs a program in the project, with no settings but its own.
fn run(folder: &Path, project: &Path, program: &str, arguments: &[&str]) -> ExitStatus {
    let slsgen = Path::new(env!("CARGO_BIN_EXE_slsgen")).parent().expect("a program is in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = [folder.to_owned(), slsgen.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let mut command = Command::new(program);
    for key in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
        command.env(key, "A person");
    }
    let output = command
        .args(arguments)
        .current_dir(project)
        .env("PATH", std::env::join_paths(places).expect("a path"))
        .env("REPORT", folder.join("report.md"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output();
    output.unwrap_or_else(|error| panic!("{program} does not run: {error}")).status
}
