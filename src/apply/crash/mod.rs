//! A process that dies at any step leaves a project that the next run makes wholly old or wholly new.
//!
//! Each case is a real process that really aborts, this test binary in the role of slsgen, so that its lock is gone
//! with it. Every step from the first to the last is a case: they are counted by a run that lives.

mod process;
mod project;

use process::{Failure, Ran, slsgen};
use project::{Tree, differing, read, write};

/// What the tests do when the environment asks them to be slsgen.
const ROLE: &str = "apply::crash::an_update_that_dies_is_taken_back_or_done_again";

#[test]
fn an_update_that_dies_is_taken_back_or_done_again() {
    if process::is_slsgen() {
        process::be_slsgen();
    }
    let old = project::before_an_update();
    let (new, steps) = after(&old, &["update"], "update");
    assert!(steps > 30 && old != new, "the update does next to nothing");
    for step in 1..=steps {
        let case = format!("update/{step}");
        write(&case, &old);
        slsgen(&case, &["update"], Some(Failure::Die(step))).dies();
        let dead = read(&case);

        let plan = slsgen(&case, &["plan"], None);
        let check = slsgen(&case, &["check"], None);
        assert!(read(&case) == dead, "step {step}: `plan` or `check` wrote something");
        if project::is_interrupted(&dead) {
            assert!(plan.code == Some(1) && plan.said.contains("was interrupted"), "step {step}: {plan:?}");
            assert!(check.code == Some(4) && check.said.contains("K0007"), "step {step}: {check:?}");
        } else {
            let is_whole = [&old, &new].iter().any(|whole| differing(&dead, whole).is_empty());
            assert!(is_whole, "step {step} is neither old nor new");
        }

        slsgen(&case, &["update"], None).succeeds();
        holds(&case, &new);

        write(&case, &dead);
        slsgen(&case, &["undo"], None).succeeds_or_has_nothing_to_undo();
        holds(&case, &old);
    }
}

#[test]
fn what_a_person_writes_after_the_death_is_kept() {
    let old = project::before_an_update();
    let (new, steps) = after(&old, &["update"], "edited");
    let edit = |mut tree: Tree| {
        tree.get_mut("README.md").expect("there is one").extend(b"\nWritten after the death.\n");
        tree
    };
    for step in 1..=steps {
        let case = format!("edited/{step}");
        write(&case, &old);
        slsgen(&case, &["update"], Some(Failure::Die(step))).dies();
        write(&case, &edit(read(&case)));
        slsgen(&case, &["update"], None).succeeds();
        holds(&case, &edit(new.clone()));
    }
}

#[test]
fn an_undo_that_dies_is_taken_back() {
    let old = project::before_an_update();
    let (new, _) = after(&old, &["update"], "undo");
    let (undone, steps) = after(&new, &["undo"], "undo");
    assert_eq!(differing(&undone, &old), [""; 0], "`undo` doesn't put everything back");
    for step in 1..=steps {
        let case = format!("undo/{step}");
        write(&case, &new);
        slsgen(&case, &["undo"], Some(Failure::Die(step))).dies();
        let dead = read(&case);

        slsgen(&case, &["update"], None).succeeds();
        holds(&case, &new);

        write(&case, &dead);
        slsgen(&case, &["undo"], None).succeeds_or_has_nothing_to_undo();
        // One that had done everything counts as done.
        let is_undone = differing(&dead, &old).is_empty();
        holds(&case, if project::is_interrupted(&dead) && !is_undone { &new } else { &old });
    }
}

#[test]
fn a_recovery_that_dies_is_done_again() {
    let old = project::before_an_update();
    let (new, steps) = after(&old, &["update"], "recovery");
    // The death that leaves most to put back: the last one before the lock has changed.
    let died_at = |step: usize| {
        write("recovery/first", &old);
        slsgen("recovery/first", &["update"], Some(Failure::Die(step))).dies();
        read("recovery/first")
    };
    let is_half_done = |dead: &Tree| project::is_interrupted(dead) && !differing(dead, &new).is_empty();
    let dead = (1..=steps).rev().map(died_at).find(is_half_done).expect("some death interrupts");
    let (undone, steps) = after(&dead, &["undo"], "recovery");
    assert_eq!(differing(&undone, &old), [""; 0], "`undo` doesn't put everything back");
    assert!(steps > 20, "there is next to nothing to put back");
    for step in 1..=steps {
        let case = format!("recovery/{step}");
        write(&case, &dead);
        slsgen(&case, &["undo"], Some(Failure::Die(step))).dies();
        let twice_dead = read(&case);

        slsgen(&case, &["update"], None).succeeds();
        holds(&case, &new);

        write(&case, &twice_dead);
        slsgen(&case, &["undo"], None);
        holds(&case, &old);
    }
}

#[test]
fn of_two_updates_at_once_one_gives_way() {
    let old = project::before_an_update();
    let (new, steps) = after(&old, &["update"], "two");
    let mut gave_way = 0;
    for step in 1..=steps {
        let case = format!("two/{step}");
        write(&case, &old);
        let waiting = process::start(&case, &["update"], Failure::Wait(step));
        let second = slsgen(&case, &["update"], None);
        let first = waiting.go_on();
        let gives_way = |ran: &Ran| {
            let reason = ["another slsgen is writing", "has changed while slsgen was at work"];
            ran.code == Some(1) && reason.iter().any(|reason| ran.said.contains(reason))
        };
        gave_way += usize::from(gives_way(&second));
        let is_one = first.code == Some(0) && (second.code == Some(0) || gives_way(&second));
        assert!(is_one || second.code == Some(0) && gives_way(&first), "step {step}: {first:?} and {second:?}");
        holds(&case, &new);
    }
    assert!(gave_way * 2 > steps, "the two hardly meet");
}

/// Fails if a case's project is not as expected, what no git sees aside.
fn holds(case: &str, expected: &Tree) {
    assert_eq!(differing(&read(case), expected), [""; 0], "{case}");
}

/// What a command makes of a project, and in how many steps.
fn after(project: &Tree, arguments: &[&str], test: &str) -> (Tree, usize) {
    let case = format!("{test}/whole");
    write(&case, project);
    let ran = slsgen(&case, arguments, None);
    ran.succeeds();
    (read(&case), ran.steps)
}
