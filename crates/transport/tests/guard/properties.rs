//! What holds for every address: the ranges, and every form in which IPv6 carries IPv4.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use corsmith_transport::guard::{AddressPolicy, check_url, non_global};
use proptest::prelude::*;
use url::Url;

use super::RANGES;

/// Every form in which an IPv6 address carries an IPv4 address that a host, a translator, a relay
/// or a router may unwrap.
fn embeddings(address: Ipv4Addr, prefix: u64) -> Vec<Ipv6Addr> {
    let ipv4 = u128::from(address.to_bits());
    let prefix = u128::from(prefix);
    let behind = |first: u128| first | ipv4;
    // RFC 6052 section 2.2: an octet of zeros lies in the way of a prefix shorter than 96.
    let nat64_48 = (0x0064_ff9b_0001_u128 << 80) | ((ipv4 >> 16) << 64) | ((ipv4 & 0xffff) << 40);
    let nat64_56 = (0x0064_ff9b_0001_u128 << 80)
        | (0xabu128 << 72)
        | ((ipv4 >> 24) << 64)
        | ((ipv4 & 0xff_ffff) << 32);
    let nat64_64 = (0x0064_ff9b_0001_u128 << 80) | (0xabcd_u128 << 64) | (ipv4 << 24);
    [
        behind(0),
        behind(0xffff << 32),
        behind(0xffff_0000 << 32),
        behind(0x0064_ff9b << 96),
        behind(0x0064_ff9b_0001_u128 << 80),
        nat64_48,
        nat64_56,
        nat64_64,
        (0x2002_u128 << 112) | (ipv4 << 80) | (prefix & 0xffff_ffff),
        // Teredo: as the server, and inverted as the client.
        (0x2001_u128 << 112) | (ipv4 << 64) | (prefix & 0xffff_ffff),
        (0x2001_u128 << 112) | ((prefix & 0xffff_ffff) << 64) | (!ipv4 & 0xffff_ffff),
        // ISATAP behind any prefix.
        behind((prefix << 64) | (0x5efe << 32)),
        behind((prefix << 64) | (0x0200_5efe << 32)),
    ]
    .map(Ipv6Addr::from_bits)
    .to_vec()
}

/// An IPv4 address, half of the time one that is not public.
fn ipv4() -> impl Strategy<Value = Ipv4Addr> {
    let private = (0..RANGES.len(), any::<u32>()).prop_filter_map("IPv4", |(index, offset)| {
        let (first, last, ..) = RANGES[index];
        let (first, last): (Ipv4Addr, Ipv4Addr) = (first.parse().ok()?, last.parse().ok()?);
        let count = u64::from(last.to_bits() - first.to_bits()) + 1;
        let offset = u32::try_from(u64::from(offset) % count).ok()?;
        Some(Ipv4Addr::from_bits(first.to_bits() + offset))
    });
    prop_oneof![private, any::<u32>().prop_map(Ipv4Addr::from_bits)]
}

fn is_in_a_range(address: IpAddr) -> bool {
    RANGES.iter().any(|(first, last, ..)| {
        let (first, last): (IpAddr, IpAddr) = (first.parse().unwrap(), last.parse().unwrap());
        first.is_ipv4() == address.is_ipv4() && (first..=last).contains(&address)
    })
}

proptest! {
    #[test]
    fn ipv4_is_refused_exactly_in_the_ranges(address in ipv4()) {
        prop_assert_eq!(non_global(address.into()).is_some(), is_in_a_range(address.into()));
    }

    #[test]
    fn ipv6_is_refused_exactly_outside_what_is_assigned_and_in_the_ranges(bits in any::<u128>()) {
        let address = Ipv6Addr::from_bits(bits);
        let is_assigned = bits >> 125 == 1;
        let is_public = is_assigned && !is_in_a_range(address.into());
        prop_assert_eq!(non_global(address.into()).is_none(), is_public, "{}", address);
    }

    #[test]
    fn no_ipv4_address_is_reached_through_ipv6(address in ipv4(), prefix in any::<u64>()) {
        for embedded in embeddings(address, prefix) {
            prop_assert!(non_global(embedded.into()).is_some(), "{}", embedded);
            let url = Url::parse(&format!("http://[{embedded}]/")).unwrap();
            prop_assert!(check_url(&url, AddressPolicy::Public).is_err(), "{}", url);
        }
    }

    #[test]
    fn the_ipv4_address_in_an_ipv6_address_is_named(address in ipv4()) {
        let ipv4 = u128::from(address.to_bits());
        let forms = [
            ipv4 | (0xffff << 32),
            ipv4 | (0x0064_ff9b << 96),
            (0x2002_u128 << 112) | (ipv4 << 80),
            (0x2001_u128 << 112) | (!ipv4 & 0xffff_ffff),
            ipv4 | (0x2606_4700_u128 << 96) | (0x5efe << 32),
        ];
        for form in forms {
            let why = non_global(Ipv6Addr::from_bits(form).into()).unwrap();
            prop_assert_eq!(why.embedded, Some(address));
            let named = format!("`{address}`");
            prop_assert!(why.to_string().contains(&named));
        }
    }

    #[test]
    fn a_url_is_refused_exactly_as_its_address(
        address in ipv4(),
        parts in 1..=4_usize,
        radix in proptest::array::uniform4(0..4_u8),
        is_wide in any::<bool>(),
        is_dotted in any::<bool>(),
    ) {
        let mut host = spell(address, parts, radix);
        if is_dotted {
            host.push('.');
        }
        if is_wide {
            host = host.chars().map(widen).collect();
        }
        let url = Url::parse(&format!("https://{host}/")).unwrap();
        prop_assert_eq!(url.host(), Some(url::Host::Ipv4(address)));
        let is_refused = check_url(&url, AddressPolicy::Public).is_err();
        prop_assert_eq!(is_refused, is_in_a_range(address.into()), "{}", host);
    }

    #[test]
    fn nothing_that_is_a_url_makes_it_panic(text in "(https?|ftp)://[^ ]{0,40}") {
        if let Ok(url) = Url::parse(&text) {
            let _ = check_url(&url, AddressPolicy::Public);
        }
    }
}

/// An address in so many parts, each decimal, octal or hexadecimal.
fn spell(address: Ipv4Addr, parts: usize, radix: [u8; 4]) -> String {
    let bits = address.to_bits();
    let part = |index: usize| match index + 1 == parts {
        true if index == 0 => bits,
        true => bits & (u32::MAX >> (8 * index)),
        false => (bits >> (24 - 8 * index)) & 0xff,
    };
    let spelled = (0..parts).map(|index| match (radix[index], part(index)) {
        (0, part) => format!("{part}"),
        (1, part) => format!("0{part:o}"),
        (2, part) => format!("0x{part:x}"),
        (_, part) => format!("0X{part:08X}"),
    });
    spelled.collect::<Vec<_>>().join(".")
}

/// The full-width form of a character, which IDNA maps back.
fn widen(ascii: char) -> char {
    char::from_u32(u32::from(ascii) + 0xfee0).unwrap()
}
