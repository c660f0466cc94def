use std::time::{Duration, Instant};

use super::{Backoff, backoff_within, random};
use crate::http::tests::{told, wait};

const SECOND: Duration = Duration::from_secs(1);

/// How long a pause is, after so much time.
fn pause(passed: Duration, patience: Duration) -> Result<Duration, String> {
    let start = Instant::now();
    let backoff = Backoff {
        start: start
            .checked_sub(passed)
            .expect("the clock has run so long"),
        patience,
    };
    told(wait(backoff.pause()))?;
    Ok(start.elapsed())
}

#[test]
fn a_pause_ends_when_patience_does() {
    let slow = pause(SECOND, SECOND + Duration::from_millis(20));
    assert!(slow.is_ok_and(|pause| pause < SECOND));
}

#[test]
fn a_first_pause_is_short() {
    let quick = pause(Duration::from_millis(1), 60 * SECOND);
    assert!(quick.is_ok_and(|pause| pause < SECOND));
}

#[test]
fn after_the_last_pause_the_client_may_try_again() {
    let refused = "409 the item changes too often, try again".to_owned();
    assert_eq!(pause(SECOND, SECOND), Err(refused.clone()));
    let (new, later) = (backoff_within(1000), backoff_within(0));
    assert_eq!(told(wait(new.pause())), Ok(()));
    assert_eq!(told(wait(later.pause())), Err(refused));
}

#[test]
fn what_is_random_lies_between_0_and_1() {
    let all: Vec<f64> = (0..1000).map(|_| random()).collect();
    assert!(all.iter().all(|one| (0.0..=1.0).contains(one)));
    for tenth in 0..10 {
        let from = f64::from(tenth) / 10.0;
        let here = all.iter().filter(|one| (from..from + 0.1).contains(*one));
        assert!(here.count() > 40, "few from {from}");
    }
}
