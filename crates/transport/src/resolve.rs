//! From a host to addresses that may be connected to.
//!
//! A name is resolved once, all its addresses are checked, and the connection goes to one of the
//! addresses that were checked. Nobody asks the name server again in between, so that a name that
//! leads somewhere else a moment later (DNS rebinding) leads nowhere.

mod addresses;
mod failure;

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use corsmith_scan::Failure;
use hickory_proto::op::Query;
use hickory_proto::rr::{Name, RecordType};
use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolveHosts, ResolverConfig,
    ResolverOpts,
};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::system_conf::read_system_conf;
use hickory_resolver::{Hosts, TokioResolver};
use url::Host;

use crate::guard::{AddressPolicy, LOOPBACK, check_host, is_localhost};

/// How long resolving a name may take altogether.
pub const RESOLVE_DEADLINE: Duration = Duration::from_secs(5);

/// Most addresses of a name that are tried. All of its addresses are checked.
pub const MAX_ADDRESSES: usize = 8;

/// Most answers of name servers that are kept, each no longer than it is valid and than
/// [`MAX_CACHED`].
pub const MAX_CACHED_ANSWERS: u64 = 256;

/// How long an answer is kept at most: after a change in the DNS, the next scan shows it.
pub const MAX_CACHED: Duration = Duration::from_secs(30);

/// How long one question waits. It is asked up to three times within [`RESOLVE_DEADLINE`].
const QUESTION_TIMEOUT: Duration = Duration::from_millis(1500);

/// Resolves hosts to addresses that its [`AddressPolicy`] allows. Clones share everything.
#[derive(Clone)]
pub struct Resolver(Arc<Inner>);

struct Inner {
    policy: AddressPolicy,
    hosts: Hosts,
    /// Without name servers, why there are none.
    dns: Result<TokioResolver, String>,
}

