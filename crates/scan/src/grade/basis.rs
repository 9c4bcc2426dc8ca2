//! What a grade rests on: whether the site was seen, or what stands before it.

use std::collections::BTreeSet;

use super::caps::invalid_certificate;
use crate::challenge::challenge;
use crate::shown::{clean, shown};
use crate::visited::Visited;
use crate::{Entry, OriginKind, Probe, ProbeMode, Purpose, Recording, Response, probes};

/// Why there is no grade though answers came: a clause. `None` where there is one, or no answer.
///
/// There is none where the page that the visit led to was never seen, or where what was asked as
/// pages of other origins was for the greater part not answered by the site: not at all, with `429`
/// or `503`, or by what stands before it.
///
/// ```
/// use corsmith_scan::{Recording, Target, ungraded};
///
/// let recording = Recording::new(Target::parse("https://api.example.com")?);
/// assert_eq!(ungraded(&recording), None);
/// # Ok::<(), corsmith_scan::TargetError>(())
/// ```
#[must_use]
pub fn ungraded(recording: &Recording) -> Option<String> {
    recording.entries.iter().any(|entry| entry.response().is_some()).then_some(())?;
    // Who cannot be told from somebody else fails, whatever else is known.
    if invalid_certificate(recording).is_some() {
        return None;
    }
    unseen_page(recording).or_else(|| unanswered(recording))
}

/// Where the visit led and nobody answered, or somebody else did.
fn unseen_page(recording: &Recording) -> Option<String> {
    let (_, last) = recording.of(Purpose::Visit).last()?;
    match &last.exchange.outcome {
        Err(failure) if last.hop > 0 => Some(format!(
            "the visit was sent on to {}, which has no answer: the page was never seen ({})",
            shown(last.exchange.request.url.as_str()),
            clean(&failure.to_string())
        )),
        Err(_) => None,
        Ok(answer) => challenge(answer).map(|it| {
            format!(
                "the visit was answered by a challenge of {} (`{}`) and not by the site",
                it.of, it.mark
            )
        }),
    }
}

/// Whether so little of what an active scan asked has an answer of the site that nobody knows whom
/// it trusts.
fn unanswered(recording: &Recording) -> Option<String> {
    let mode = recording.asked.as_ref()?.mode;
    if mode == ProbeMode::Passive {
        return None;
    }
    let seen = Seen::new(recording);
    let (mut asked, mut answered, mut knows_strangers) = (0, 0, false);
    for resource in 0..recording.resources.len() {
        for probe in probes().map(Probe::meta) {
            if probe.mode == ProbeMode::Passive || probe.mode > mode {
                continue;
            }
            let of_probe = |entry: &&Entry| {
                entry.resource == resource && entry.probe.is_some_and(|it| it.name == probe.name)
            };
            let mut entries = recording.entries.iter().filter(of_probe).peekable();
            // A probe may have nothing to ask; in a scan that was cut short it had no time.
            if entries.peek().is_none() && recording.cut_short.is_none() {
                continue;
            }
            asked += 1;
            let mut is_answered = false;
            for entry in entries.filter(|entry| seen.is_of_site(entry)) {
                is_answered = true;
                knows_strangers |= is_stranger(entry);
            }
            answered += usize::from(is_answered);
        }
    }
    if asked == 0 || knows_strangers && 2 * answered >= asked {
        return None;
    }
    let reason = seen.reason().or_else(|| recording.cut_short.as_deref().map(clean));
    let reason = reason.map(|it| format!(" ({it})")).unwrap_or_default();
    Some(match answered {
        0 => format!("none of the probes has an answer of the site{reason}"),
        _ if !knows_strangers => {
            format!("no page of a stranger has an answer of the site{reason}")
        }
        _ => format!("only {answered} of {asked} probes have an answer of the site{reason}"),
    })
}

/// Whether it asked as a page of anybody's.
pub(super) fn is_stranger(entry: &Entry) -> bool {
    use OriginKind::{InsecureStranger, SecondStranger, Stranger};
    entry.purpose == Purpose::Actual
        && matches!(entry.origin, Some(Stranger | SecondStranger | InsecureStranger))
}

/// Answers that are not the site's, and how they are told.
pub(crate) struct Seen<'a> {
    recording: &'a Recording,
    /// The visit was answered well, and the same without an `Origin` by a script got 403.
    is_refused: bool,
    /// The visit got data, and the same by a script a page.
    is_page_for_data: bool,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(recording: &'a Recording) -> Self {
        let mut seen = Self { recording, is_refused: false, is_page_for_data: false };
        let plain = recording.of(Purpose::Actual).map(|(_, entry)| entry);
        let mut plain = plain.filter(|entry| entry.origin.is_none() && entry.hop == 0);
        let visited = Visited::last(recording).filter(|it| is_good(it.answer));
        if let Some(visited) = visited
            && let Some(plain) = plain.find(|it| it.exchange.request.url == *visited.url)
            && let Some(answer) = plain.response()
        {
            seen.is_refused = answer.status == 403;
            // Never by negotiation: the visit wants a page, the script takes anything.
            let is_data = visited.answer.headers.contains("content-type") && !visited.is_page();
            seen.is_page_for_data = is_data && answer.status == 200 && answer.is_html();
        }
        seen
    }

    /// Whether the site itself answered.
    pub(crate) fn is_of_site(&self, entry: &Entry) -> bool {
        entry.response().is_some_and(|answer| {
            challenge(answer).is_none()
                && !matches!(answer.status, 429 | 503)
                && !self.is_of_a_guard(entry)
        })
    }

    /// Whether a guard answered that leaves no mark.
    pub(crate) fn is_of_a_guard(&self, entry: &Entry) -> bool {
        entry.response().is_some_and(|answer| match answer.status {
            403 => self.is_refused,
            200 => self.is_page_for_data && answer.is_html(),
            _ => false,
        })
    }

    /// How it is told that another answered: a clause.
    pub(crate) fn reason(&self) -> Option<String> {
        let answers = || self.recording.entries.iter().filter_map(Entry::response);
        if let Some(it) = answers().find_map(challenge) {
            return Some(format!("a challenge of {} answers, `{}`", it.of, it.mark));
        }
        if self.is_refused {
            return Some(
                "what the visit got is refused with 403 to every script, without an `Origin` too"
                    .to_owned(),
            );
        }
        self.is_page_for_data.then(|| {
            "where the visit got data, every script gets a page, without an `Origin` too".to_owned()
        })
    }
}

fn is_good(answer: &Response) -> bool {
    (200..=299).contains(&answer.status)
}

/// The statuses of the answers to strangers, if none of them is a success: what a page may read of
/// one was not seen then.
pub(super) fn errors_only(recording: &Recording) -> Option<Vec<u16>> {
    let foreign = recording.of(Purpose::Actual).map(|(_, entry)| entry);
    let foreign = foreign.filter(|it| it.origin.is_some_and(|kind| kind != OriginKind::Own));
    let statuses: BTreeSet<u16> = foreign.filter_map(|it| Some(it.response()?.status)).collect();
    let has_success = statuses.iter().any(|it| (200..=299).contains(it) || *it == 304);
    (!has_success && !statuses.is_empty()).then(|| statuses.into_iter().collect())
}
