//! CORS-preflight requests and what their answers allow.

use corsmith_fetch::{Extracted, extract_list, is_cors_safelisted_method};

use crate::readable::{Answered, Reach, is_success, reach_of, telling_answers};
use crate::{Entry, OriginKind, Purpose, Recording, Response};

/// A CORS-preflight request that was answered.
#[derive(Debug, Clone)]
pub(crate) struct Preflight<'a> {
    pub(crate) index: usize,
    pub(crate) entry: &'a Entry,
    pub(crate) answer: &'a Response,
    /// The `Origin`, as sent.
    pub(crate) origin: Vec<u8>,
    /// The method that is asked for.
    pub(crate) method: String,
    /// The header names that are asked for.
    pub(crate) names: Vec<String>,
}

/// The preflights of one origin for a resource, beside the actual request of the same origin.
#[derive(Debug, Clone)]
pub(crate) struct Comparison<'a> {
    pub(crate) preflights: Vec<Preflight<'a>>,
    pub(crate) actual: Answered<'a>,
}

impl<'a> Comparison<'a> {
    /// What the actual answer lets the origin read.
    pub(crate) fn reach(&self) -> Reach {
        self.actual.reach()
    }

    /// The most that a preflight lets the origin do.
    pub(crate) fn preflight_reach(&self) -> Reach {
        let ok = self.preflights.iter().filter(|it| it.has_ok_status());
        ok.map(Preflight::reach).max().unwrap_or(Reach::Nothing)
    }

    /// Whether the answer is what the resource is, not an error.
    pub(crate) fn is_success(&self) -> bool {
        is_success(self.actual.answer.status)
    }

    /// The preflight that asks for the least: what is refused here is refused always.
    pub(crate) fn simplest(&self) -> Option<&Preflight<'a>> {
        self.preflights
            .iter()
            .min_by_key(|it| (it.names.len(), !is_cors_safelisted_method(&it.method), it.index))
    }

    /// Whether it is about a stranger.
    pub(crate) fn is_from_stranger(&self) -> bool {
        self.actual.entry.origin == Some(OriginKind::Stranger)
    }

    /// Where a finding about it belongs: shown by the actual request and a preflight.
    pub(crate) fn place(&self, preflight: &Preflight<'_>) -> (usize, Vec<usize>) {
        (self.actual.entry.resource, vec![self.actual.index, preflight.index])
    }
}

/// Each origin that asked in preflights, if the answer to its actual request says something. The
/// own one is none of them: no browser sends a preflight for its pages.
pub(crate) fn comparisons(recording: &Recording) -> Vec<Comparison<'_>> {
    let mut comparisons = Vec::new();
    for resource in 0..recording.resources.len() {
        let mut rest = preflights(recording, resource);
        rest.retain(|it| it.entry.origin != Some(OriginKind::Own));
        if rest.is_empty() {
            continue;
        }
        let answers = telling_answers(recording, resource);
        while let Some(first) = rest.first() {
            let origin = first.origin.clone();
            let (same, others) = rest.into_iter().partition(|it| it.origin == origin);
            rest = others;
            let actual = answers.iter().find(|it| {
                it.entry.exchange.request.headers.get("origin").as_deref() == Some(&*origin)
            });
            if let Some(actual) = actual {
                comparisons.push(Comparison { preflights: same, actual: *actual });
            }
        }
    }
    comparisons
}

/// One of them for each resource whose answer somebody may read: of an origin that the server knows
/// rather than of a stranger, whose preflights may well fail.
pub(crate) fn of_readers(recording: &Recording) -> Vec<Comparison<'_>> {
    let mut readers: Vec<Comparison<'_>> = Vec::new();
    for comparison in comparisons(recording).into_iter().filter(|it| it.reach() > Reach::Nothing) {
        let resource = comparison.actual.entry.resource;
        match readers.iter_mut().find(|it| it.actual.entry.resource == resource) {
            Some(known) if known.is_from_stranger() => *known = comparison,
            Some(_) => {}
            None => readers.push(comparison),
        }
    }
    readers
}

/// The preflights for a resource that were answered.
pub(crate) fn preflights(recording: &Recording, resource: usize) -> Vec<Preflight<'_>> {
    recording
        .of(Purpose::Preflight)
        .filter(|(_, entry)| entry.resource == resource && entry.hop == 0)
        .filter_map(|(index, entry)| {
            let sent = &entry.exchange.request.headers;
            let text =
                |name| sent.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
            let names = match extract_list(sent, "access-control-request-headers") {
                Extracted::Values(names) => names,
                Extracted::Absent | Extracted::Failure => Vec::new(),
            };
            Some(Preflight {
                index,
                entry,
                answer: entry.response()?,
                origin: sent.get("origin")?.into_owned(),
                method: text("access-control-request-method")?,
                names,
            })
        })
        .collect()
}

impl Preflight<'_> {
    /// What the answer lets the origin's pages do, without regard to its status.
    pub(crate) fn reach(&self) -> Reach {
        reach_of(&self.origin, &self.answer.headers)
    }

    /// Whether the status is one with which a preflight can pass.
    pub(crate) fn has_ok_status(&self) -> bool {
        (200..=299).contains(&self.answer.status)
    }

    /// Whether it has any field of the CORS protocol.
    pub(crate) fn has_cors_fields(&self) -> bool {
        self.answer.headers.iter().any(|(name, _)| {
            name.get(..21).is_some_and(|start| start.eq_ignore_ascii_case("access-control-allow-"))
        })
    }

    /// Whether a list of the answer has a member, in any case.
    pub(crate) fn lists(&self, field: &str, member: &str) -> bool {
        matches!(extract_list(&self.answer.headers, field), Extracted::Values(members)
            if members.iter().any(|it| it.eq_ignore_ascii_case(member)))
    }

    /// The `Origin` as text.
    pub(crate) fn origin_text(&self) -> String {
        String::from_utf8_lossy(&self.origin).into_owned()
    }
}
