use std::io::{self, Write};
use std::process::{Child, Command, ExitCode, Output, Stdio};

use clap::Parser;

use super::{ROLE, project};
use crate::cli::Cli;
use crate::commands;
use crate::fs::failpoint;

/// The environment variable that makes a test slsgen: its arguments, a line each.
const ARGUMENTS: &str = "SLSGEN_TEST_ARGUMENTS";

/// Before the number of steps, at the end of what slsgen says.
const STEPS: &str = "steps: ";

/// What happens to the process, and at which step.
#[derive(Clone, Copy)]
pub(super) enum Failure {
    /// It dies.
    Die(usize),
    /// It waits to be told to go on.
    Wait(usize),
}

/// How slsgen ended.
#[derive(Debug)]
pub(super) struct Ran {
    /// None if it died.
    pub(super) code: Option<i32>,
    pub(super) said: String,
    pub(super) steps: usize,
}

/// A process that waits.
pub(super) struct Waiting(Child);

/// Whether this process is to be slsgen.
pub(super) fn is_slsgen() -> bool {
    std::env::var_os(ARGUMENTS).is_some()
}

/// Runs a command, and ends the process.
#[expect(clippy::disallowed_methods, reason = "it speaks to the test")]
pub(super) fn be_slsgen() -> ! {
    let arguments = std::env::var(ARGUMENTS).expect("there are arguments");
    let code = commands::run(&Cli::parse_from(arguments.lines()));
    let steps = failpoint::steps();
    writeln!(io::stderr(), "{STEPS}{steps}").expect("somebody listens");
    let code = (0..=6).find(|number| ExitCode::from(*number) == code);
    std::process::exit(code.map_or(99, i32::from));
}

/// Runs a command on a case's project.
pub(super) fn slsgen(case: &str, arguments: &[&str], failure: Option<Failure>) -> Ran {
    Ran::from(command(case, arguments, failure).output().expect("the test binary runs"))
}

/// Starts a command on a case's project.
pub(super) fn start(case: &str, arguments: &[&str], failure: Failure) -> Waiting {
    let mut command = command(case, arguments, Some(failure));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the test binary runs");
    failpoint::await_waiting(&mut child);
    Waiting(child)
}

fn command(case: &str, arguments: &[&str], failure: Option<Failure>) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("the test binary is there"));
    command.args(["--exact", ROLE, "--nocapture"]).current_dir(project::folder(case));
    command.env(ARGUMENTS, ["slsgen"].iter().chain(arguments).copied().collect::<Vec<_>>().join("\n"));
    match failure {
        Some(Failure::Die(step)) => command.env(failpoint::VARIABLE, format!("die {step}")),
        Some(Failure::Wait(step)) => command.env(failpoint::VARIABLE, format!("wait {step}")),
        None => command.env_remove(failpoint::VARIABLE),
    };
    command
}

impl Waiting {
    /// Lets it go on, to its end.
    pub(super) fn go_on(mut self) -> Ran {
        drop(self.0.stdin.take());
        Ran::from(self.0.wait_with_output().expect("it ends"))
    }
}

impl Ran {
    pub(super) fn succeeds(&self) {
        assert_eq!(self.code, Some(0), "{}", self.said);
    }

    pub(super) fn succeeds_or_has_nothing_to_undo(&self) {
        let has_nothing = self.code == Some(1) && self.said.contains("there is no update");
        assert!(self.code == Some(0) || has_nothing, "{self:?}");
    }

    pub(super) fn dies(&self) {
        assert_eq!(self.code, None, "{}", self.said);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        let steps = said.lines().find_map(|line| line.strip_prefix(STEPS)?.parse().ok());
        Self { code: output.status.code(), said, steps: steps.unwrap_or(0) }
    }
}
