//! Origins that look like one that a server knows, and that a wrong comparison takes for it.

use url::Host;

use crate::neighbour::{Owner, fits, owner};
use crate::{Label, OriginKind, Target};

/// An origin to ask as, and what it is.
pub(crate) type Asker = (OriginKind, String);

/// Most dots that another character takes the place of.
const MOST_DOTS: usize = 4;

/// Characters that a host may have by the URL standard, and the percent-encoding of one.
const RARE: &[&str] =
    &["`", "{", "}", "\"", "$", "&", "'", "(", "!", "+", ";", "=", "~", ",", "%60"];

/// What looks like the origin of a target.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookalikes<'a> {
    /// Whose origin it is: the target's, or that of an origin which it trusts.
    pub(crate) of: &'a Target,
    /// What strangers are called.
    pub(crate) label: &'a Label,
}

impl Lookalikes<'_> {
    /// Those that are somebody else's, or show a comparison that is wrong: of every kind but rare
    /// characters, which few browsers send.
    pub(crate) fn all(&self) -> Vec<Asker> {
        [
            self.prefixes(),
            self.suffixes(),
            self.suffixes_of_host(),
            self.unescaped_dots(),
            self.truncated(),
            self.special_characters(),
        ]
        .concat()
    }

    /// Domains that begin with the host, or with its registrable domain.
    pub(crate) fn prefixes(&self) -> Vec<Asker> {
        // Nothing can stand behind the brackets of an IPv6 address.
        if self.is_closed() {
            return Vec::new();
        }
        let (host, stranger) = (&self.of.host, self.label.stranger());
        let mut hosts = vec![format!("{host}.{stranger}"), format!("{host}{stranger}")];
        if let Some(registrable) = self.of.registrable.as_ref().filter(|it| *it != host) {
            hosts.push(format!("{registrable}.{stranger}"));
        }
        self.askers(OriginKind::Prefix, hosts)
    }

    /// Domains that end with the registrable domain, without a dot before it.
    pub(crate) fn suffixes(&self) -> Vec<Asker> {
        let host = self.of.registrable.as_ref().map(|own| format!("{}{own}", self.label));
        self.askers_with_port(OriginKind::Suffix, host)
    }

    /// Hosts that end with the host, below its registrable domain.
    pub(crate) fn suffixes_of_host(&self) -> Vec<Asker> {
        let is_below = self.of.registrable.as_ref().is_some_and(|it| *it != self.of.host);
        let host = is_below.then(|| format!("{}{}", self.label, self.of.host));
        self.askers_with_port(OriginKind::SuffixOfHost, host)
    }

    /// Hosts in which a letter stands for a dot.
    pub(crate) fn unescaped_dots(&self) -> Vec<Asker> {
        if self.of.registrable.is_none() {
            return Vec::new();
        }
        let host = &self.of.host;
        let dots = host.match_indices('.').map(|(place, _)| place);
        let hosts = dots.filter_map(|dot| {
            let host = format!("{}x{}", &host[..dot], &host[dot + 1..]);
            let kind = match owner(&host, self.of) {
                Owner::Target => return None,
                Owner::Anybody => OriginKind::UnescapedDot,
                Owner::Nobody => OriginKind::UnescapedDotUnregistrable,
            };
            fits(&host).then(|| (kind, self.origin(host)))
        });
        hosts.take(MOST_DOTS).collect()
    }

    /// Domains that are the own ones with a part missing.
    pub(crate) fn truncated(&self) -> Vec<Asker> {
        let Some(registrable) = &self.of.registrable else { return Vec::new() };
        let cut = |host: &str| host.get(..host.len().saturating_sub(1)).map(str::to_owned);
        let mut hosts: Vec<String> =
            [registrable.get(1..).map(str::to_owned), cut(registrable), cut(&self.of.host)]
                .into_iter()
                .flatten()
                .filter(|host| owner(host, self.of) == Owner::Anybody)
                .collect();
        hosts.dedup();
        self.askers(OriginKind::Truncated, hosts)
    }

    /// The host, a hyphen or an underscore, and a stranger's domain.
    pub(crate) fn special_characters(&self) -> Vec<Asker> {
        self.ended_by(OriginKind::SpecialCharacter, &["_.", "-.", "._.", ".-."])
    }

    /// The same with characters that are rare in hosts.
    pub(crate) fn rare_characters(&self) -> Vec<Asker> {
        let ends: Vec<_> = RARE.iter().map(|it| format!("{it}.")).collect();
        self.ended_by(OriginKind::RareCharacter, &ends)
    }

    /// Subdomains of the registrable domain and of the host that nobody has chosen: a pattern may be
    /// for short names or for long ones.
    pub(crate) fn subdomains(&self) -> Vec<Asker> {
        let Some(registrable) = &self.of.registrable else { return Vec::new() };
        let mut hosts = vec![
            format!("{}.{registrable}", self.label),
            format!("{}.{registrable}", self.label.short()),
        ];
        if *registrable != self.of.host {
            hosts.push(format!("{}.{}", self.label, self.of.host));
        }
        hosts
            .into_iter()
            .flat_map(|host| self.askers_with_port(OriginKind::Subdomain, Some(host)))
            .collect()
    }

    /// The host on other ports; one begins like the own one, where there is one.
    pub(crate) fn other_ports(&self) -> Vec<Asker> {
        let own = self.of.url.port_or_known_default().unwrap_or_default();
        let longer = self.of.url.port().and_then(|port| format!("{port}1").parse().ok());
        let ports = [Some(8443), Some(1337), longer].into_iter().flatten();
        let others = ports.filter(|port: &u16| *port != own);
        let origin = self.origin(&self.of.host);
        others.map(|port| (OriginKind::OtherPort, format!("{origin}:{port}"))).collect()
    }

    /// The host and an unknown subdomain over `http`, where the own scheme is `https`.
    pub(crate) fn insecure(&self) -> Vec<Asker> {
        if self.of.url.scheme() != "https" {
            return Vec::new();
        }
        let mut hosts = vec![(OriginKind::InsecureOwn, self.of.host.clone())];
        if let Some(registrable) = &self.of.registrable {
            let host = format!("{}.{registrable}", self.label);
            hosts.push((OriginKind::InsecureSubdomain, host));
        }
        hosts.retain(|(_, host)| fits(host));
        hosts.into_iter().map(|(kind, host)| (kind, format!("http://{host}"))).collect()
    }

    fn ended_by(&self, kind: OriginKind, ends: &[impl AsRef<str>]) -> Vec<Asker> {
        if self.is_closed() {
            return Vec::new();
        }
        let stranger = self.label.stranger();
        let hosts = ends.iter().map(|end| format!("{}{}{stranger}", self.of.host, end.as_ref()));
        self.askers(kind, hosts)
    }

    fn askers(&self, kind: OriginKind, hosts: impl IntoIterator<Item = String>) -> Vec<Asker> {
        let hosts = hosts.into_iter().filter(|host| fits(host));
        hosts.map(|host| (kind, self.origin(host))).collect()
    }

    /// The origin of a host, and where the own one has a port, the same on that port too: a list may
    /// have been written with it.
    fn askers_with_port(&self, kind: OriginKind, host: Option<String>) -> Vec<Asker> {
        let mut askers = self.askers(kind, host);
        if let (Some(port), [(_, origin)]) = (self.of.url.port(), &askers[..]) {
            askers.push((kind, format!("{origin}:{port}")));
        }
        askers
    }

    fn origin(&self, host: impl std::fmt::Display) -> String {
        format!("{}://{host}", self.of.url.scheme())
    }

    fn is_closed(&self) -> bool {
        matches!(self.of.url.host(), Some(Host::Ipv6(_)) | None)
    }
}

#[cfg(test)]
mod tests {
    use super::Lookalikes;
    use crate::{Label, Target};

    #[test]
    fn what_looks_like_a_host() {
        let label = Label::from_random(7);
        let rows = [
            ("https://www.example.com", 14),
            ("https://example.com:8443", 11),
            ("https://127.0.0.1", 6),
            ("https://[::1]", 0),
            ("https://localhost", 6),
        ];
        for (origin, expected) in rows {
            let of = Target::parse(origin).unwrap();
            let all = Lookalikes { of: &of, label: &label }.all();
            assert_eq!(all.len(), expected, "{origin}: {all:?}");
            assert!(all.iter().all(|(_, it)| it != origin && it.starts_with("https://")));
        }
    }
}
