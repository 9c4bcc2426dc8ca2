use crate::declare::declare_check;
use crate::preflights::of_readers;
use crate::readable::Reach;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// Preflight and answer disagree on credentials.
    ///
    /// ## What it does
    ///
    /// Compares, for the same origin, whether the preflights and the answer have
    /// `Access-Control-Allow-Credentials: true` with that very origin.
    ///
    /// ## Why is this bad?
    ///
    /// Both need it, although browsers send no credentials with the preflight. Where one lacks it,
    /// requests with credentials fail.
    ///
    /// ## How to fix it
    ///
    /// Send `Access-Control-Allow-Credentials: true` on both, or on neither.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    struct PreflightCredentialsDiffer {
        code: "CS228",
        name: "preflight-credentials-differ",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    }
}

pub(super) static CHECK: &dyn Check = &PreflightCredentialsDiffer;

impl Check for PreflightCredentialsDiffer {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for it in of_readers(context.recording) {
            let (lacking, having) = match (it.preflight_reach(), it.reach()) {
                (Reach::Public, Reach::Credentials) => ("preflights", "the answer"),
                (Reach::Credentials, Reach::Public) => ("the answer", "preflights"),
                _ => continue,
            };
            let Some(preflight) = it
                .preflights
                .iter()
                .find(|preflight| preflight.has_ok_status() && preflight.reach() > Reach::Nothing)
            else {
                continue;
            };
            let origin = shown(&preflight.origin_text());
            let message = format!(
                "for {origin}, {having} allow credentials and {lacking} do not: requests with \
                 credentials fail"
            )
            .replace("the answer allow ", "the answer allows ")
            .replace("the answer do ", "the answer does ");
            let help = "send the origin and `Access-Control-Allow-Credentials: true` on both, or \
                        on neither";
            findings.push(Finding::new(&META, it.place(preflight), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, scan};
    use crate::{Request, Response};

    fn allows(request: &Request) -> Response {
        list(request, |it| it == "https://app.example.com")
    }

    fn without_on(is_preflight: bool) -> Vec<String> {
        found(&scan(|request| {
            let mut answer = allows(request);
            if (request.method == "OPTIONS") == is_preflight {
                answer.headers.delete("access-control-allow-credentials");
            }
            answer
        }))
    }

    #[test]
    fn it_alone_is_found() {
        assert_eq!(without_on(true), ["preflight-credentials-differ medium"]);
        assert_eq!(without_on(false), ["preflight-credentials-differ medium"]);
    }

    #[test]
    fn a_wildcard_does_not_cover_credentials() {
        let recording = scan(|request| {
            let mut answer = allows(request);
            if request.method == "OPTIONS" && answer.headers.contains("access-control-allow-origin")
            {
                answer.headers.delete("access-control-allow-origin");
                answer.headers.append("Access-Control-Allow-Origin", "*");
                answer.headers.delete("access-control-allow-credentials");
            }
            answer
        });
        assert_eq!(found(&recording), ["preflight-credentials-differ medium"]);
    }
}
