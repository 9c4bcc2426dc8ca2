use corsmith_policy::{Refusal, is_subdomains_of_public_suffix};

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta, Severity};

declare_rule! {
    /// Subdomains of a public suffix are allowed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports a pattern such as `https://*.github.io` or `https://*.co.uk` where `allow-credentials`
    /// is true; both sections of the Public Suffix List count. With
    /// `allow-subdomains-of-public-suffixes = true` under `[dangerously]` it is admitted, and remains
    /// a warning.
    ///
    /// ## Why is this bad?
    ///
    /// Anyone can register a name under a public suffix, often for nothing and in a minute, and read
    /// with the session of the user.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.github.io"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://example.github.io"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `http://*.localhost` is this machine, although the list's default rule would make `localhost`
    /// a public suffix.
    ///
    /// ## References
    ///
    /// * [Public Suffix List](https://publicsuffix.org/list/)
    /// * [RFC 6454, section 5: comparing origins](https://www.rfc-editor.org/rfc/rfc6454#section-5)
    struct PublicSuffixWithCredentials {
        code: "CS033",
        name: "public-suffix-with-credentials",
        severity: Error,
        since: "0.1.0",
        clause: "https://publicsuffix.org/list/",
        refusal: Some(Refusal::PublicSuffixWithCredentials),
    }
}

pub(super) static RULE: &dyn Rule = &PublicSuffixWithCredentials;

impl Rule for PublicSuffixWithCredentials {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        context.report_refusals(&META, findings);
        if context.document.dangerously.allow_subdomains_of_public_suffixes.is_none() {
            return;
        }
        for list in context.origins().iter().filter(|list| list.is_used_with_credentials()) {
            for &(pattern, span) in list.notable() {
                if !is_subdomains_of_public_suffix(pattern) {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!(
                        "`{}` is allowed with credentials by an opt-out: anyone can register a name under `{}` and read with the user's session",
                        pattern.as_str(),
                        pattern.host()
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .severity(Severity::Warning)
                        .help("name the sites that are yours, and drop the opt-out")
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
            "a suffix of two labels",
            r#"allow-origins = ["https://*.co.uk"]
allow-credentials = true"#,
        );
        fires(
            &META,
            "a top-level domain",
            r#"allow-origins = ["https://*.com"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "localhost",
            r#"allow-origins = ["http://*.localhost"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "a site of your own",
            r#"allow-origins = ["https://*.example.com"]
allow-credentials = true"#,
        );
    }

    #[test]
    fn the_opt_out_leaves_a_warning() {
        let toml = r#"
    [policy]
    allow-origins = ["https://*.github.io"]
    allow-credentials = true
    [dangerously]
    allow-subdomains-of-public-suffixes = true
    "#;
        let reported = reported(&META, toml);
        assert_eq!(reported.len(), 1);
        assert!(reported[0].starts_with("warning: "), "{reported:?}");
    }
}