impl Resolver {
    /// A resolver with the name servers and the hosts file of the system, as they are now. Where
    /// the system has no name servers, it still resolves addresses and what the hosts file names.
    ///
    /// ```
    /// use corsmith_transport::guard::AddressPolicy;
    /// use corsmith_transport::resolve::Resolver;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    /// # runtime.block_on(async {
    /// let resolver = Resolver::new(AddressPolicy::AllowPrivate);
    /// let addresses = resolver.resolve("app.localhost", 3000).await?;
    /// assert_eq!(addresses, ["127.0.0.1:3000".parse()?, "[::1]:3000".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(policy: AddressPolicy) -> Self {
        let dns = read_system_conf().map_err(|error| error.to_string()).and_then(
            |(config, mut options)| {
                options.timeout = options.timeout.min(QUESTION_TIMEOUT);
                options.attempts = options.attempts.min(2);
                client(config, options)
            },
        );
        let hosts = Hosts::from_system().unwrap_or_default();
        Self(Arc::new(Inner { policy, hosts, dns }))
    }

    /// A resolver with one name server, asked over UDP and for long answers over TCP, and without
    /// a hosts file.
    ///
    /// ```
    /// use corsmith_transport::guard::AddressPolicy;
    /// use corsmith_transport::resolve::Resolver;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    /// # runtime.block_on(async {
    /// let resolver = Resolver::with_name_server("127.0.0.1:53".parse()?, AddressPolicy::Public);
    /// let addresses = resolver.resolve("93.184.216.34", 443).await?;
    /// assert_eq!(addresses, ["93.184.216.34:443".parse()?]);
    /// assert!(resolver.resolve("localhost", 443).await.is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_name_server(address: SocketAddr, policy: AddressPolicy) -> Self {
        let connections =
            [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
                connection.port = address.port();
                connection
            });
        let server = NameServerConfig::new(address.ip(), true, connections.into());
        let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
        let mut options = ResolverOpts::default();
        options.timeout = QUESTION_TIMEOUT;
        Self(Arc::new(Inner { policy, hosts: Hosts::default(), dns: client(config, options) }))
    }

    /// Which addresses it allows.
    #[must_use]
    pub fn policy(&self) -> AddressPolicy {
        self.0.policy
    }

    /// The addresses of a host that may be connected to, at most [`MAX_ADDRESSES`], in the order in
    /// which to try them: IPv4 and IPv6 by turns (RFC 8305 section 4), IPv4 first.
    ///
    /// The host is a name, an IPv4 address in any spelling of the URL standard, or an IPv6 address
    /// with or without brackets. Addresses and the names of this machine (`localhost` and what is
    /// under it) need no name server, and neither do the names in the hosts file. Other names are
    /// absolute under [`Public`](AddressPolicy::Public); under
    /// [`AllowPrivate`](AddressPolicy::AllowPrivate) the search list of the system applies.
    ///
    /// # Errors
    ///
    /// `Forbidden` if the policy does not allow the port, or **any** of the addresses: a name with
    /// a public and a private address is refused, too. `NoAddress` if there is no such name or no
    /// address for it, `Timeout` after [`RESOLVE_DEADLINE`], `Connection` if no name server can be
    /// reached.
    pub async fn resolve(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, Failure> {
        let host = match host.parse::<Ipv6Addr>() {
            Ok(address) => Host::Ipv6(address),
            Err(_) => Host::parse(host).map_err(|error| failure::not_a_host(host, error))?,
        };
        let name = match &host {
            Host::Ipv4(address) => return self.checked(&host, port, vec![(*address).into()]),
            Host::Ipv6(address) => return self.checked(&host, port, vec![(*address).into()]),
            Host::Domain(name) => name,
        };
        check_host(&Host::Domain(name), port, self.0.policy)?;
        if is_localhost(name) {
            return self.checked(&host, port, LOOPBACK.into());
        }
        let absolute = absolute(name).map_err(|error| failure::of_lookup(name, &error.into()))?;
        let found = match self.in_hosts_file(&absolute) {
            Some(found) => found,
            None => self.ask(name, absolute).await?,
        };
        self.checked(&host, port, found)
    }

    /// The texts of a name's TXT records, each joined from its parts. The name is absolute.
    ///
    /// # Errors
    ///
    /// As for [`Resolver::resolve`]; a name without such records is `NoAddress`.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, Failure> {
        let absolute = absolute(name).map_err(|error| failure::of_lookup(name, &error.into()))?;
        let dns = self.dns(name)?;
        let found = in_time(name, dns.txt_lookup(absolute)).await?;
        Ok(addresses::texts(&found))
    }

    fn checked(
        &self,
        host: &Host,
        port: u16,
        found: Vec<IpAddr>,
    ) -> Result<Vec<SocketAddr>, Failure> {
        for &address in &found {
            self.0.policy.check((address, port).into()).map_err(|refusal| match host {
                Host::Domain(name) => failure::refused(name, &refusal, self.0.policy),
                Host::Ipv4(_) | Host::Ipv6(_) => refusal.into(),
            })?;
        }
        let to_try = addresses::to_try(found);
        Ok(to_try.into_iter().map(|address| (address, port).into()).collect())
    }

    /// As the system's own resolver does it: a name that is in the file is not asked for elsewhere.
    fn in_hosts_file(&self, name: &Name) -> Option<Vec<IpAddr>> {
        let found = [RecordType::A, RecordType::AAAA]
            .map(|kind| self.0.hosts.lookup_static_host(&Query::query(name.clone(), kind)));
        let found: Vec<_> = found.iter().flatten().flat_map(addresses::of).collect();
        (!found.is_empty()).then_some(found)
    }

    async fn ask(&self, text: &str, mut name: Name) -> Result<Vec<IpAddr>, Failure> {
        let dns = self.dns(text)?;
        let is_relative = self.0.policy == AddressPolicy::AllowPrivate && !text.ends_with('.');
        name.set_fqdn(!is_relative);
        let found = in_time(text, dns.lookup_ip(name)).await?;
        Ok(found.iter().collect())
    }

    fn dns(&self, name: &str) -> Result<&TokioResolver, Failure> {
        self.0.dns.as_ref().map_err(|error| failure::no_name_server(name, error))
    }
}

