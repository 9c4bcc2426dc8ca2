//! Why an address is not one of the public Internet.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv6Net};

use super::block::{Block, Embeds, IPV4, IPV6};

/// Why an address is not one of the public Internet. `Display` names the address, its block and
/// who has set the block apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NonGlobal {
    /// The address.
    pub address: IpAddr,
    /// The smallest block that holds it.
    pub net: IpNet,
    /// What the block is for, such as `loopback`.
    pub name: &'static str,
    /// Who says so, such as `RFC 1122`.
    pub source: &'static str,
    /// The IPv4 address that an IPv6 address carries, public or not.
    pub embedded: Option<Ipv4Addr>,
}

/// Why `address` is not one of the public Internet; `None` if it is one.
///
/// IPv6 addresses that carry an IPv4 address (mapped, translated, 6to4, Teredo, ISATAP) are never
/// public, whatever they carry. Not recognised are the NAT64 prefixes that a network takes from its
/// own public space (RFC 6052 section 2.2): they look like any other address.
///
/// ```
/// use corsmith_transport::guard::non_global;
///
/// assert_eq!(non_global("93.184.216.34".parse()?), None);
///
/// let why = non_global("::ffff:10.0.0.5".parse()?).ok_or("refused")?;
/// assert_eq!(
///     why.to_string(),
///     "`::ffff:10.0.0.5`, IPv4-mapped (::ffff:0.0.0.0/96, RFC 4291), \
///      that is `10.0.0.5`, private network (10.0.0.0/8, RFC 1918)"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn non_global(address: IpAddr) -> Option<NonGlobal> {
    let blocks = if address.is_ipv4() { IPV4 } else { IPV6 };
    let smallest = blocks
        .iter()
        .filter(|block| block.net.contains(&address))
        .max_by_key(|block| block.net.prefix_len());
    match (smallest, address) {
        (Some(block), _) => Some(NonGlobal::new(address, block)),
        (None, IpAddr::V6(address)) => isatap(address),
        (None, IpAddr::V4(_)) => None,
    }
}

impl NonGlobal {
    fn new(address: IpAddr, block: &Block) -> Self {
        let embedded = match address {
            IpAddr::V4(_) => None,
            IpAddr::V6(address) => block.embeds.ipv4(address),
        };
        Self { address, net: block.net, name: block.name, source: block.source, embedded }
    }
}

/// An interface identifier `0000:5efe` or `0200:5efe`, behind any prefix, followed by the IPv4
/// address that a router of that prefix sends the packet on to (RFC 5214 section 6.1).
fn isatap(address: Ipv6Addr) -> Option<NonGlobal> {
    let [.., e, f, _, _] = address.segments();
    // The universal and the group bit say nothing about the form.
    if e & !0x0300 != 0 || f != 0x5efe {
        return None;
    }
    let net = IpNet::V6(Ipv6Net::new(address, 96).ok()?.trunc());
    let embedded = Embeds::Behind(96).ipv4(address);
    Some(NonGlobal { address: address.into(), net, name: "ISATAP", source: "RFC 5214", embedded })
}

impl fmt::Display for NonGlobal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, net, name, source, embedded } = self;
        write!(f, "`{address}`, {name} ({net}, {source})")?;
        match embedded.map(|embedded| (embedded, non_global(embedded.into()))) {
            None => Ok(()),
            Some((_, Some(why))) => write!(f, ", that is {why}"),
            Some((embedded, None)) => write!(f, ", that is `{embedded}`"),
        }
    }
}
