//! What happens at a step, as the environment says. Only test builds have it.

use std::io::{self, Read, Write};
use std::process::Child;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The environment variable that says what happens where: `die 17`, `wait 17`.
pub(crate) const VARIABLE: &str = "SLSGEN_TEST_FAILPOINT";

/// What a process says when it waits.
const WAITING: &str = "waiting at a failpoint";

static STEPS: AtomicUsize = AtomicUsize::new(0);

/// What happens at one step.
enum Failure {
    /// The process is gone at once, as if it had been killed.
    Die,
    /// The process waits until its standard input ends.
    Wait,
}

/// A step is due.
pub(crate) fn reached() {
    static PLANNED: OnceLock<Option<(Failure, usize)>> = OnceLock::new();
    let step = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
    match PLANNED.get_or_init(planned) {
        Some((Failure::Die, at)) if *at == step => std::process::abort(),
        Some((Failure::Wait, at)) if *at == step => {
            writeln!(io::stdout(), "{WAITING}").expect("the test listens");
            io::stdin().read_to_end(&mut Vec::new()).expect("the test lets go");
        }
        _ => {}
    }
}

/// Returns when a process has come to where it waits.
pub(crate) fn await_waiting(process: &mut Child) {
    let stdout = process.stdout.as_mut().expect("its output is a pipe");
    let mut said = Vec::new();
    let mut byte = [0];
    while !said.ends_with(WAITING.as_bytes()) {
        assert_eq!(stdout.read(&mut byte).expect("its output can be read"), 1, "it ended without waiting");
        said.extend(byte);
    }
}

/// How many steps there have been.
pub(crate) fn steps() -> usize {
    STEPS.load(Ordering::Relaxed)
}

fn planned() -> Option<(Failure, usize)> {
    let planned = std::env::var(VARIABLE).ok()?;
    let (failure, step) = planned.split_once(' ').expect("a failure and a step");
    let failure = if failure == "die" { Failure::Die } else { Failure::Wait };
    Some((failure, step.parse().expect("a step has a number")))
}
