//! The address guard: every range with both edges and its neighbours, every spelling of an
//! address, every form in which IPv6 carries IPv4.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use corsmith_scan::{FailureKind, Stage};
use corsmith_transport::guard::{AddressPolicy, blocks, check_url, is_localhost, non_global};
use url::Url;

mod properties;

/// What is written for an address that may be asked.
const PUBLIC: &str = "public";
/// What is written where the address space ends.
const END: &str = "";

/// First and last address of a range, its name, and what lies right before and right behind it.
/// Written by hand from the RFCs, not computed from the table that is tested.
#[rustfmt::skip]
const RANGES: &[(&str, &str, &str, &str, &str)] = &[
    ("0.0.0.0", "0.255.255.255", "this network", END, PUBLIC),
    ("10.0.0.0", "10.255.255.255", "private network", PUBLIC, PUBLIC),
    ("100.64.0.0", "100.127.255.255", "network shared behind a provider's NAT", PUBLIC, PUBLIC),
    ("100.100.100.200", "100.100.100.200", "cloud metadata", "network shared behind a provider's NAT", "network shared behind a provider's NAT"),
    ("127.0.0.0", "127.255.255.255", "loopback", PUBLIC, PUBLIC),
    ("168.63.129.16", "168.63.129.16", "cloud platform", PUBLIC, PUBLIC),
    ("169.254.0.0", "169.254.255.255", "link-local", PUBLIC, PUBLIC),
    ("169.254.169.254", "169.254.169.254", "cloud metadata", "link-local", "link-local"),
    ("169.254.170.2", "169.254.170.2", "cloud metadata", "link-local", "link-local"),
    ("172.16.0.0", "172.31.255.255", "private network", PUBLIC, PUBLIC),
    ("192.0.0.0", "192.0.0.255", "protocol assignments", PUBLIC, PUBLIC),
    ("192.0.2.0", "192.0.2.255", "documentation", PUBLIC, PUBLIC),
    ("192.88.99.0", "192.88.99.255", "6to4 relay anycast", PUBLIC, PUBLIC),
    ("192.168.0.0", "192.168.255.255", "private network", PUBLIC, PUBLIC),
    ("198.18.0.0", "198.19.255.255", "benchmarking", PUBLIC, PUBLIC),
    ("198.51.100.0", "198.51.100.255", "documentation", PUBLIC, PUBLIC),
    ("203.0.113.0", "203.0.113.255", "documentation", PUBLIC, PUBLIC),
    ("224.0.0.0", "239.255.255.255", "multicast", PUBLIC, "reserved"),
    ("240.0.0.0", "255.255.255.254", "reserved", "multicast", "broadcast"),
    ("255.255.255.255", "255.255.255.255", "broadcast", "reserved", END),

    ("::", "::", "unspecified", END, "loopback"),
    ("::1", "::1", "loopback", "unspecified", "IPv4-compatible"),
    ("::2", "::ffff:ffff", "IPv4-compatible", "loopback", "not assigned"),
    ("::ffff:0:0", "::ffff:ffff:ffff", "IPv4-mapped", "not assigned", "not assigned"),
    ("::ffff:0:0:0", "::ffff:0:ffff:ffff", "IPv4-translated", "not assigned", "not assigned"),
    ("64:ff9b::", "64:ff9b::ffff:ffff", "NAT64", "not assigned", "not assigned"),
    ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "local NAT64", "not assigned", "not assigned"),
    ("100::", "100::ffff:ffff:ffff:ffff", "discard", "not assigned", "dummy prefix"),
    ("100:0:0:1::", "100::1:ffff:ffff:ffff:ffff", "dummy prefix", "discard", "not assigned"),
    ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "Teredo", PUBLIC, "protocol assignments"),
    ("2001:1::", "2001:1:ffff:ffff:ffff:ffff:ffff:ffff", "protocol assignments", "Teredo", "benchmarking"),
    ("2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", "benchmarking", "protocol assignments", "protocol assignments"),
    ("2001:10::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", "ORCHID", "protocol assignments", "ORCHIDv2"),
    ("2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", "ORCHIDv2", "ORCHID", "drone identifiers"),
    ("2001:30::", "2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", "drone identifiers", "ORCHIDv2", "protocol assignments"),
    ("2001:40::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "protocol assignments", "drone identifiers", PUBLIC),
    ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "documentation", PUBLIC, PUBLIC),
    ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "6to4", PUBLIC, PUBLIC),
    ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "documentation", PUBLIC, PUBLIC),
    ("4000::", "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "not assigned", PUBLIC, "segment routing"),
    ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "segment routing", "not assigned", "not assigned"),
    ("5f01::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "not assigned", "segment routing", "unique local"),
    ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "unique local", "not assigned", "not assigned"),
    ("fd00:ec2::254", "fd00:ec2::254", "cloud metadata", "unique local", "unique local"),
    ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "link-local", "not assigned", "site-local"),
    ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "site-local", "link-local", "multicast"),
    ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast", "site-local", END),
    // Everything below the space of public addresses ends here.
    ("1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "not assigned", "not assigned", PUBLIC),
    // Any prefix will do for ISATAP.
    ("2606:4700:1:2:0:5efe::", "2606:4700:1:2:0:5efe:ffff:ffff", "ISATAP", PUBLIC, PUBLIC),
    ("2606:4700:1:2:200:5efe::", "2606:4700:1:2:200:5efe:ffff:ffff", "ISATAP", PUBLIC, PUBLIC),
];

