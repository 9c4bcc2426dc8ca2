use crate::declare::declare_check;
use crate::preflights::{Preflight, of_readers};
use crate::readable::Reach;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// The answer allows an origin, and the preflight does not.
    ///
    /// ## What it does
    ///
    /// Compares the answer to a request with the answers to preflights, for the same origin. It is
    /// reported if even the simplest preflight is refused: as a mistake where the preflight's
    /// answer has CORS fields, as information where it has none, since a server may mean to allow
    /// simple requests only.
    ///
    /// ## Why is this bad?
    ///
    /// Requests with other methods than `GET`, `HEAD` and `POST`, with JSON or with fields of their
    /// own fail in every browser.
    ///
    /// ## How to fix it
    ///
    /// Answer `OPTIONS` with the same `Access-Control-Allow-Origin`, and with the methods and
    /// header names that are allowed.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    /// * [Fetch: CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
    struct PreflightRefuses {
        code: "CS227",
        name: "preflight-refuses",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    }
}

pub(super) static CHECK: &dyn Check = &PreflightRefuses;

impl Check for PreflightRefuses {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for it in of_readers(context.recording) {
            let is_refused = it.is_success() && it.preflight_reach() == Reach::Nothing;
            let Some(preflight) = it.simplest().filter(|it| is_refused && it.has_ok_status())
            else {
                continue;
            };
            let origin = shown(&preflight.origin_text());
            let (message, severity) = if it.preflights.iter().any(Preflight::has_cors_fields) {
                let message = format!(
                    "the answer allows {origin} and no preflight does: requests \
                                       that need one fail"
                );
                (message, Severity::Medium)
            } else {
                let message = format!(
                    "preflights of {origin} are answered without any CORS field: \
                                       only simple requests work"
                );
                (message, Severity::Info)
            };
            let help = "answer `OPTIONS` with the same `Access-Control-Allow-Origin`, and with \
                        `Access-Control-Allow-Methods` and `Access-Control-Allow-Headers`";
            findings
                .push(Finding::new(&META, it.place(preflight), message, help).severity(severity));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};
    use crate::{Request, Response};

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| {
            let mut answer = allows(request);
            if request.method == "OPTIONS" {
                answer.headers.delete("access-control-allow-origin");
            }
            answer
        });
        assert_eq!(found(&recording), ["preflight-refuses medium"]);
    }

    #[test]
    fn simple_requests_only_are_somebodys_intent() {
        let recording = scan(|request| match &*request.method {
            "OPTIONS" => Response::new(200, [("Allow", "GET, HEAD")]),
            _ => allows(request),
        });
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["preflight-refuses", "trusted-origins"]);
    }

    #[test]
    fn a_preflight_that_asks_too_much_may_be_refused() {
        let recording = scan(|request| {
            let method = request.headers.get("access-control-request-method");
            let is_refused = method.as_deref().is_some_and(|it| it != b"GET")
                || request.headers.contains("access-control-request-headers");
            if is_refused { Response::new(403, [("Vary", "Origin")]) } else { allows(request) }
        });
        assert!(found(&recording).is_empty());
    }
}
