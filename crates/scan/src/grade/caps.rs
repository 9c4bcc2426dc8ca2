//! What decides by itself.

use super::Letter;
use super::basis::{errors_only, is_stranger, ungraded};
use crate::chain::ends_in_the_open;
use crate::{Confidence, FailureKind, Finding, Judgement, Purpose, Recording, Severity};

/// A highest score, whatever the points are.
///
/// | what | at most | why |
/// |---|---|---|
/// | a critical finding that is firm or certain | F (39) | everybody's data, without any condition |
/// | a critical finding that is tentative | D (59) | verified, it is an F; nobody has verified it |
/// | a high finding that is firm or certain | D (59) | whoever lures a visitor gets what is not theirs |
/// | a certificate that is not valid | F (39) | visitors are taught to ignore the warning that protects them from everything else |
/// | the visit ends without `https` | D (59) | whoever is on the way reads and rewrites everything, headers included; loopback hosts are not on any way |
/// | the scan was cut short | A (99) | what was not asked may be a hole |
/// | nothing was asked as a stranger | A (99) | neither a visit nor an answer to a trusted page shows whom else the server trusts: no hole was seen because none was looked for |
/// | no answer to another origin is a success | A (99) | a guard before the site refuses so, and errors may come from elsewhere than what there is to read |
/// | the visit ends with `429` or a status from 500 on | A (99) | what is judged is the page of an error |
/// | a high or critical finding is accepted | A (99) | it is there |
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cap {
    /// The highest score.
    pub score: u8,
    /// Its letter.
    pub letter: Letter,
    /// Why: a sentence without its full stop.
    pub because: String,
    /// What would lift it.
    pub raise: String,
}

const F: u8 = 39;
const D: u8 = 59;
const A: u8 = 99;

impl Cap {
    fn new(score: u8, because: impl Into<String>, raise: impl Into<String>) -> Self {
        let (because, raise) = (because.into(), raise.into());
        Self { score, letter: Letter::of(score), because, raise }
    }

    fn of_finding(finding: &Finding) -> Option<Self> {
        let is_tentative = finding.confidence == Confidence::Tentative;
        let (score, text) = match (finding.severity, is_tentative) {
            (Severity::Critical, false) => (F, "a critical finding"),
            (Severity::Critical, true) => (D, "a critical finding that is to be verified by hand"),
            (Severity::High, false) => (D, "a high finding"),
            _ => return None,
        };
        let because = format!("{text} ({} {})", finding.check.code, finding.check.name);
        Some(Self::new(score, because, finding.help.clone()))
    }
}

/// The caps that do not come from findings; `None` if there is nothing to grade: no answer, or not
/// of the site, and no certificate.
pub(super) fn of_recording(recording: &Recording) -> Option<Vec<Cap>> {
    let certificate = invalid_certificate(recording);
    let has_answer = recording.entries.iter().any(|entry| entry.response().is_some());
    if certificate.is_none() && (!has_answer || ungraded(recording).is_some()) {
        return None;
    }
    let mut caps = Vec::new();
    if let Some(reason) = certificate {
        caps.push(Cap::new(
            F,
            format!("visitors are warned of the connection: {reason}"),
            "install a certificate that is valid for the host and renew it before it ends",
        ));
    }
    if ends_in_the_open(recording) {
        caps.push(Cap::new(
            D,
            "the visit ends without https: whoever is on the way can read and change everything",
            "serve the site over https and redirect http to it",
        ));
    }
    // Before the next one, of which it is the reason.
    if let Some(reason) = &recording.cut_short {
        caps.push(Cap::new(
            A,
            format!("the scan was cut short, so not everything is known: {reason}"),
            "scan again, with a larger budget or more time if those were used up",
        ));
    }
    let has_stranger =
        recording.entries.iter().any(|entry| is_stranger(entry) && entry.response().is_some());
    if !has_stranger {
        caps.push(Cap::new(
            A,
            "nothing was asked as a stranger, so whom the server trusts is not known",
            "scan actively, if the server is yours",
        ));
    }
    caps.extend(errors_only(recording).filter(|_| has_stranger).map(|statuses| {
        let statuses: Vec<_> = statuses.iter().map(u16::to_string).collect();
        Cap::new(
            A,
            format!(
                "no answer to another origin is a success ({}), so what its pages may read of one \
                 was not seen",
                statuses.join(", ")
            ),
            "scan a path that answers, with `-H` if it wants a login, or name an origin that the \
             server trusts with `--candidate-origin`",
        )
    }));
    let status = recording.page().map(|(_, answer)| answer.status);
    if let Some(status) = status.filter(|status| matches!(status, 429 | 500..)) {
        caps.push(Cap::new(
            A,
            format!("the visit was answered {status}, and the page of an error was judged"),
            "scan again when the site works",
        ));
    }
    Some(caps)
}

/// What is accepted is left out of the sum, and is no reason to call the rest perfect.
pub(super) fn of_accepted(judgement: &Judgement) -> Option<Cap> {
    let accepted = judgement.suppressed.iter().map(|(finding, _)| finding);
    let worst = accepted.max_by_key(|finding| finding.severity)?;
    (worst.severity >= Severity::High).then(|| {
        let (severity, check) = (worst.severity, worst.check);
        Cap::new(
            A,
            format!(
                "a {severity} finding is accepted and left out ({} {})",
                check.code, check.name
            ),
            worst.help.clone(),
        )
    })
}

/// The lowest cap, those of findings included.
pub(super) fn lowest(caps: &[Cap], findings: &[Finding]) -> Option<Cap> {
    let of_findings = findings.iter().filter_map(Cap::of_finding);
    // Of equal ones the first: the recording's, then the worst finding's.
    caps.iter().cloned().chain(of_findings).min_by_key(|cap| cap.score)
}

/// Why the certificate of a server on the way of the visit is not valid.
pub(super) fn invalid_certificate(recording: &Recording) -> Option<&str> {
    recording.of(Purpose::Visit).find_map(|(_, entry)| {
        let seen = entry.exchange.tls.as_ref().and_then(|tls| tls.invalid.as_deref());
        let failed = entry.exchange.outcome.as_ref().err();
        let failed = failed.filter(|failure| failure.kind == FailureKind::Certificate);
        seen.or(failed.map(|failure| failure.detail.as_str()))
    })
}
