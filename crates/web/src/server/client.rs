//! Who asks.

use std::net::IpAddr;

use axum::http::HeaderMap;

use super::headers::Transport;

/// The address of whoever asks: of the connection, or behind a proxy what the proxy says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl ClientAddress {
    /// Behind a proxy, the last address of `X-Forwarded-For` is the one that the proxy has seen;
    /// those before it are whatever the client wrote.
    pub(super) fn of(peer: IpAddr, headers: &HeaderMap, transport: Transport) -> Self {
        if transport == Transport::Plain {
            return Self(peer);
        }
        let last = headers.get_all("x-forwarded-for").iter().next_back();
        let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        Self(last.and_then(|address| address.trim().parse().ok()).unwrap_or(peer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_is_believed() {
        let peer: IpAddr = "192.0.2.1".parse().unwrap();
        for (transport, forwarded, expected) in [
            (Transport::Plain, "198.51.100.7", "192.0.2.1"),
            (Transport::BehindTls, "198.51.100.7", "198.51.100.7"),
            (Transport::BehindTls, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
            (Transport::BehindTls, "nonsense", "192.0.2.1"),
            (Transport::BehindTls, "2001:db8::1", "2001:db8::1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            let client = ClientAddress::of(peer, &headers, transport);
            assert_eq!(client.0.to_string(), expected, "{forwarded}");
        }
    }
}
