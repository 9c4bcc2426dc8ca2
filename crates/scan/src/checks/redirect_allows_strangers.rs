use crate::declare::declare_check;
use crate::readable::answers;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind};

declare_check! {
    /// A redirect allows any stranger.
    ///
    /// ## What it does
    ///
    /// Reports redirects that return the origin of a stranger. Nothing can be read of the redirect
    /// itself; what it leads to is another answer.
    ///
    /// ## Why is this bad?
    ///
    /// A request with CORS passes a redirect only if it is allowed there too. If what it leads to
    /// allows the stranger as well, or `null` or `*` on another origin, the whole can be read.
    ///
    /// ## How to fix it
    ///
    /// Return only origins of a list on redirects, too.
    ///
    /// ## References
    ///
    /// * [Fetch: HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch)
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct RedirectAllowsStrangers {
        code: "CS237",
        name: "redirect-allows-strangers",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-redirect-fetch",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectAllowsStrangers;

impl Check for RedirectAllowsStrangers {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for resource in 0..context.recording.resources.len() {
            let redirect = answers(context.recording, resource).find(|it| {
                let sent = it.entry.exchange.request.headers.get("origin");
                let is_stranger = it.entry.origin == Some(OriginKind::Stranger);
                is_stranger
                    && it.answer.is_redirect()
                    && it.answer.headers.get("access-control-allow-origin") == sent
            });
            let Some(it) = redirect else { continue };
            let location = it.answer.text("location").unwrap_or_default();
            let message = format!(
                "a redirect to {} allows any stranger: what it leads to decides what can be read",
                shown(&location)
            );
            let help = "return only origins of a list on redirects, too, and scan what it leads to";
            findings.push(Finding::new(&META, (resource, vec![it.index]), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_is_noted() {
        let recording = scan(|request| {
            let mut answer = list(request, |_| true);
            if request.method != "OPTIONS" {
                answer.status = 302;
                answer.headers.append("Location", "https://login.elsewhere.example/");
            }
            answer
        });
        assert!(found(&recording).is_empty());
        assert_eq!(noted(&recording), ["redirect-allows-strangers"]);
    }
}