/// Addresses that people run sites on, and special ones that are reachable all the same.
const PUBLIC_ADDRESSES: &[&str] = &[
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "192.31.196.1",
    "192.52.193.1",
    "192.175.48.1",
    "223.255.255.255",
    "2000::",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2620:4f:8000::1",
    "2a00:1450:4001:80b::200e",
    "3fff:1000::",
    "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
];

fn name(address: IpAddr) -> &'static str {
    non_global(address).map_or(PUBLIC, |why| why.name)
}

fn neighbour(address: IpAddr, step: i8) -> Option<IpAddr> {
    match (address, step) {
        (IpAddr::V4(address), -1) => {
            address.to_bits().checked_sub(1).map(|bits| Ipv4Addr::from_bits(bits).into())
        }
        (IpAddr::V4(address), _) => {
            address.to_bits().checked_add(1).map(|bits| Ipv4Addr::from_bits(bits).into())
        }
        (IpAddr::V6(address), -1) => {
            address.to_bits().checked_sub(1).map(|bits| Ipv6Addr::from_bits(bits).into())
        }
        (IpAddr::V6(address), _) => {
            address.to_bits().checked_add(1).map(|bits| Ipv6Addr::from_bits(bits).into())
        }
    }
}

#[test]
fn every_range_is_refused_from_its_first_to_its_last_address() {
    for &(first, last, range, before, after) in RANGES {
        let (first, last): (IpAddr, IpAddr) = (first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(name(first), range, "{first}");
        assert_eq!(name(last), range, "{last}");
        let before_first = neighbour(first, -1).map_or(END, name);
        assert_eq!(before_first, before, "the address before {first}");
        let behind_last = neighbour(last, 1).map_or(END, name);
        assert_eq!(behind_last, after, "the address behind {last}");
    }
}

#[test]
fn every_block_of_the_table_is_tested() {
    for block in blocks() {
        let is_tested = RANGES.iter().any(|(first, last, name, ..)| {
            let holds = |edge: &str| block.net.contains(&edge.parse::<IpAddr>().unwrap());
            *name == block.name && (holds(first) || holds(last))
        });
        assert!(is_tested, "{} ({})", block.name, block.net);
    }
}

#[test]
fn every_block_of_the_table_is_documented() {
    let page = include_str!("../../src/guard/guard.md");
    for block in blocks() {
        let net = block.net.to_string();
        let row = page.lines().find(|line| {
            line.starts_with("| ") && line.split(['|', ',', ' ']).any(|word| word == net)
        });
        let row = row.unwrap_or_else(|| panic!("{net} is not in the documentation"));
        let source = block.source.rsplit("; ").next().unwrap();
        assert!(row.contains(source), "{row} does not name {source}");
    }
}

#[test]
fn public_addresses_are_public() {
    for address in PUBLIC_ADDRESSES {
        assert_eq!(name(address.parse().unwrap()), PUBLIC, "{address}");
    }
}

/// Hosts that mean a private address, in every spelling that the URL standard knows.
const PRIVATE_HOSTS: &[&str] = &[
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.1.",
    "0",
    "0.",
    "0.0.0.0",
    "0x0",
    "2130706433",
    "0x7f000001",
    "0X7F000001",
    "017700000001",
    "0x7f.1",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1",
    "0177.0.0.01",
    "0x7f.0.0.01",
    "127.0x0.0.1",
    "127.0.0.0x1",
    "127.255.255.254",
    "10.1",
    "0xa000001",
    "167772161",
    "192.168.257",
    "192.168.0x101",
    "172.16.1",
    "0xa9fea9fe",
    "2852039166",
    "0251.0376.0251.0376",
    "169.254.43518",
    "169.16689662",
    "169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "168.63.129.16",
    "4294967295",
    "%31%32%37.0.0.1",
    "127%2e0%2e0%2e1",
    // Full-width and circled digits, the ideographic full stop, a soft hyphen.
    "１２７.０.０.１",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "127．0．0．1",
    "127｡0｡0｡1",
    "0ｘ7f.1",
    "12\u{ad}7.0.0.1",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::FFFF:7F00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::10.0.0.1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[2001:0:7f00:1::]",
    "[2001::80ff:fffe]",
    "[2606:4700::5efe:127.0.0.1]",
    "[2606:4700::200:5efe:10.0.0.1]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[FD00:EC2::254]",
    "[ff02::1]",
    "[100::1]",
    "[5f00::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "LocalHost.",
    "%6cocalhost",
    "%6C%6F%63%61%6C%68%6F%73%74",
    "ｌｏｃａｌｈｏｓｔ",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "local\u{ad}host",
    "app.localhost",
    "a.b.localhost.",
    "app。localhost",
    // What is in front of an `@` is no host.
    "example.com@127.0.0.1",
    "example.com:80@127.0.0.1",
    "example.com%40@localhost",
    "@127.0.0.1",
    // Browsers take a backslash for a slash, and drop tabs and line ends.
    "127.0.0.1\\@example.com",
    "127.0.0.1#@example.com",
    "127.0.0.1?@example.com",
    "127.0.\t0.1",
    "local\nhost",
    "127.0.0.1\r",
];

fn assert_forbidden(text: &str, policy: AddressPolicy) {
    let url = Url::parse(text).unwrap_or_else(|error| panic!("`{text}`: {error}"));
    let failure = check_url(&url, policy).expect_err(text);
    assert_eq!((failure.stage, failure.kind), (Stage::Address, FailureKind::Forbidden), "{text}");
    assert!(failure.received.is_empty());
}

#[test]
fn whoever_asks_a_private_host_is_told_how() {
    for (text, is_private) in
        [("http://127.0.0.1", true), ("http://localhost", true), ("http://8.8.8.8:22", false)]
    {
        let failure = check_url(&Url::parse(text).unwrap(), AddressPolicy::Public).unwrap_err();
        let is_told = failure.help.is_some_and(|help| help.contains("--allow-private"));
        assert_eq!(is_told, is_private, "{text}");
    }
}

#[test]
fn no_spelling_of_a_private_host_is_let_through() {
    for host in PRIVATE_HOSTS {
        for text in [format!("http://{host}"), format!("https://{host}/path")] {
            assert_forbidden(&text, AddressPolicy::Public);
            assert_forbidden(&text, AddressPolicy::PublicAnyPort);
            let url = Url::parse(&text).unwrap();
            assert_eq!(check_url(&url, AddressPolicy::AllowPrivate), Ok(()), "{text}");
        }
    }
}

/// URLs that mean no private address, however much they look like it.
const ALLOWED: &[&str] = &[
    "http://example.com",
    "https://example.com",
    "https://example.com.",
    "http://example.com:80/",
    "http://example.com:8080/",
    "https://example.com:8443/",
    "https://example.com:80/",
    "http://example.com:443/",
    "http://93.184.216.34/",
    "http://0x5db8d822/",
    "http://1.1/",
    "https://[2606:4700:4700::1111]/",
    "http://localhost.example.com/",
    "http://notlocalhost/",
    "http://127.0.0.1.example.com/",
    "http://127-0-0-1.example.com/",
    "http://localhost@example.com/",
    "http://127.0.0.1@example.com/",
    "http://user:127.0.0.1@example.com/",
    "http://example.com/@127.0.0.1",
    "http://example.com?127.0.0.1",
    "http://example.com#@127.0.0.1",
    "http://example.com/http://127.0.0.1/",
    // Names are for the resolver to judge.
    "http://metadata.google.internal/",
    "http://intern/",
    "http://münchen.example/",
];

#[test]
fn public_hosts_are_let_through() {
    for text in ALLOWED {
        let url = Url::parse(text).unwrap();
        assert_eq!(check_url(&url, AddressPolicy::Public), Ok(()), "{text}");
        assert_eq!(check_url(&url, AddressPolicy::PublicAnyPort), Ok(()), "{text}");
    }
}

#[test]
fn other_ports_are_refused() {
    for port in (0..=u16::MAX).filter(|port| ![80, 443, 8080, 8443].contains(port)) {
        assert_forbidden(&format!("http://example.com:{port}/"), AddressPolicy::Public);
        assert_forbidden(&format!("https://93.184.216.34:{port}/"), AddressPolicy::Public);
    }
    let url = Url::parse("http://example.com:22/").unwrap();
    assert_eq!(check_url(&url, AddressPolicy::AllowPrivate), Ok(()));
}

#[test]
fn any_port_of_public_addresses_is_not_any_port_of_private_ones() {
    for port in [1, 22, 3000, 8081, 9443, u16::MAX] {
        for host in ["example.com", "93.184.216.34", "[2606:4700:4700::1111]"] {
            let text = format!("https://{host}:{port}/");
            let url = Url::parse(&text).unwrap();
            assert_eq!(check_url(&url, AddressPolicy::PublicAnyPort), Ok(()), "{text}");
        }
        for host in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "localhost"] {
            assert_forbidden(&format!("https://{host}:{port}/"), AddressPolicy::PublicAnyPort);
        }
    }
}

