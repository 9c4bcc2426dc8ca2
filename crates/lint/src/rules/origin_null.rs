use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta, Severity};

declare_rule! {
    /// `null` is listed as an origin.
    ///
    /// ## What it does
    ///
    /// Reports the entry `null`. With `allow-null-origin = true` under `[dangerously]` it is admitted
    /// without credentials, and remains a warning.
    ///
    /// ## Why is this bad?
    ///
    /// `null` is not nobody. It is the serialisation of every opaque origin: of sandboxed frames, of
    /// `data:` documents, of local files, of requests after a redirect between other origins. Any
    /// website can make a sandboxed frame, so a list with `null` is open to all of them.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com", "null"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// Data that is meant for anyone does not need `null`: `*` covers it, and says what it does.
    ///
    /// ## References
    ///
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// * [Fetch: append a request `Origin` header](https://fetch.spec.whatwg.org/#append-a-request-origin-header)
    struct OriginNull {
        code: "CS024",
        name: "origin-null",
        severity: Error,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refusal: Some(Refusal::OriginNull),
    }
}

pub(super) static RULE: &dyn Rule = &OriginNull;

impl Rule for OriginNull {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        context.report_refusals(&META, findings);
        if context.document.dangerously.allow_null_origin.is_none() {
            return;
        }
        // With credentials there is no opt-out: another rule reports the refusal.
        for list in context.origins().iter().filter(|list| !list.is_used_with_credentials()) {
            let Some(span) = list.null else { continue };
            findings.report(&META, || {
                let message = "`null` is allowed by an opt-out: any website can have it in a sandboxed frame";
                Finding::new(&META, span, "allow-origins", message)
                    .severity(Severity::Warning)
                    .help("serve the page from an origin of its own, or allow `*` if the data is public")
                    .fix(context.removal("remove it", span))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported};

    #[test]
    fn vectors() {
        fires(&META, "null alone", r#"allow-origins = ["null"]"#);
        passes(&META, "any origin", r#"allow-origins = ["*"]"#);
    }

    #[test]
    fn the_opt_out_leaves_a_warning() {
        let toml = "[policy]\nallow-origins = [\"null\"]\n[dangerously]\nallow-null-origin = true";
        let reported = reported(&META, toml);
        assert_eq!(reported.len(), 1);
        assert!(reported[0].starts_with("warning: "), "{reported:?}");
    }
}