async fn in_time<T>(
    name: &str,
    lookup: impl Future<Output = Result<T, NetError>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(RESOLVE_DEADLINE, lookup).await {
        Ok(found) => found.map_err(|error| failure::of_lookup(name, &error)),
        Err(_) => Err(failure::of_lookup(name, &NetError::Timeout)),
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver").field("policy", &self.0.policy).finish_non_exhaustive()
    }
}

fn absolute(name: &str) -> Result<Name, hickory_proto::ProtoError> {
    let mut absolute = Name::from_ascii(name)?;
    absolute.set_fqdn(true);
    Ok(absolute)
}

fn client(config: ResolverConfig, mut options: ResolverOpts) -> Result<TokioResolver, String> {
    options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
    options.use_hosts_file = ResolveHosts::Never;
    options.cache_size = MAX_CACHED_ANSWERS;
    options.positive_max_ttl = Some(MAX_CACHED);
    options.negative_max_ttl = Some(MAX_CACHED);
    let mut builder = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
    *builder.options_mut() = options;
    builder.build().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use corsmith_scan::{FailureKind, Stage};
    use hickory_resolver::Hosts;
    use proptest::prelude::*;

    use super::{Inner, Resolver};
    use crate::guard::AddressPolicy;

    fn resolver(policy: AddressPolicy) -> Resolver {
        let file = "10.0.0.5 intern\n93.184.216.34 site.example # here\n::1 six\n\
                    93.184.216.34 both\nfe80::1 both\n10.0.0.6 localhost\n";
        let mut hosts = Hosts::default();
        hosts.read_hosts_conf(file.as_bytes()).unwrap();
        let dns = Err("there is none in this test".to_owned());
        Resolver(Arc::new(Inner { policy, hosts, dns }))
    }

    #[tokio::test]
    async fn the_hosts_file_comes_before_the_name_servers() {
        let resolver = resolver(AddressPolicy::AllowPrivate);
        let cases = [
            ("intern", &["10.0.0.5:80"][..]),
            ("INTERN.", &["10.0.0.5:80"]),
            ("site.example", &["93.184.216.34:80"]),
            ("six", &["[::1]:80"]),
            ("both", &["93.184.216.34:80", "[fe80::1]:80"]),
            ("localhost", &["127.0.0.1:80", "[::1]:80"]),
        ];
        for (host, expected) in cases {
            let addresses = resolver.resolve(host, 80).await.unwrap();
            let addresses: Vec<_> = addresses.iter().map(ToString::to_string).collect();
            assert_eq!(addresses, expected, "{host}");
        }
    }

    #[tokio::test]
    async fn the_hosts_file_makes_nothing_public() {
        let resolver = resolver(AddressPolicy::Public);
        for host in ["intern", "six", "both", "localhost"] {
            let failure = resolver.resolve(host, 80).await.unwrap_err();
            assert_eq!(failure.kind, FailureKind::Forbidden, "{host}");
        }
        assert!(resolver.resolve("site.example", 80).await.is_ok());
    }

    #[tokio::test]
    async fn without_name_servers_there_are_addresses_and_the_hosts_file() {
        let resolver = resolver(AddressPolicy::Public);
        assert!(resolver.resolve("93.184.216.34", 80).await.is_ok());
        let failure = resolver.resolve("a.test", 80).await.unwrap_err();
        assert_eq!((failure.stage, failure.kind), (Stage::Resolve, FailureKind::Connection));
        assert_eq!(
            failure.detail,
            "there is no name server to ask for `a.test`: there is none in this test"
        );
    }

    #[tokio::test]
    async fn clones_share_what_they_know() {
        let resolver = Resolver::new(AddressPolicy::Public);
        assert!(Arc::ptr_eq(&resolver.0, &resolver.clone().0));
        assert_eq!(resolver.policy(), AddressPolicy::Public);
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_that_may_be_asked_or_a_failure(
            host in prop_oneof![any::<String>(), "[0-9a-fx:.\\[\\]]{0,30}", "[a-z0-9._%-]{0,300}"],
        ) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let resolver = resolver(AddressPolicy::Public);
            if let Ok(addresses) = runtime.block_on(resolver.resolve(&host, 443)) {
                for address in addresses {
                    prop_assert!(crate::guard::non_global(address.ip()).is_none());
                }
            }
        }
    }
}
