//! Who may read an answer.

use std::net::IpAddr;

use corsmith_fetch::HeaderList;
use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;
use url::Host;

use crate::{Entry, Exchange, OriginKind, Purpose, Recording, Response};

/// What a page of the origin that was sent may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Nothing.
    Nothing,
    /// What the server answers to a request without credentials.
    Public,
    /// What it answers to the visitor, too.
    Credentials,
}

/// An actual request for a resource that was answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered<'a> {
    pub(crate) index: usize,
    pub(crate) entry: &'a Entry,
    pub(crate) answer: &'a Response,
    /// Known once: most checks of CORS ask for it.
    reach: Reach,
}

impl<'a> Answered<'a> {
    /// An exchange at its place in the recording; `None` without an answer.
    fn of((index, entry): (usize, &'a Entry)) -> Option<Self> {
        let answer = entry.response()?;
        Some(Self { index, entry, answer, reach: reach(&entry.exchange) })
    }

    /// What a page of the origin that was sent may read of it.
    pub(crate) fn reach(&self) -> Reach {
        self.reach
    }

    /// The same if the server named that origin, rather than `*`.
    pub(crate) fn named_reach(&self) -> Reach {
        let is_named = || {
            let origin = self.entry.exchange.request.headers.get("origin");
            origin.is_some() && self.answer.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN) == origin
        };
        if self.reach > Reach::Nothing && is_named() { self.reach } else { Reach::Nothing }
    }

    /// Whether the origin that was sent is one of plain `http`. Those of `https` are named first.
    pub(crate) fn is_over_http(&self) -> bool {
        self.origin().starts_with("http://")
    }

    /// The `Origin` that was sent, as text; empty for none.
    pub(crate) fn origin(&self) -> String {
        self.entry.exchange.origin().unwrap_or_default()
    }
}

/// The answers to actual requests for a resource itself, not for what is below it or where it
/// leads.
pub(crate) fn answers(
    recording: &Recording,
    resource: usize,
) -> impl Iterator<Item = Answered<'_>> {
    let url = recording.resources.get(resource).map(|resource| &resource.target.url);
    recording.of(Purpose::Actual).filter_map(move |(index, entry)| {
        let is_about = entry.resource == resource && entry.hop == 0;
        let is_there = is_about && url.is_none_or(|url| *url == entry.exchange.request.url);
        is_there.then(|| Answered::of((index, entry))).flatten()
    })
}

/// Every answer about a resource that comes from the target's own site, whatever it was asked for.
pub(crate) fn own_answers(recording: &Recording, resource: usize) -> Vec<Answered<'_>> {
    let entries = recording.entries.iter().enumerate();
    let entries = entries.filter(|(_, entry)| {
        entry.resource == resource
            && recording.target.is_schemelessly_same_site(&entry.exchange.request.url)
    });
    entries.filter_map(Answered::of).collect()
}

/// The answers that say something about the resource: successes, and what everybody gets. The page
/// of a firewall that blocks strangers may have CORS fields of its own.
pub(crate) fn telling_answers(recording: &Recording, resource: usize) -> Vec<Answered<'_>> {
    let is_usual = |it: &&Answered<'_>| matches!(it.entry.origin, None | Some(OriginKind::Own));
    let mut telling: Vec<_> = answers(recording, resource).collect();
    let mut usual: Vec<u16> = telling.iter().filter(is_usual).map(|it| it.answer.status).collect();
    if usual.is_empty() {
        usual.extend(recording.page().map(|(_, answer)| answer.status));
    }
    telling.retain(|it| {
        let status = it.answer.status;
        !it.answer.is_redirect() && (is_success(status) || usual.contains(&status))
    });
    telling
}

