//! The blocks of addresses that are not the public Internet, as data.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// A block of addresses that no scan of the public Internet may reach.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// Its addresses.
    pub net: IpNet,
    /// What they are for.
    pub name: &'static str,
    /// Who says so: an RFC, or the operator of a cloud.
    pub source: &'static str,
    /// Where its addresses carry an IPv4 address that packets may end up at.
    pub(super) embeds: Embeds,
}

/// Where an IPv6 address carries an IPv4 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Embeds {
    /// Nowhere.
    Nothing,
    /// In the 32 bits behind so many others.
    Behind(u32),
    /// In the last 32 bits, each of them inverted (RFC 4380 section 4).
    InvertedLast,
}

impl Embeds {
    pub(super) fn ipv4(self, address: Ipv6Addr) -> Option<Ipv4Addr> {
        let bits = address.to_bits();
        // The cast cuts off what is in front of the IPv4 address.
        #[allow(clippy::cast_possible_truncation)]
        match self {
            Self::Nothing => None,
            Self::Behind(count) => Some(Ipv4Addr::from_bits((bits >> (96 - count)) as u32)),
            Self::InvertedLast => Some(Ipv4Addr::from_bits(!(bits as u32))),
        }
    }
}

/// All blocks, IPv4 first, in the order of their addresses. Blocks lie inside others; the smallest
/// one that holds an address is the one to name.
///
/// ```
/// use corsmith_transport::guard::blocks;
///
/// let mut names = blocks().filter(|block| block.source == "RFC 1918").map(|block| block.net);
/// assert_eq!(names.next().map(|net| net.to_string()).as_deref(), Some("10.0.0.0/8"));
/// ```
pub fn blocks() -> impl Iterator<Item = &'static Block> {
    IPV4.iter().chain(IPV6)
}

/// The IANA IPv4 Special-Purpose Address Registry, as of its record of 2024, with the multicast
/// space and the addresses at which clouds hand out credentials.
///
/// The registry calls a few protocol addresses in 192.0.0.0/24 globally reachable. They are anycast
/// addresses of the nearest router or relay, so that asking them is asking the local network: the
/// whole block is refused. 192.31.196.0/24, 192.52.193.0/24 and 192.175.48.0/24 are operated on
/// the public Internet and are allowed.
pub(super) static IPV4: &[Block] = &[
    v4([0, 0, 0, 0], 8, "this network", "RFC 791"),
    v4([10, 0, 0, 0], 8, "private network", "RFC 1918"),
    v4([100, 64, 0, 0], 10, "network shared behind a provider's NAT", "RFC 6598"),
    v4([100, 100, 100, 200], 32, "cloud metadata", "Alibaba Cloud"),
    v4([127, 0, 0, 0], 8, "loopback", "RFC 1122"),
    // A public address by its block; inside Azure, the host of the virtual machine answers there.
    v4([168, 63, 129, 16], 32, "cloud platform", "Microsoft Azure"),
    v4([169, 254, 0, 0], 16, "link-local", "RFC 3927"),
    v4([169, 254, 169, 254], 32, "cloud metadata", "RFC 3927; AWS, Azure, Google Cloud and others"),
    v4([169, 254, 170, 2], 32, "cloud metadata", "RFC 3927; AWS ECS"),
    v4([172, 16, 0, 0], 12, "private network", "RFC 1918"),
    v4([192, 0, 0, 0], 24, "protocol assignments", "RFC 6890"),
    v4([192, 0, 2, 0], 24, "documentation", "RFC 5737"),
    v4([192, 88, 99, 0], 24, "6to4 relay anycast", "RFC 7526"),
    v4([192, 168, 0, 0], 16, "private network", "RFC 1918"),
    v4([198, 18, 0, 0], 15, "benchmarking", "RFC 2544"),
    v4([198, 51, 100, 0], 24, "documentation", "RFC 5737"),
    v4([203, 0, 113, 0], 24, "documentation", "RFC 5737"),
    v4([224, 0, 0, 0], 4, "multicast", "RFC 5771"),
    v4([240, 0, 0, 0], 4, "reserved", "RFC 1112"),
    v4([255, 255, 255, 255], 32, "broadcast", "RFC 919"),
];

