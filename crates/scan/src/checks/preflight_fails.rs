use crate::declare::declare_check;
use crate::preflights::{Preflight, of_readers};
use crate::readable::Reach;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// Every preflight fails by its status.
    ///
    /// ## What it does
    ///
    /// Reports origins whose pages may read the answer, and whose simplest preflight is answered by
    /// a redirect, by `401` or `407`, or by another status than 200 to 299. Without CORS fields in
    /// the answer it is information: a server may mean to allow simple requests only.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers follow no redirect of a preflight, send no credentials with it, and take nothing
    /// but a success. Requests with other methods than `GET`, `HEAD` and `POST`, with JSON or with
    /// fields of their own fail.
    ///
    /// ## How to fix it
    ///
    /// Answer `OPTIONS` with 204 before redirects, authentication and routing.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct PreflightFails {
        code: "CS229",
        name: "preflight-fails",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    }
}

pub(super) static CHECK: &dyn Check = &PreflightFails;

impl Check for PreflightFails {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for it in of_readers(context.recording) {
            let has_ok = it.preflights.iter().any(Preflight::has_ok_status);
            let Some(preflight) = it.simplest().filter(|_| !has_ok) else {
                continue;
            };
            let origin = shown(&preflight.origin_text());
            let status = preflight.answer.status;
            let (what, help) = match status {
                300..=399 => (
                    "a redirect, which browsers do not follow",
                    "answer `OPTIONS` before anything redirects, at the final address",
                ),
                401 | 407 => (
                    "a demand for credentials, which browsers never send with a preflight",
                    "let `OPTIONS` pass without authentication",
                ),
                _ => (
                    "a failure to browsers, which take 200 to 299 only",
                    "answer `OPTIONS` with 204",
                ),
            };
            let message =
                format!("preflights of {origin} are answered with status {status}, {what}");
            let is_meant =
                preflight.reach() > Reach::Nothing || matches!(status, 300..=399 | 401 | 407);
            let severity = if is_meant { Severity::Medium } else { Severity::Info };
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
        for status in [301, 401, 404, 500] {
            let recording = scan(|request| {
                let mut answer = allows(request);
                if request.method == "OPTIONS" {
                    answer.status = status;
                }
                answer
            });
            assert_eq!(found(&recording), ["preflight-fails medium"], "{status}");
        }
    }

    #[test]
    fn it_is_found_once_and_not_for_strangers() {
        let refused = |of_all: bool| {
            found(&scan(move |request| {
                let mut answer = list(request, |_| true);
                let is_own = crate::scripted::origin(request).ends_with("example.com");
                if request.method == "OPTIONS" && (of_all || !is_own) {
                    answer.status = 403;
                }
                answer
            }))
        };
        let readers = "stranger-reads-with-credentials high";
        assert_eq!(refused(true), ["preflight-fails medium", readers]);
        assert_eq!(refused(false), [readers]);
    }

    #[test]
    fn simple_requests_only_are_somebodys_intent() {
        let recording = scan(|request| match &*request.method {
            "OPTIONS" => Response::new(405, []),
            _ => allows(request),
        });
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["preflight-fails", "trusted-origins"]);
    }

    #[test]
    fn where_everything_redirects_or_wants_a_login() {
        for status in [302, 401] {
            let recording = scan(|_| Response::new(status, [("Location", "/login")]));
            assert!(found(&recording).is_empty(), "{status}");
        }
    }
}
