//! What is in the answers of a name server, and which addresses to try in which order.

use std::net::IpAddr;

use hickory_proto::rr::RData;
use hickory_resolver::lookup::Lookup;

use super::MAX_ADDRESSES;

/// The addresses among the answers.
pub(super) fn of(found: &Lookup) -> impl Iterator<Item = IpAddr> {
    found.answers().iter().filter_map(|record| record.data.ip_addr())
}

/// The texts among the answers, the parts of each joined (RFC 7208, section 3.3).
pub(super) fn texts(found: &Lookup) -> Vec<String> {
    let texts = found.answers().iter().filter_map(|record| match &record.data {
        RData::TXT(text) => Some(text.txt_data.concat()),
        _ => None,
    });
    texts.map(|text| String::from_utf8_lossy(&text).into_owned()).collect()
}

/// IPv4 and IPv6 by turns: whichever of them does not work from here costs one attempt before the
/// other is tried. IPv4 comes first, because without IPv6 an attempt may take until its deadline.
pub(super) fn to_try(found: Vec<IpAddr>) -> Vec<IpAddr> {
    let (ipv4, ipv6): (Vec<_>, Vec<_>) = found.into_iter().partition(IpAddr::is_ipv4);
    let mut to_try = Vec::with_capacity(MAX_ADDRESSES);
    let (mut ipv4, mut ipv6) = (ipv4.into_iter(), ipv6.into_iter());
    loop {
        let turn = [ipv4.next(), ipv6.next()];
        if turn == [None, None] {
            return to_try;
        }
        for address in turn.into_iter().flatten() {
            if to_try.len() == MAX_ADDRESSES {
                return to_try;
            }
            if !to_try.contains(&address) {
                to_try.push(address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_try;
    use crate::resolve::MAX_ADDRESSES;

    fn check(found: &[&str], expected: &[&str]) {
        let found = found.iter().map(|address| address.parse().unwrap()).collect();
        let tried: Vec<_> = to_try(found).iter().map(ToString::to_string).collect();
        assert_eq!(tried, expected);
    }

    #[test]
    fn the_families_take_turns() {
        check(&[], &[]);
        check(&["2a00::1"], &["2a00::1"]);
        check(
            &["2a00::1", "2a00::2", "1.0.0.1", "1.0.0.2", "1.0.0.3"],
            &["1.0.0.1", "2a00::1", "1.0.0.2", "2a00::2", "1.0.0.3"],
        );
    }

    #[test]
    fn an_address_is_tried_once() {
        check(&["1.0.0.1", "1.0.0.1"], &["1.0.0.1"]);
    }

    #[test]
    fn there_is_an_end_to_it() {
        let found = (0..1000).map(std::net::Ipv4Addr::from_bits);
        assert_eq!(to_try(found.map(Into::into).collect()).len(), MAX_ADDRESSES);
    }
}
