//! How often a client may start scans, and how often a host may be scanned.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// The most clients and hosts that are remembered; the oldest are forgotten.
const MAX_REMEMBERED: usize = 10_000;

/// Limits on starting scans, for a server that others can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// How many scans one client may start in [`Rates::client_time`].
    pub client_scans: u32,
    /// See above.
    pub client_time: Duration,
    /// How long a host is left alone after a scan began.
    pub host_pause: Duration,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            client_scans: 10,
            client_time: Duration::from_mins(10),
            host_pause: Duration::from_secs(30),
        }
    }
}

/// What was started lately.
#[derive(Debug, Default)]
pub(super) struct Started {
    clients: HashMap<IpAddr, Vec<Instant>>,
    hosts: HashMap<String, Vec<Instant>>,
}

/// Who has to wait, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// The client has started enough.
    Client(Duration),
    /// The host was scanned a moment ago.
    Host(Duration),
}

impl Started {
    /// Notes that `client` starts a scan of `host` at `now`, unless one of them has to wait.
    pub(super) fn start(
        &mut self,
        (client, host): (IpAddr, &str),
        rates: &Rates,
        now: Instant,
    ) -> Result<(), Wait> {
        let client = network(client);
        if let Some(wait) =
            wait(self.clients.get(&client), rates.client_scans, rates.client_time, now)
        {
            return Err(Wait::Client(wait));
        }
        if let Some(wait) = wait(self.hosts.get(host), 1, rates.host_pause, now) {
            return Err(Wait::Host(wait));
        }
        note(&mut self.clients, client, rates.client_time, now);
        note(&mut self.hosts, host.to_owned(), rates.host_pause, now);
        Ok(())
    }

    /// Notes that the scan of `host` that was just noted does not begin. It stays with the client's.
    pub(super) fn leave(&mut self, host: &str) {
        self.hosts.remove(host);
    }
}

/// How long until `most` in `time` are not reached any more.
fn wait(
    starts: Option<&Vec<Instant>>,
    most: u32,
    time: Duration,
    now: Instant,
) -> Option<Duration> {
    let recent: Vec<_> =
        starts?.iter().filter(|start| now.duration_since(**start) < time).collect();
    let oldest = recent.len().checked_sub(most.max(1) as usize).map(|index| recent[index])?;
    Some(time.saturating_sub(now.duration_since(*oldest)))
}

fn note<K: Hash + Eq + Clone>(
    starts: &mut HashMap<K, Vec<Instant>>,
    key: K,
    time: Duration,
    now: Instant,
) {
    if starts.len() >= MAX_REMEMBERED && !starts.contains_key(&key) {
        starts
            .retain(|_, starts| starts.last().is_some_and(|last| now.duration_since(*last) < time));
        // All of them are recent: the one that is oldest is forgotten.
        if starts.len() >= MAX_REMEMBERED
            && let Some(oldest) = starts.iter().min_by_key(|(_, starts)| starts.last().copied())
        {
            let oldest = oldest.0.clone();
            starts.remove(&oldest);
        }
    }
    let own = starts.entry(key).or_default();
    own.retain(|start| now.duration_since(*start) < time);
    own.push(now);
}

/// An IPv6 client has at least 2^64 addresses, and counts as one by the network of its provider.
fn network(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => {
            let mapped = address.to_ipv4_mapped().map(IpAddr::V4);
            let network = u128::from(address) >> 64 << 64;
            mapped.unwrap_or(IpAddr::V6(network.into()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_starts_so_many_and_then_waits() {
        let rates = Rates { client_scans: 2, ..Rates::default() };
        let mut started = Started::default();
        let now = Instant::now();
        let client: IpAddr = "192.0.2.1".parse().unwrap();
        assert_eq!(started.start((client, "a"), &rates, now), Ok(()));
        assert_eq!(started.start((client, "b"), &rates, now), Ok(()));
        assert_eq!(started.start((client, "c"), &rates, now), Err(Wait::Client(rates.client_time)));
        let other = "192.0.2.2".parse().unwrap();
        assert_eq!(started.start((other, "c"), &rates, now), Ok(()));
        assert_eq!(started.start((client, "d"), &rates, now + rates.client_time), Ok(()));
    }

    #[test]
    fn a_host_is_left_alone_whoever_asks() {
        let rates = Rates::default();
        let mut started = Started::default();
        let now = Instant::now();
        let [first, second] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse().unwrap());
        assert_eq!(started.start((first, "a"), &rates, now), Ok(()));
        let later = now + Duration::from_secs(10);
        assert_eq!(
            started.start((second, "a"), &rates, later),
            Err(Wait::Host(Duration::from_secs(20)))
        );
        assert_eq!(started.start((second, "a"), &rates, now + rates.host_pause), Ok(()));
    }

    #[test]
    fn a_scan_that_does_not_begin_is_the_clients_alone() {
        let rates = Rates { client_scans: 2, ..Rates::default() };
        let (mut started, now) = (Started::default(), Instant::now());
        let client: IpAddr = "192.0.2.1".parse().unwrap();
        for _ in 0..2 {
            assert_eq!(started.start((client, "a"), &rates, now), Ok(()));
            started.leave("a");
        }
        assert_eq!(started.start((client, "a"), &rates, now), Err(Wait::Client(rates.client_time)));
    }

    #[test]
    fn addresses_of_one_network_are_one_client() {
        for (one, other, expected) in [
            ("2001:db8::1", "2001:db8::2", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false),
        ] {
            let same = network(one.parse().unwrap()) == network(other.parse().unwrap());
            assert_eq!(same, expected, "{one} {other}");
        }
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut started = Started::default();
        let now = Instant::now();
        for index in 0..(MAX_REMEMBERED + 500) {
            let client = IpAddr::V4(u32::try_from(index).unwrap().into());
            let _ = started.start((client, &index.to_string()), &Rates::default(), now);
        }
        assert!(started.clients.len() <= MAX_REMEMBERED && started.hosts.len() <= MAX_REMEMBERED);
    }
}
