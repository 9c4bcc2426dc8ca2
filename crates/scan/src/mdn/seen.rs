//! What MDN HTTP Observatory would have seen, taken from a recording.

use url::Url;

use super::markup::Markup;
use super::{MdnRefusal, Preloads};
use crate::chain::{Chain, chains, url_of};
use crate::{Entry, OriginKind, Purpose, Recording, Response};

/// What it would have seen.
pub(super) struct Seen<'a> {
    /// The host that the user asked for.
    pub(super) host: &'a str,
    /// The last answer over `https`, or else over `http`.
    pub(super) page: &'a Response,
    /// Where it came from.
    pub(super) url: &'a Url,
    /// Its markup, where it is HTML or has no type.
    pub(super) markup: Markup,
    /// The visit that begins with `https`, if it ends with an answer.
    pub(super) https: Option<Chain<'a>>,
    /// The visit that begins with `http`, if it ends with an answer.
    pub(super) http: Option<Chain<'a>>,
    /// Answers to a stranger's origin, of the first resource.
    pub(super) to_strangers: Vec<&'a Entry>,
    /// Which hosts browsers preload.
    pub(super) preloads: &'a Preloads,
}

impl<'a> Seen<'a> {
    pub(super) fn of(recording: &'a Recording, preloads: &'a Preloads) -> Result<Self, MdnRefusal> {
        let visits: Vec<Chain<'a>> = chains(recording, Purpose::Visit)
            .into_iter()
            .chain(chains(recording, Purpose::PlainVisit))
            .collect();
        let begins = |scheme: &str| {
            let chain = visits.iter().find(|chain| url_of(chain[0].1).scheme() == scheme);
            chain.filter(|chain| ending(chain).is_some()).cloned()
        };
        let http = begins("http");
        // Who gives an `http` URL alone has `https` seen where it leads there.
        let leads_to_https = |chain: &Chain<'a>| {
            ending(chain).is_some_and(|(entry, _)| url_of(entry).scheme() == "https")
        };
        let https = begins("https").or_else(|| http.clone().filter(leads_to_https));
        let auto = https.as_ref().or(http.as_ref()).ok_or(MdnRefusal::NoAnswer)?;
        let (entry, page) = ending(auto).ok_or(MdnRefusal::NoAnswer)?;
        if !matches!(page.status, 200..=399 | 401 | 403) {
            return Err(MdnRefusal::Status(page.status));
        }
        let is_markup = page.is_html() || !page.headers.contains("content-type");
        let markup = if is_markup { Markup::read(&page.body.bytes) } else { Markup::default() };
        Ok(Self {
            host: &recording.target.host,
            page,
            url: url_of(entry),
            markup,
            to_strangers: to_strangers(recording),
            https,
            http,
            preloads,
        })
    }

    /// A field of the page's answer, repeated ones with commas between; `None` if it is empty.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        self.page.text(name).filter(|value| !value.is_empty())
    }
}

/// The last exchange of a chain, if it has an answer.
pub(super) fn ending<'a>(chain: &Chain<'a>) -> Option<(&'a Entry, &'a Response)> {
    let (_, entry) = chain.last()?;
    Some((entry, entry.response()?))
}

/// Whether nothing is known against the certificate at the end of a chain.
pub(super) fn is_verified(chain: &Chain<'_>) -> bool {
    let tls = chain.last().and_then(|(_, entry)| entry.exchange.tls.as_ref());
    tls.is_none_or(|tls| tls.invalid.is_none())
}

/// A preflight counts if its status is 2xx, as for browsers.
fn to_strangers(recording: &Recording) -> Vec<&Entry> {
    let is_stranger = |entry: &&Entry| {
        entry.resource == 0
            && matches!(entry.origin, Some(OriginKind::Stranger | OriginKind::SecondStranger))
    };
    let preflights = recording.of(Purpose::Preflight).map(|(_, entry)| entry);
    let preflights = preflights
        .filter(|entry| entry.response().is_some_and(|it| (200..300).contains(&it.status)));
    let actual = recording.of(Purpose::Actual).map(|(_, entry)| entry);
    preflights.chain(actual).filter(is_stranger).collect()
}
