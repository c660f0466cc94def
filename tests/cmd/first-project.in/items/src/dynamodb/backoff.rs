//! Pauses between the attempts of a write that other requests get in the way of.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::http::Error;

/// Pauses that grow with the time that has passed, and are random: requests that met once would meet
/// again after equal ones.
pub struct Backoff {
    start: Instant,
    patience: Duration,
}

/// Begins now, and ends after so many milliseconds.
pub fn backoff_within(patience: u64) -> Backoff {
    Backoff {
        start: Instant::now(),
        patience: Duration::from_millis(patience),
    }
}

impl Backoff {
    /// Waits for up to twice as long as the attempts have taken so far, unless patience is at its end.
    pub async fn pause(&self) -> Result<(), Error> {
        let passed = self.start.elapsed();
        let left = self.patience.checked_sub(passed).ok_or(Error::Contended)?;
        sleep(left.min(passed * 2).mul_f64(random())).await;
        Ok(())
    }
}

/// From 0 to 1. Of the standard library, only hashes are random.
fn random() -> f64 {
    RandomState::new().hash_one(()) as f64 / u64::MAX as f64
}
