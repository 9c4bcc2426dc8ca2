//! Who may read an answer.

mod private_network;
mod reach;

use corsmith_fetch::Origin;
use corsmith_fetch::names::ACCESS_CONTROL_ALLOW_ORIGIN;

pub(crate) use private_network::is_private;
pub(crate) use reach::{Reach, allows_credentials, reach, reach_of};

use crate::{Entry, OriginKind, Purpose, Recording, Response};

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

/// The answers to actual requests for what is below a resource.
pub(crate) fn answers_below(
    recording: &Recording,
    resource: usize,
) -> impl Iterator<Item = Answered<'_>> {
    let url = recording.resources.get(resource).map(|resource| &resource.target.url);
    recording.of(Purpose::Actual).filter_map(move |(index, entry)| {
        let is_about = entry.resource == resource && entry.hop == 0;
        let is_below = is_about && url.is_some_and(|url| *url != entry.exchange.request.url);
        is_below.then(|| Answered::of((index, entry))).flatten()
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

/// What pages of the origin may read that a field names, whoever asks: of an answer to nobody in
/// particular. Nobody of a redirect or an error.
pub(crate) fn reach_without_asking(answer: &Response) -> Reach {
    let allowed = answer.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN);
    match allowed.filter(|_| is_success(answer.status)).as_deref() {
        Some(b"*") => Reach::Public,
        Some(origin) if is_of_pages(origin) => reach_of(origin, &answer.headers),
        _ => Reach::Nothing,
    }
}

/// Whether a value is `null` or an origin as browsers write it: no page's origin equals another.
fn is_of_pages(value: &[u8]) -> bool {
    let text = str::from_utf8(value);
    text.is_ok_and(|it| Origin::parse(it).is_ok_and(|origin| origin.serialize() == it))
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

pub(crate) fn is_success(status: u16) -> bool {
    (200..=299).contains(&status) || status == 304
}
