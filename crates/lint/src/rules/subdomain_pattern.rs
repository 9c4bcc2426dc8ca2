use corsmith_policy::{HostScope, is_loopback_host, is_subdomains_of_public_suffix};

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta, Severity};

declare_rule! {
    /// All subdomains of a domain are allowed.
    ///
    /// ## What it does
    ///
    /// Reports a pattern such as `https://*.example.com`: a warning with credentials, an info
    /// without.
    ///
    /// ## Why is this bad?
    ///
    /// Script injection into any subdomain, or the takeover of one whose DNS entry is left over, then
    /// reads this API with the session of the user. The weakest of them decides: an old blog, a
    /// status page, a host that a supplier runs.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.example.com"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com", "https://admin.example.com"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Exceptions
    ///
    /// Subdomains of `localhost` are this machine. Public suffixes are judged by rules of their own.
    /// Data that is said to be public, without credentials, has nothing to lose.
    ///
    /// ## References
    ///
    /// * [CWE-942: permissive cross-domain policy](https://cwe.mitre.org/data/definitions/942.html)
    /// * [RFC 6454, section 3.3: the origin is the unit of trust](https://www.rfc-editor.org/rfc/rfc6454#section-3.3)
    struct SubdomainPattern {
        code: "CS085",
        name: "subdomain-pattern",
        severity: Warning,
        since: "0.1.0",
        clause: "https://cwe.mitre.org/data/definitions/942.html",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &SubdomainPattern;

impl Rule for SubdomainPattern {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins().iter().filter(|list| !list.is_public()) {
            let (severity, what) = if list.is_used_with_credentials() {
                (Severity::Warning, "read with the user's session")
            } else {
                (Severity::Info, "read")
            };
            for &(pattern, span) in list.notable() {
                if pattern.scope() != HostScope::Subdomains
                    || is_loopback_host(pattern.host())
                    || is_subdomains_of_public_suffix(pattern)
                {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!(
                        "`{}` trusts every subdomain of `{}`: script injection into one, or its takeover, is enough to {what}",
                        pattern.as_str(),
                        pattern.host()
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .severity(severity)
                        .help("list the subdomains that have pages which need it")
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
        fires(&META, "no credentials", r#"allow-origins = ["https://*.example.com"]"#);
        passes(
            &META,
            "localhost",
            r#"allow-origins = ["http://*.localhost"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "public data",
            r#"allow-origins = ["https://*.example.com"]
data = "public""#,
        );
        passes(&META, "a public suffix", r#"allow-origins = ["https://*.github.io"]"#);
    }

    #[test]
    fn credentials_make_it_a_warning() {
        let toml = "allow-origins = ['https://*.example.com']\n";
        let with = format!("{toml}allow-credentials = true");
        assert!(reported(&META, toml)[0].starts_with("info: "));
        assert!(reported(&META, &with)[0].starts_with("warning: "));
    }
}
