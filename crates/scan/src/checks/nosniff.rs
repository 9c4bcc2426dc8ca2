use crate::declare::declare_check;
use crate::shown::shown;
use crate::{Check, CheckContext, CheckMeta, Finding, Response};

declare_check! {
    /// The answer has no `X-Content-Type-Options: nosniff`.
    ///
    /// ## What it does
    ///
    /// Reports a page or an API's answer without `X-Content-Type-Options: nosniff`, and one with
    /// any other value.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers guess the type of some answers from their bytes. What a user has uploaded as a
    /// picture can then be run as a script. `nosniff` also lets browsers refuse scripts and styles
    /// of a wrong type, and keeps answers out of the reach of other sites' processes.
    ///
    /// ## How to fix it
    ///
    /// Send `X-Content-Type-Options: nosniff` on every answer, and a right `Content-Type`.
    ///
    /// ## References
    ///
    /// * [Fetch: X-Content-Type-Options](https://fetch.spec.whatwg.org/#x-content-type-options-header)
    struct NoSniff {
        code: "CS301",
        name: "no-nosniff",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#x-content-type-options-header",
    }
}

pub(super) static CHECK: &dyn Check = &NoSniff;

impl Check for NoSniff {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        // A redirect has nothing whose type would be guessed, and these have no body.
        let has_none =
            |answer: &Response| answer.is_redirect() || matches!(answer.status, 204 | 304);
        let page = context.recording.page().filter(|(_, answer)| !has_none(answer));
        let Some((index, answer)) = page else { return };
        let value = answer.text("x-content-type-options");
        // The first value decides (#determine-nosniff).
        let first =
            value.as_deref().map(|value| value.split(',').next().unwrap_or_default().trim());
        let message = match first {
            Some(first) if first.eq_ignore_ascii_case("nosniff") => return,
            Some(first) => {
                format!("`X-Content-Type-Options` is {}, which browsers ignore", shown(first))
            }
            None => {
                "there is no `X-Content-Type-Options`: browsers guess types from bytes".to_owned()
            }
        };
        let help = "send `X-Content-Type-Options: nosniff` on every answer";
        findings.push(
            Finding::new(&META, (0, vec![index]), message, help)
                .fix("X-Content-Type-Options", "nosniff".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Purpose;
    use crate::vectors::{fires, hops, passes, reported};

    #[test]
    fn vectors() {
        fires(&META, "no such field", "Content-Type: text/html");
        fires(&META, "a word that means nothing", "X-Content-Type-Options: no-sniff");
        fires(&META, "only the first value counts", "X-Content-Type-Options: x, nosniff");
        passes(&META, "in any case", "X-Content-Type-Options: NoSniff");
        passes(
            &META,
            "repeated",
            "X-Content-Type-Options: nosniff\nX-Content-Type-Options: nosniff",
        );
        passes(&META, "nothing whose type could be guessed", "204\nVary: Origin");
        let redirect = hops(Purpose::Visit, &[("https://example.com/", "302")]);
        assert!(reported(&META, &redirect).is_empty(), "a redirect that leads nowhere");
    }
}
