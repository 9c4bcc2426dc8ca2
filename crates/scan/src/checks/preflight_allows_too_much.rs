use crate::declare::declare_check;
use crate::preflights::{Preflight, comparisons};
use crate::readable::Reach;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// The preflight allows an origin that the answer does not allow.
    ///
    /// ## What it does
    ///
    /// Compares the answer to a preflight with the answer to the request itself, for the same
    /// origin. For an origin of the site's own it is a mistake that breaks pages; for a stranger it
    /// says that the server carries out requests that it meant to refuse.
    ///
    /// ## Why is this bad?
    ///
    /// The browser sends the request, the server carries it out, and the page cannot read the
    /// answer.
    ///
    /// ## How to fix it
    ///
    /// Decide about the origin in one place, for preflights and answers of every status alike.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    /// * [Fetch: CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
    struct PreflightAllowsTooMuch {
        code: "CS226",
        name: "preflight-allows-too-much",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    }
}

pub(super) static CHECK: &dyn Check = &PreflightAllowsTooMuch;

impl Check for PreflightAllowsTooMuch {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for it in comparisons(context.recording) {
            let allowing = it
                .preflights
                .iter()
                .find(|preflight| preflight.has_ok_status() && preflight.reach() > Reach::Nothing);
            let Some(preflight) = allowing.filter(|_| it.reach() == Reach::Nothing) else {
                continue;
            };
            let origin = shown(&preflight.origin_text());
            let status = it.actual.answer.status;
            let message = format!(
                "the preflight allows {origin} and the answer (status {status}) does not: the \
                 request is sent, and the page cannot read what comes back"
            );
            // An error may come from elsewhere than what is behind it.
            let severity = match (it.is_success(), it.is_from_stranger(), preflight.reach()) {
                (false, ..) => Severity::Info,
                (true, false, _) | (true, true, Reach::Credentials) => Severity::Medium,
                (true, true, _) => Severity::Low,
            };
            let help = "decide about the origin in one place, for preflights and answers alike";
            findings.push(
                Finding::new(&META, it.place(preflight), message, help)
                    .severity(severity)
                    .subject(subject(preflight)),
            );
        }
    }
}

/// An origin that a probe made up has another name in each scan: what it is to the target stays.
fn subject(preflight: &Preflight<'_>) -> String {
    match preflight.entry.origin {
        None | Some(OriginKind::Candidate) => preflight.origin_text(),
        Some(kind) => kind.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};
    use crate::{Request, Response};

    fn is_front_end(origin: &str) -> bool {
        origin == "https://app.example.com"
    }

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| {
            list(request, |origin| request.method == "OPTIONS" && is_front_end(origin))
        });
        assert_eq!(found(&recording), ["preflight-allows-too-much medium"]);
    }

    #[test]
    fn strangers_get_requests_carried_out() {
        let recording = scan(|request| {
            list(request, |origin| request.method == "OPTIONS" || is_front_end(origin))
        });
        assert_eq!(found(&recording), ["preflight-allows-too-much medium"]);
    }

    #[test]
    fn an_error_may_come_from_elsewhere() {
        let recording = scan(|request: &Request| match &*request.method {
            "OPTIONS" => list(request, is_front_end),
            _ => Response::new(405, []),
        });
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["preflight-allows-too-much"]);
    }
}
