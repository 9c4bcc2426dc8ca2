use corsmith_policy::{PortPattern, is_loopback_host};

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Any port of a host is allowed.
    ///
    /// ## What it does
    ///
    /// Reports `:*` on a host that is not this machine, unless the data is said to be public.
    ///
    /// ## Why is this bad?
    ///
    /// Each port is an origin of its own, with a server of its own. On a shared host, others can
    /// start one on a free port, and read as an allowed origin.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com:*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com", "https://app.example.com:8443"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `http://localhost:*` is usual while developing, where the port changes.
    ///
    /// ## References
    ///
    /// * [RFC 6454, section 5: comparing origins](https://www.rfc-editor.org/rfc/rfc6454#section-5)
    /// * [HTML: same origin](https://html.spec.whatwg.org/multipage/browsers.html#same-origin)
    struct AnyPort {
        code: "CS088",
        name: "any-port",
        severity: Warning,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6454#section-5",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &AnyPort;

impl Rule for AnyPort {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins().iter().filter(|list| !list.is_public()) {
            for &(pattern, span) in list.notable() {
                if pattern.port() != PortPattern::Any || is_loopback_host(pattern.host()) {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!(
                        "`{}` trusts whatever listens on any port of that host",
                        pattern.as_str()
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .help("list the ports that have pages which need it")
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "subdomains with any port", r#"allow-origins = ["https://*.example.com:*"]"#);
        passes(&META, "localhost", r#"allow-origins = ["http://localhost:*"]"#);
        passes(&META, "one port", r#"allow-origins = ["https://a.example:8443"]"#);
        passes(
            &META,
            "public data",
            r#"allow-origins = ["https://a.example:*"]
data = "public""#,
        );
    }
}