#[test]
fn other_schemes_are_refused_under_every_policy() {
    let exceptions = vec!["127.0.0.1:80".parse().unwrap()].leak();
    let policies = [
        AddressPolicy::Public,
        AddressPolicy::PublicAnyPort,
        AddressPolicy::AllowPrivate,
        AddressPolicy::PublicAnd(exceptions),
    ];
    for text in [
        "ftp://example.com/",
        "ws://example.com/",
        "wss://example.com/",
        "gopher://example.com:80/",
        "file:///etc/passwd",
        "file://example.com/",
        "data:text/plain,",
        "javascript:alert(1)",
        "blob:https://example.com/1",
        "about:blank",
        "httpx://example.com/",
        "view-source:https://example.com/",
    ] {
        for policy in policies {
            assert_forbidden(text, policy);
        }
    }
}

#[test]
fn the_default_is_public() {
    assert_eq!(AddressPolicy::default(), AddressPolicy::Public);
}

#[test]
fn an_exception_holds_for_its_address_and_port_only() {
    let exceptions: Vec<SocketAddr> =
        vec!["127.0.0.1:3000".parse().unwrap(), "[::1]:3001".parse().unwrap()];
    let policy = AddressPolicy::PublicAnd(exceptions.leak());
    let allowed = [
        "http://127.0.0.1:3000/",
        "http://0x7f.1:3000/",
        "http://[::1]:3001/",
        "http://93.184.216.34/",
        "https://example.com/",
        // The resolver decides about names.
        "http://example.com:3000/",
    ];
    for text in allowed {
        assert_eq!(check_url(&Url::parse(text).unwrap(), policy), Ok(()), "{text}");
    }
    for text in [
        "http://127.0.0.1/",
        "http://127.0.0.1:3001/",
        "http://127.0.0.2:3000/",
        "http://[::1]:3000/",
        "http://[::ffff:127.0.0.1]:3000/",
        "http://93.184.216.34:3000/",
        "http://example.com:3002/",
        // One of its two addresses is no exception.
        "http://localhost:3000/",
    ] {
        assert_forbidden(text, policy);
    }
    let outside = "93.184.216.34:3000".parse().unwrap();
    assert!(policy.check(outside).is_err());
}

