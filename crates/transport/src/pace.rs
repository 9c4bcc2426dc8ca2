//! How fast one host is asked.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Most hosts that are remembered, beside those that are being waited for.
const MAX_HOSTS: usize = 4096;

/// When each host may be asked next, by whichever session: a list of targets may be one of paths.
#[derive(Debug)]
pub(crate) struct Pace {
    spacing: Duration,
    next: Mutex<HashMap<String, Instant>>,
}

impl Pace {
    pub(crate) fn new(rate: NonZeroU32) -> Self {
        Self { spacing: Duration::from_secs(1) / rate.get(), next: Mutex::default() }
    }

    /// When the next request may go to this host, from which on it counts as sent.
    pub(crate) fn next(&self, host: &str, now: Instant) -> Instant {
        let mut hosts = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = hosts.get_mut(host) {
            let at = now.max(*next);
            *next = at + self.spacing;
            return at;
        }
        if hosts.len() >= MAX_HOSTS {
            hosts.retain(|_, next| *next > now);
        }
        hosts.insert(host.to_owned(), now + self.spacing);
        now
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{MAX_HOSTS, Pace};

    #[test]
    fn requests_to_one_host_are_spaced_evenly() {
        let (pace, start) = (Pace::new(NonZeroU32::new(4).unwrap()), Instant::now());
        let ask = |host: &str, at: u64| {
            let now = start + Duration::from_millis(at);
            pace.next(host, now).duration_since(start).as_millis()
        };
        let asked = [ask("a", 0), ask("a", 10), ask("b", 20), ask("a", 30), ask("a", 2000)];
        assert_eq!(asked, [0, 250, 20, 500, 2000]);
    }

    #[test]
    fn hosts_whose_time_has_come_are_forgotten() {
        let (pace, start) = (Pace::new(NonZeroU32::new(1).unwrap()), Instant::now());
        for number in 0..MAX_HOSTS {
            pace.next(&number.to_string(), start);
        }
        pace.next("a", start + Duration::from_secs(9));
        assert_eq!(pace.next.lock().unwrap().len(), 1);
    }
}
