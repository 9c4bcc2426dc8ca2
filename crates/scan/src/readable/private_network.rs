//! Networks that are somebody's own.

use std::net::IpAddr;

use url::Host;

use crate::Exchange;

/// Whether only a network of somebody's own leads there: who asks from elsewhere, does it through a
/// visitor's browser. The loopback addresses of the scan say nothing about where it is deployed.
pub(crate) fn is_private(exchange: &Exchange) -> bool {
    let literal = match exchange.request.url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        _ => None,
    };
    match exchange.peer.map(|peer| peer.ip()).or(literal).map(|address| address.to_canonical()) {
        Some(IpAddr::V4(address)) => {
            let [first, second, ..] = address.octets();
            address.is_private() || address.is_link_local() || first == 100 && second & 0xc0 == 64
        }
        Some(IpAddr::V6(address)) => address.is_unique_local() || address.is_unicast_link_local(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_private;
    use crate::{Exchange, Request, Response};

    #[test]
    fn private_addresses() {
        for (url, expected) in [
            ("http://10.1.2.3/", true),
            ("http://100.64.0.1/", true),
            ("http://100.128.0.1/", false),
            ("http://169.254.169.254/", true),
            ("http://[fd00::1]/", true),
            ("http://[::ffff:192.168.0.1]/", true),
            ("http://127.0.0.1/", false),
            ("http://192.0.2.1/", false),
            ("http://intranet/", false),
        ] {
            let request = Request::new("GET", url.parse().unwrap());
            let exchange = Exchange::new(request, Ok(Response::new(200, [])));
            assert_eq!(is_private(&exchange), expected, "{url}");
        }
    }
}