#[test]
fn both_addresses_of_this_machine_make_localhost_an_exception() {
    let exceptions: Vec<SocketAddr> =
        vec!["127.0.0.1:3000".parse().unwrap(), "[::1]:3000".parse().unwrap()];
    let url = Url::parse("http://localhost:3000/").unwrap();
    assert_eq!(check_url(&url, AddressPolicy::PublicAnd(exceptions.leak())), Ok(()));
}

#[test]
fn a_refusal_says_what_and_why() {
    let message = |text: &str| {
        check_url(&Url::parse(text).unwrap(), AddressPolicy::Public).unwrap_err().to_string()
    };
    let cases = [
        (
            "http://2130706433/",
            "checking the address: not a public address: `127.0.0.1`, loopback (127.0.0.0/8, \
             RFC 1122)",
        ),
        (
            "http://[::ffff:a9fe:a9fe]/",
            "checking the address: not a public address: `::ffff:169.254.169.254`, IPv4-mapped \
             (::ffff:0.0.0.0/96, RFC 4291), that is `169.254.169.254`, cloud metadata \
             (169.254.169.254/32, RFC 3927; AWS, Azure, Google Cloud and others)",
        ),
        (
            "http://[64:ff9b::5db8:d822]/",
            "checking the address: not a public address: `64:ff9b::5db8:d822`, NAT64 \
             (64:ff9b::/96, RFC 6052), that is `93.184.216.34`",
        ),
        (
            "http://[2606:4700::5efe:a00:1]/",
            "checking the address: not a public address: `2606:4700::5efe:a00:1`, ISATAP \
             (2606:4700::5efe:0:0/96, RFC 5214), that is `10.0.0.1`, private network \
             (10.0.0.0/8, RFC 1918)",
        ),
        (
            "http://app.localhost/",
            "checking the address: `app.localhost` is this machine: not a public address: \
             `127.0.0.1`, loopback (127.0.0.0/8, RFC 1122)",
        ),
        (
            "http://example.com:22/",
            "checking the address: port 22 is not allowed: only 80, 443, 8080 and 8443 are",
        ),
        (
            "ftp://example.com/",
            "checking the address: the scheme `ftp` is not allowed: only `http` and `https` are",
        ),
    ];
    for (url, expected) in cases {
        assert_eq!(message(url), expected);
    }
}

#[test]
fn names_of_this_machine() {
    for name in ["localhost", "localhost.", "LOCALHOST", "a.localhost", "a.b.LocalHost."] {
        assert!(is_localhost(name), "{name}");
    }
    for name in ["", ".", "localhos", "localhost.com", "localhost..", "mylocalhost", "local.host"] {
        assert!(!is_localhost(name), "{name}");
    }
}
