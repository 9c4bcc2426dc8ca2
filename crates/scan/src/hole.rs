//! Origins that a server lets read, and what follows from that.

use crate::publishable::service;
use crate::readable::{
    Answered, Reach, is_private, is_success, most_reach, strangers_reach, strangers_reach_of,
};
use crate::shown::listed;
use crate::{CheckContext, CheckMeta, Confidence, Finding, OriginKind, Recording, Severity};

/// Origins of a kind that the server names in its answers, so that their pages may read those.
#[derive(Debug)]
pub(crate) struct Hole<'a> {
    pub(crate) resource: usize,
    pub(crate) readers: Vec<Answered<'a>>,
    pub(crate) reach: Reach,
}

/// What a finding about a hole says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    /// What the server does, before a colon.
    pub(crate) what: &'static str,
    /// Who could make use of it: a sentence without its full stop.
    pub(crate) who: &'static str,
    /// What to do.
    pub(crate) help: &'static str,
    /// Whose pages those are, which decides about cookies.
    pub(crate) site: Site,
}

/// Whether a page is of the same site as the target: cookies with `SameSite` know nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    /// Of the same.
    Same,
    /// Of another.
    Other,
}

/// The holes that origins of `kinds` make in each resource, unless the kinds that imply them, or
/// strangers, may read as much.
pub(crate) fn holes<'a>(
    context: &CheckContext<'a>,
    kinds: &[OriginKind],
    implied_by: &[OriginKind],
) -> Vec<Hole<'a>> {
    let recording = context.recording;
    holes_beyond(context, kinds, |resource, reader| {
        let telling = context.telling_answers(resource);
        let strangers = strangers_reach_of(recording, resource, telling);
        let known = strangers.max(most_reach(telling, implied_by));
        if reader.is_over_http() {
            known.max(most_reach(telling, &[OriginKind::InsecureStranger]))
        } else {
            known
        }
    })
}

/// The holes that origins of `kinds` make in each resource, beyond what is known of it and of the
/// origin otherwise.
fn holes_beyond<'a>(
    context: &CheckContext<'a>,
    kinds: &[OriginKind],
    known: impl Fn(usize, &Answered<'_>) -> Reach,
) -> Vec<Hole<'a>> {
    let mut holes = Vec::new();
    for resource in 0..context.recording.resources.len() {
        let mut readers: Vec<_> = context
            .telling_answers(resource)
            .iter()
            .filter(|it| is_one_of(it, kinds) && it.named_reach() > Reach::Nothing)
            .copied()
            .collect();
        readers.retain(|it| it.named_reach() > known(resource, it));
        // Those who read the most show it; a weaker answer beside them is noise.
        let Some(reach) = readers.iter().map(Answered::reach).max() else { continue };
        readers.retain(|it| it.reach() == reach);
        readers.sort_by_key(Answered::is_over_http);
        holes.push(Hole { resource, readers, reach });
    }
    holes
}

fn is_one_of(answered: &Answered<'_>, kinds: &[OriginKind]) -> bool {
    answered.entry.origin.is_some_and(|kind| kinds.contains(&kind))
}

/// What strangers may read of each resource: over `http` only where there is no other way.
pub(crate) fn strangers<'a>(context: &CheckContext<'a>) -> Vec<Hole<'a>> {
    use OriginKind::{InsecureStranger, SecondStranger, Stranger};
    let mut holes = holes_beyond(context, &[Stranger, SecondStranger], |_, _| Reach::Nothing);
    for hole in holes_beyond(context, &[InsecureStranger], |_, _| Reach::Nothing) {
        if !holes.iter().any(|it| it.resource == hole.resource && it.reach >= hole.reach) {
            holes.push(hole);
        }
    }
    holes
}

