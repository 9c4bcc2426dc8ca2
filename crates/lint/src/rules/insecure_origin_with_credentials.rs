use corsmith_policy::{Refusal, is_insecure};

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta, Severity};

declare_rule! {
    /// An origin without TLS is allowed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports a pattern whose scheme is not `https`, unless its host is this machine, where
    /// `allow-credentials` is true. With `allow-insecure-origins-with-credentials = true` under
    /// `[dangerously]` it is admitted, and remains a warning.
    ///
    /// ## Why is this bad?
    ///
    /// Anyone on the network path can answer as an `http` origin: put a script into its page, and
    /// read from this server with the session of the user. The TLS of this server does not help.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["http://app.example.com"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `localhost`, its subdomains, 127.0.0.0/8 and `[::1]` do not cross a network.
    ///
    /// ## References
    ///
    /// * [Secure Contexts: potentially trustworthy origin](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)
    /// * [RFC 6761, section 6.3: localhost](https://www.rfc-editor.org/rfc/rfc6761#section-6.3)
    struct InsecureOriginWithCredentials {
        code: "CS032",
        name: "insecure-origin-with-credentials",
        severity: Error,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy",
        refusal: Some(Refusal::InsecureOriginWithCredentials),
    }
}

pub(super) static RULE: &dyn Rule = &InsecureOriginWithCredentials;

impl Rule for InsecureOriginWithCredentials {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        context.report_refusals(&META, findings);
        if context.document.dangerously.allow_insecure_origins_with_credentials.is_none() {
            return;
        }
        for list in context.origins().iter().filter(|list| list.is_used_with_credentials()) {
            for &(pattern, span) in list.notable() {
                if !is_insecure(pattern) {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!(
                        "`{}` is allowed with credentials by an opt-out: anyone on the network path can read with the user's session",
                        pattern.as_str()
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .severity(Severity::Warning)
                        .help("serve the page over TLS, and drop the opt-out")
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported};

    #[test]
    fn vectors() {
        fires(
            &META,
            "subdomains without TLS",
            r#"allow-origins = ["http://*.a.example"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "localhost",
            r#"allow-origins = ["http://localhost:3000"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "a subdomain of localhost",
            r#"allow-origins = ["http://*.localhost"]
allow-credentials = true"#,
        );
        passes(&META, "no credentials", r#"allow-origins = ["http://a.example"]"#);
    }

    #[test]
    fn the_opt_out_leaves_a_warning() {
        let toml = r#"
    [policy]
    allow-origins = ["http://a.example"]
    allow-credentials = true
    [dangerously]
    allow-insecure-origins-with-credentials = true
    "#;
        let reported = reported(&META, toml);
        assert_eq!(reported.len(), 1);
        assert!(reported[0].starts_with("warning: "), "{reported:?}");
    }
}