/// The IANA IPv6 Special-Purpose Address Registry, as of its record of 2025, and what is not
/// 2000::/3, the only space from which public addresses are assigned.
///
/// Every form that carries an IPv4 address is refused, also one that carries a public address: the
/// public address can be asked itself, no name of a working site needs the form, and where a
/// translator sends such packets cannot be seen from here. The registry calls 64:ff9b::/96 and some
/// parts of 2001::/23 globally reachable; the former is such a form, and the latter hold no sites.
pub(super) static IPV6: &[Block] = &[
    v6([0; 8], 3, "not assigned", "RFC 4291"),
    v6([0; 8], 128, "unspecified", "RFC 4291"),
    v6([0, 0, 0, 0, 0, 0, 0, 1], 128, "loopback", "RFC 4291"),
    v6([0; 8], 96, "IPv4-compatible", "RFC 4291").with(Embeds::Behind(96)),
    v6([0, 0, 0, 0, 0, 0xffff, 0, 0], 96, "IPv4-mapped", "RFC 4291").with(Embeds::Behind(96)),
    v6([0, 0, 0, 0, 0xffff, 0, 0, 0], 96, "IPv4-translated", "RFC 2765").with(Embeds::Behind(96)),
    v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96, "NAT64", "RFC 6052").with(Embeds::Behind(96)),
    v6([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48, "local NAT64", "RFC 8215").with(Embeds::Behind(96)),
    v6([0x100, 0, 0, 0, 0, 0, 0, 0], 64, "discard", "RFC 6666"),
    v6([0x100, 0, 0, 1, 0, 0, 0, 0], 64, "dummy prefix", "RFC 9780"),
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23, "protocol assignments", "RFC 2928"),
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 32, "Teredo", "RFC 4380").with(Embeds::InvertedLast),
    v6([0x2001, 2, 0, 0, 0, 0, 0, 0], 48, "benchmarking", "RFC 5180"),
    v6([0x2001, 0x10, 0, 0, 0, 0, 0, 0], 28, "ORCHID", "RFC 4843"),
    v6([0x2001, 0x20, 0, 0, 0, 0, 0, 0], 28, "ORCHIDv2", "RFC 7343"),
    v6([0x2001, 0x30, 0, 0, 0, 0, 0, 0], 28, "drone identifiers", "RFC 9374"),
    v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32, "documentation", "RFC 3849"),
    v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16, "6to4", "RFC 3056").with(Embeds::Behind(16)),
    v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20, "documentation", "RFC 9637"),
    v6([0x4000, 0, 0, 0, 0, 0, 0, 0], 2, "not assigned", "RFC 4291"),
    v6([0x5f00, 0, 0, 0, 0, 0, 0, 0], 16, "segment routing", "RFC 9602"),
    v6([0x8000, 0, 0, 0, 0, 0, 0, 0], 1, "not assigned", "RFC 4291"),
    v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7, "unique local", "RFC 4193"),
    v6([0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254], 128, "cloud metadata", "RFC 4193; AWS"),
    v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10, "link-local", "RFC 4291"),
    v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10, "site-local", "RFC 3879"),
    v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8, "multicast", "RFC 4291"),
];

const fn v4([a, b, c, d]: [u8; 4], len: u8, name: &'static str, source: &'static str) -> Block {
    let net = IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), len));
    Block { net, name, source, embeds: Embeds::Nothing }
}

const fn v6(groups: [u16; 8], len: u8, name: &'static str, source: &'static str) -> Block {
    let mut bits = 0;
    let mut rest: &[u16] = &groups;
    while let [group, behind @ ..] = rest {
        bits = bits << 16 | *group as u128;
        rest = behind;
    }
    let net = IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::from_bits(bits), len));
    Block { net, name, source, embeds: Embeds::Nothing }
}

impl Block {
    const fn with(self, embeds: Embeds) -> Self {
        Self { embeds, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn every_block_begins_where_its_prefix_does() {
        for block in blocks() {
            assert_eq!(block.net, block.net.trunc(), "{}", block.name);
        }
    }

    #[test]
    fn no_block_is_listed_twice() {
        for (index, block) in blocks().enumerate() {
            assert!(blocks().skip(index + 1).all(|other| other.net != block.net), "{}", block.net);
        }
    }
}
