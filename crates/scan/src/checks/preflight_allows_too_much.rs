use std::cmp::Reverse;
use std::collections::BTreeMap;

use corsmith_fetch::{Extracted, extract_list};

use crate::declare::declare_check;
use crate::hole::member;
use crate::preflights::{Preflight, comparisons};
use crate::readable::{Answered, Reach};
use crate::shown::{listed, shown};
use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, Severity};

declare_check! {
    /// The preflight allows an origin that the answer does not allow.
    ///
    /// ## What it does
    ///
    /// Compares the answer to a preflight with the answer to the request itself, for the same
    /// origin. For an origin of the site's own it is a mistake that breaks pages; for a stranger it
    /// says that the server carries out requests that it meant to refuse. It is high where a stranger
    /// may send a method that changes something, or JSON, with the visitor's credentials; to be
    /// verified by hand, since the request itself was not tried.
    ///
    /// ## Why is this bad?
    ///
    /// The browser sends the request, the server carries it out unless it looks at the `Origin`
    /// again, and the page cannot read the answer. What a preflight is for, to keep pages from sending
    /// what no form could, is given up.
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
        // One finding for each resource: it is one mistake, whoever the origins are.
        let mut found: BTreeMap<usize, Vec<Excess<'_>>> = BTreeMap::new();
        for it in comparisons(context.recording) {
            let mut allowing =
                it.preflights.iter().filter(|it| it.has_ok_status() && it.reach() > Reach::Nothing);
            let Some(preflight) = allowing.clone().next() else { continue };
            if it.reach() > Reach::Nothing {
                continue;
            }
            let unsafe_method = allowing.find_map(changing);
            // An error may come from elsewhere than what is behind it.
            let severity = match (it.is_success(), it.is_from_stranger(), it.preflight_reach()) {
                (false, ..) => Severity::Info,
                (true, true, Reach::Credentials) if unsafe_method.is_some() => Severity::High,
                (true, false, _) | (true, true, Reach::Credentials) => Severity::Medium,
                (true, true, _) => Severity::Low,
            };
            let resource = it.actual.entry.resource;
            let preflight = preflight.clone();
            let excess = Excess { severity, preflight, actual: it.actual, unsafe_method };
            found.entry(resource).or_default().push(excess);
        }
        for (resource, mut excesses) in found {
            excesses.sort_by_key(|it| Reverse(it.severity));
            findings.extend(excesses.first().map(|worst| finding(resource, worst, &excesses)));
        }
    }
}

/// A preflight that allows what the answer does not.
struct Excess<'a> {
    severity: Severity,
    preflight: Preflight<'a>,
    actual: Answered<'a>,
    /// A method that changes something, which a preflight of the same origin allows.
    unsafe_method: Option<String>,
}

fn finding(resource: usize, worst: &Excess<'_>, excesses: &[Excess<'_>]) -> Finding {
    let severity = worst.severity;
    let origins = listed(excesses.iter().map(|it| it.preflight.origin_text()));
    let mut statuses: Vec<_> = excesses.iter().map(|it| it.actual.answer.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let statuses: Vec<_> = statuses.iter().map(u16::to_string).collect();
    let mut message = format!(
        "the preflight allows {origins} and the answer (status {}) does not: the request is sent, \
         and the page cannot read what comes back",
        statuses.join(", ")
    );
    let evidence = excesses.iter().flat_map(|it| [it.actual.index, it.preflight.index]).collect();
    let help = "decide about the origin in one place, for preflights and answers alike";
    let confidence = match (severity, worst.unsafe_method.as_deref()) {
        (Severity::High, Some(method)) => {
            message.push_str(&format!(
                "; {} with the visitor's credentials is among what is sent",
                shown(method)
            ));
            // Whether it is carried out was not tried: it would change something.
            Confidence::Tentative
        }
        _ => Confidence::Certain,
    };
    let finding = Finding::new(&META, (resource, evidence), message, help)
        .severity(severity)
        .confidence(confidence)
        .members(excesses.iter().map(|it| member(&it.actual)));
    match severity {
        Severity::High => finding.who(WHO),
        _ => finding,
    }
}

const WHO: &str = "Any website that the visitor opens, if the server does not look at the `Origin` \
                   of the request itself. Cookies come along that are `SameSite=None`, and in \
                   browsers without a default of `Lax` those without `SameSite`";

/// A method of the list that is not safe (RFC 9110, section 9.2.1) and that no form sends; with a
/// list of `*`, without credentials, no origin has any.
fn changing(preflight: &Preflight<'_>) -> Option<String> {
    if preflight.reach() != Reach::Credentials {
        return None;
    }
    let listed = match extract_list(&preflight.answer.headers, "access-control-allow-methods") {
        Extracted::Values(methods) => methods,
        Extracted::Absent => Vec::new(),
        // No preflight passes with it.
        Extracted::Failure => return None,
    };
    // Methods are compared exactly: `put` is another one.
    let method = ["PUT", "PATCH", "DELETE"].into_iter().find(|it| listed.iter().any(|on| on == it));
    // POST is allowed without a list, as a form sends it; JSON needs the header.
    let post = || preflight.lists("access-control-allow-headers", "content-type").then_some("POST");
    method.or_else(post).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::scripted::{cors, found, list, noted, scan};
    use crate::{Confidence, Request, Response};

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
        assert_eq!(found(&recording), ["preflight-allows-too-much high"]);
        let finding = &cors(&recording)[0];
        assert_eq!(finding.confidence, Confidence::Tentative);
        assert!(
            finding.message.ends_with("`PUT` with the visitor's credentials is among what is sent")
        );
    }

    #[test]
    fn what_a_stranger_may_send_decides() {
        for (methods, headers, expected) in [
            ("GET, POST", "X-A", "preflight-allows-too-much medium"),
            ("put, delete", "X-A", "preflight-allows-too-much medium"),
            ("GET, (", "Content-Type", "preflight-allows-too-much medium"),
            ("GET, HEAD", "content-type", "preflight-allows-too-much high"),
            ("GET, POST", "Content-Type", "preflight-allows-too-much high"),
            ("DELETE", "", "preflight-allows-too-much high"),
        ] {
            let recording = scan(|request| {
                let mut answer = list(request, |_| request.method == "OPTIONS");
                if answer.headers.contains("access-control-allow-methods") {
                    answer.headers.delete("access-control-allow-methods");
                    answer.headers.append("Access-Control-Allow-Methods", methods);
                    answer.headers.delete("access-control-allow-headers");
                    answer.headers.append("Access-Control-Allow-Headers", headers);
                }
                answer
            });
            assert!(found(&recording).contains(&expected.to_owned()), "{methods} {headers}");
        }
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
