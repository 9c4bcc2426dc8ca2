//! How fast one host is asked.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::Instant;

/// When each host may be asked next.
#[derive(Debug, Default)]
pub(crate) struct Pace(Vec<(String, Instant)>);

impl Pace {
    /// When the next request may go to this host, from which on it counts as sent.
    pub(crate) fn next(&mut self, host: &str, rate: NonZeroU32, now: Instant) -> Instant {
        let spacing = Duration::from_secs(1) / rate.get();
        if let Some((_, next)) = self.0.iter_mut().find(|(known, _)| known == host) {
            let at = now.max(*next);
            *next = at + spacing;
            at
        } else {
            self.0.push((host.to_owned(), now + spacing));
            now
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Pace;

    #[test]
    fn requests_to_one_host_are_spaced_evenly() {
        let (mut pace, rate, start) =
            (Pace::default(), NonZeroU32::new(4).unwrap(), Instant::now());
        let mut ask = |host: &str, at: u64| {
            let now = start + Duration::from_millis(at);
            pace.next(host, rate, now).duration_since(start).as_millis()
        };
        let asked = [ask("a", 0), ask("a", 10), ask("b", 20), ask("a", 30), ask("a", 2000)];
        assert_eq!(asked, [0, 250, 20, 500, 2000]);
    }
}