impl Hole<'_> {
    /// The finding, as bad as `with` if credentials are included, as `without` if not. On a private
    /// address whoever reads without credentials reads what only that network is to read.
    pub(crate) fn finding(
        &self,
        meta: &'static CheckMeta,
        said: Said,
        [with, without]: [Severity; 2],
    ) -> Finding {
        let origins = listed(self.readers.iter().map(Answered::origin));
        let extent = match self.reach {
            Reach::Credentials => "with credentials",
            _ => "without credentials",
        };
        let mut message = format!("{}: {origins} may read the answers {extent}", said.what);
        if let Some(error) = self.error() {
            message.push_str(&format!(" (seen on an answer with status {error})"));
        }
        let evidence = self.readers.iter().map(|it| it.index).collect();
        Finding::new(meta, (self.resource, evidence), message, said.help)
            .severity(self.severity(with, without))
            .confidence(self.confidence())
            .who(self.who(said))
            .members(self.readers.iter().map(member))
    }

    pub(crate) fn severity(&self, with: Severity, without: Severity) -> Severity {
        let is_private = self.readers.iter().any(|it| is_private(&it.entry.exchange));
        match self.reach {
            Reach::Credentials => with,
            _ if is_private && without == Severity::Low => Severity::Medium,
            _ => without,
        }
    }

    /// What was seen on an error may be different where there is something to read.
    pub(crate) fn confidence(&self) -> Confidence {
        match self.error() {
            None => Confidence::Certain,
            Some(403 | 429 | 500..) => Confidence::Tentative,
            Some(_) => Confidence::Firm,
        }
    }

    /// The same for strangers: one whom no second one confirms is perhaps none.
    pub(crate) fn confidence_of_strangers(&self, recording: &Recording) -> Confidence {
        let is_confirmed = strangers_reach(recording, self.resource) >= self.reach;
        if is_confirmed || self.is_of_insecure_strangers() {
            self.confidence()
        } else {
            Confidence::Tentative
        }
    }

    /// Whether strangers read over plain `http`, and are refused over `https`.
    pub(crate) fn is_of_insecure_strangers(&self) -> bool {
        self.readers.iter().all(|it| it.entry.origin == Some(OriginKind::InsecureStranger))
    }

    /// The status, if every answer is an error.
    fn error(&self) -> Option<u16> {
        let mut statuses = self.readers.iter().map(|it| it.answer.status);
        let first = statuses.next()?;
        (!is_success(first) && statuses.all(|status| !is_success(status))).then_some(first)
    }

    fn who(&self, said: Said) -> String {
        let cookies = match (self.reach, said.site) {
            (Reach::Credentials, Site::Other) => {
                ". Cookies come along that are `SameSite=None`, and in browsers without a default \
                 of `Lax` those without `SameSite`; HTTP authentication and client certificates do \
                 always"
            }
            (Reach::Credentials, Site::Same) => {
                ". It is the same site, so that `SameSite` keeps no cookie back"
            }
            _ => {
                ". It reads what anybody reads who reaches the server, and what the visitor's \
                  network alone reaches"
            }
        };
        format!("{}{cookies}", said.who)
    }
}

/// Who may read, by a name that another scan gives the same: the origins that probes make up have
/// other names in each.
pub(crate) fn member(reader: &Answered<'_>) -> String {
    let kind = reader.entry.origin.map_or("", OriginKind::name);
    match reader.entry.origin {
        Some(OriginKind::Candidate) => reader.origin(),
        Some(OriginKind::Publishable) => {
            let origin = reader.origin();
            let host = origin.split_once("://").map_or(&*origin, |(_, host)| host);
            service(host).unwrap_or(host).to_owned()
        }
        _ => match reader.entry.probe {
            Some(probe) if probe.name != kind => format!("{kind} ({})", probe.name),
            _ => kind.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{label, list, scan_at};
    use crate::{JudgeOptions, ScanOptions, judge};

    #[test]
    fn origins_of_https_are_evidence_before_those_of_http() {
        let options = ScanOptions::active(label());
        let recording =
            scan_at("http://api.example.com/", &options, |request| list(request, |_| true));
        let judgement = judge(&recording, &JudgeOptions::default());
        let found = judgement.findings.iter().find(|it| it.check.code == "CS201").unwrap();
        let asked = found.evidence.iter().map(|&it| recording.entries[it].exchange.origin());
        let is_secure: Vec<_> = asked.map(|it| it.unwrap().starts_with("https:")).collect();
        assert_eq!(is_secure, [true, true, false, false]);
    }
}