/// The most that origins of these kinds may read of a resource.
pub(crate) fn most_reach(telling: &[Answered<'_>], kinds: &[OriginKind]) -> Reach {
    telling
        .iter()
        .filter(|it| it.entry.origin.is_some_and(|kind| kinds.contains(&kind)))
        .map(Answered::reach)
        .max()
        .unwrap_or(Reach::Nothing)
}

/// What any stranger may read of a resource: what both of them may, since one alone could be a
/// coincidence.
pub(crate) fn strangers_reach(recording: &Recording, resource: usize) -> Reach {
    strangers_reach_of(recording, resource, &telling_answers(recording, resource))
}

/// The same, where the answers are at hand that say something.
pub(crate) fn strangers_reach_of(
    recording: &Recording,
    resource: usize,
    telling: &[Answered<'_>],
) -> Reach {
    let first = most_reach(telling, &[OriginKind::Stranger]);
    let is_second = |it: Answered<'_>| it.entry.origin == Some(OriginKind::SecondStranger);
    if first > Reach::Nothing && answers(recording, resource).any(is_second) {
        first.min(most_reach(telling, &[OriginKind::SecondStranger]))
    } else {
        first
    }
}

/// An origin whose pages the server lets read as much as any, to ask further questions as. The own
/// one comes last: its pages need no CORS, and browsers send no preflights for them.
pub(crate) fn asker(recording: &Recording, resource: usize) -> (OriginKind, String) {
    let rank = |kind: OriginKind| match kind {
        OriginKind::Candidate => 3,
        OriginKind::Stranger => 2,
        OriginKind::Own => 0,
        _ => 1,
    };
    let known = telling_answers(recording, resource)
        .iter()
        .filter_map(|it| Some((it, it.entry.origin.filter(|kind| is_of_websites(*kind))?)))
        .filter(|(it, _)| it.reach() > Reach::Nothing)
        .max_by_key(|(it, kind)| (it.reach(), rank(*kind)))
        .map(|(it, kind)| (kind, it.origin()));
    known.unwrap_or_else(|| {
        let target = recording.resources.get(resource).map(|resource| &resource.target);
        (OriginKind::Own, target.unwrap_or(&recording.target).origin.serialize())
    })
}

/// Whether every browser sends such origins, for pages of the web.
pub(crate) fn is_of_websites(kind: OriginKind) -> bool {
    use OriginKind::{Extension, File, Malformed, RareCharacter};
    !matches!(kind, Extension | File | Malformed | RareCharacter)
}

/// What a page of the origin that was sent may read of the answer: the standard's CORS check. Of a
/// redirect it reads nothing; what the redirect leads to is another answer.
pub(crate) fn reach(exchange: &Exchange) -> Reach {
    let origin = exchange.request.headers.get("origin");
    let answer = exchange.response().filter(|answer| !answer.is_redirect());
    match (origin, answer) {
        (Some(origin), Some(answer)) if !origin.is_empty() => reach_of(&origin, &answer.headers),
        _ => Reach::Nothing,
    }
}

/// What a page of an origin may read of an answer with these fields.
///
/// This is the standard's CORS check, which compares the value with the serialisation of the origin:
/// what was sent is that serialisation, and what is no origin is compared the same way. No origin
/// has to be read for it, which most checks would do for each answer; a test holds it to
/// [`cors_check`](corsmith_fetch::cors_check).
pub(crate) fn reach_of(sent: &[u8], headers: &HeaderList) -> Reach {
    let Some(value) = headers.get(ACCESS_CONTROL_ALLOW_ORIGIN) else { return Reach::Nothing };
    if *value == *sent && allows_credentials(headers) {
        Reach::Credentials
    } else if *value == *sent || *value == *b"*" {
        Reach::Public
    } else {
        Reach::Nothing
    }
}

/// Whether `Access-Control-Allow-Credentials` is exactly `true`, which is the only value that
/// means anything.
pub(crate) fn allows_credentials(headers: &HeaderList) -> bool {
    headers.get("access-control-allow-credentials").as_deref() == Some(b"true")
}

pub(crate) fn is_success(status: u16) -> bool {
    (200..=299).contains(&status) || status == 304
}

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
    use corsmith_fetch::{CredentialsMode, HeaderList, Origin, cors_check};

    use super::Reach::{self, Credentials, Nothing, Public};
    use super::{is_private, reach_of};
    use crate::{Exchange, Request, Response};

    fn fields(text: &str) -> HeaderList {
        crate::vectors::response(text).headers
    }

    const A: &str = "https://a.example";

    #[test]
    fn what_a_page_reads() {
        let allow_origin = |value: &str| format!("Access-Control-Allow-Origin: {value}\n");
        let allow_credentials =
            |value: &str| format!("Access-Control-Allow-Credentials: {value}\n");
        for (origin, answer, expected) in [
            (A, String::new(), Nothing),
            (A, allow_origin(A), Public),
            (A, allow_origin(A) + &allow_credentials("true"), Credentials),
            (A, allow_origin(A) + &allow_credentials("True"), Public),
            (A, allow_origin(A) + &allow_credentials("true") + &allow_credentials("true"), Public),
            (A, allow_origin("*") + &allow_credentials("true"), Public),
            (A, allow_origin(A) + &allow_origin(A), Nothing),
            (A, allow_origin(&format!("{A}, https://b.example")), Nothing),
            (A, allow_origin("https://A.example"), Nothing),
            (A, allow_origin("https://a.example/"), Nothing),
            (A, allow_origin("https://a.example:443"), Nothing),
            ("null", allow_origin("null") + &allow_credentials("true"), Credentials),
            ("https://a.example{.b.example", allow_origin("https://a.example{.b.example"), Public),
            (
                "https://a.example{.b.example",
                allow_origin("*") + &allow_credentials("true"),
                Public,
            ),
            ("https://a b", allow_origin("https://a b") + &allow_credentials("true"), Credentials),
        ] {
            assert_eq!(
                reach_of(origin.as_bytes(), &fields(&answer)),
                expected,
                "{origin} {answer}"
            );
        }
    }

    /// `reach_of` reads no origin; the standard's check, given one, says the same.
    #[test]
    fn it_is_the_cors_check() {
        let origins =
            ["null", A, "https://a.example:8443", "http://127.0.0.1", "app://a", "https://xn--a"];
        let values = [
            "",
            "*",
            "null",
            A,
            "https://A.example",
            "https://a.example:443",
            "http://127.0.0.1",
            "* ",
        ];
        let mut compared = 0;
        for origin in origins {
            let parsed = Origin::parse(origin).ok().filter(|parsed| parsed.serialize() == origin);
            let Some(parsed) = parsed else { continue };
            for value in origins.into_iter().chain(values) {
                for credentials in ["", "true", "True", "true, true"] {
                    let mut headers = HeaderList::from([("Access-Control-Allow-Origin", value)]);
                    if !credentials.is_empty() {
                        headers.append("Access-Control-Allow-Credentials", credentials);
                    }
                    let passes = |mode| cors_check(&parsed, mode, &headers).is_ok();
                    let expected = if passes(CredentialsMode::Include) {
                        Credentials
                    } else if passes(CredentialsMode::SameOrigin) {
                        Public
                    } else {
                        Nothing
                    };
                    let reach = reach_of(origin.as_bytes(), &headers);
                    assert_eq!(reach, expected, "{origin}: {value} {credentials}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 200, "{compared}");
        for origin in [A, "null"] {
            assert_eq!(reach_of(origin.as_bytes(), &HeaderList::new()), Nothing);
        }
    }

    #[test]
    fn a_redirect_is_not_read() {
        let url = "https://api.example.com/".parse().unwrap();
        let request = Request::new("GET", url).header("Origin", "https://a.example");
        let fields = [("Access-Control-Allow-Origin", "*")];
        let reach = |status| -> Reach {
            super::reach(&Exchange::new(request.clone(), Ok(Response::new(status, fields))))
        };
        assert_eq!((reach(200), reach(302), reach(401)), (Public, Nothing, Public));
    }

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
