//! How often a client may start scans, and how often a host may be asked.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// The most clients and the most hosts that are remembered; the oldest are forgotten.
pub const MAX_REMEMBERED: usize = 10_000;

/// Limits on starting scans, for a server that others can reach.
///
/// ```
/// use corsmith_web::scanning::Rates;
///
/// let rates = Rates::default();
/// assert!(rates.token_pause < rates.host_pause);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// How many scans one client may start in [`Rates::client_time`].
    pub client_scans: u32,
    /// See above. A client is forgotten after this.
    pub client_time: Duration,
    /// How long a host is left alone after a scan began. It is forgotten after this.
    pub host_pause: Duration,
    /// How long a host is left alone after it was asked for its token and did not have it: whoever
    /// publishes it now does not wait for long.
    pub token_pause: Duration,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            client_scans: 10,
            client_time: Duration::from_mins(10),
            host_pause: Duration::from_secs(30),
            token_pause: Duration::from_secs(1),
        }
    }
}

/// What was started lately.
#[derive(Debug, Default)]
pub(super) struct Started {
    /// When each client started its scans, the first one first.
    clients: HashMap<IpAddr, Vec<Instant>>,
    /// Until when each host is left alone.
    hosts: HashMap<String, Instant>,
}

/// Who has to wait, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// The client has started enough.
    Client(Duration),
    /// The host was asked a moment ago.
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
        self.forget(rates, now);
        let (client, host) = (network(client), name(host));
        let starts = self.clients.get(&client).map_or(&[][..], Vec::as_slice);
        // The one that has to be over before another one may start.
        let place = starts.len().checked_sub(rates.client_scans.max(1) as usize);
        if let Some(place) = place {
            let ago = now.duration_since(starts[place]);
            return Err(Wait::Client(rates.client_time.saturating_sub(ago)));
        }
        if let Some(until) = self.hosts.get(host) {
            return Err(Wait::Host(until.duration_since(now)));
        }
        make_room(&mut self.clients, |starts| starts.last().copied());
        self.clients.entry(client).or_default().push(now);
        self.leave_alone(host, now + rates.host_pause);
        Ok(())
    }

    /// Notes that the scan of `host` that was just noted does not begin: the host was asked for its
    /// token and nothing else. It stays with the client's.
    pub(super) fn ask_token_only(&mut self, host: &str, rates: &Rates, now: Instant) {
        self.leave_alone(name(host), now + rates.token_pause);
    }

    fn leave_alone(&mut self, host: &str, until: Instant) {
        make_room(&mut self.hosts, |until| Some(*until));
        self.hosts.insert(host.to_owned(), until);
    }

    /// Forgets whom nothing depends on any more.
    fn forget(&mut self, rates: &Rates, now: Instant) {
        self.clients.retain(|_, starts| {
            starts.retain(|start| now.duration_since(*start) < rates.client_time);
            !starts.is_empty()
        });
        self.hosts.retain(|_, until| *until > now);
    }
}

/// Forgets the oldest one if there are as many as may be.
fn make_room<K: Hash + Eq + Clone, V>(
    known: &mut HashMap<K, V>,
    age: impl Fn(&V) -> Option<Instant>,
) {
    if known.len() < MAX_REMEMBERED {
        return;
    }
    if let Some((oldest, _)) = known.iter().min_by_key(|(_, value)| age(value)) {
        let oldest = oldest.clone();
        known.remove(&oldest);
    }
}

/// A host with the dot of an absolute name is the same host.
fn name(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
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
        // With the dot of an absolute name it is the same host.
        assert!(matches!(started.start((second, "a."), &rates, later), Err(Wait::Host(_))));
        assert_eq!(started.start((second, "a"), &rates, now + rates.host_pause), Ok(()));
    }

    #[test]
    fn a_host_that_was_asked_for_its_token_alone_is_asked_again_sooner() {
        let rates = Rates { client_scans: 2, ..Rates::default() };
        let (mut started, mut now) = (Started::default(), Instant::now());
        let [client, other] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse().unwrap());
        for _ in 0..2 {
            assert_eq!(started.start((client, "a"), &rates, now), Ok(()));
            started.ask_token_only("a", &rates, now);
            let wait = Err(Wait::Host(rates.token_pause));
            assert_eq!(started.start((other, "a"), &rates, now), wait);
            now += rates.token_pause;
        }
        // It counts for whoever asked.
        let wait = rates.client_time.saturating_sub(2 * rates.token_pause);
        assert_eq!(started.start((client, "a"), &rates, now), Err(Wait::Client(wait)));
        assert_eq!(started.start((other, "a"), &rates, now), Ok(()));
    }

    #[test]
    fn whom_nothing_depends_on_is_forgotten() {
        let rates = Rates::default();
        let (mut started, now) = (Started::default(), Instant::now());
        let [first, second] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse().unwrap());
        assert_eq!(started.start((first, "a"), &rates, now), Ok(()));
        assert_eq!(started.start((second, "b"), &rates, now + rates.client_time), Ok(()));
        assert_eq!(started.clients.keys().collect::<Vec<_>>(), [&second]);
        assert_eq!(started.hosts.keys().collect::<Vec<_>>(), ["b"]);
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
