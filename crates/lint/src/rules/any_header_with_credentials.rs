use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Any request header is allowed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `allow-headers` where `allow-credentials` is true.
    ///
    /// ## Why is this bad?
    ///
    /// For requests with credentials browsers take `*` literally, so a server has to echo the names
    /// that are asked for. Pages of every allowed origin may then set headers that the server or a
    /// proxy before it trusts, such as `X-Forwarded-For` or `X-HTTP-Method-Override`.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// allow-headers = ["*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// allow-headers = ["Content-Type", "X-Csrf-Token"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: CORS-preflight fetch, step 7.7](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct AnyHeaderWithCredentials {
        code: "CS036",
        name: "any-header-with-credentials",
        severity: Warning,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &AnyHeaderWithCredentials;

impl Rule for AnyHeaderWithCredentials {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.allow_headers().iter().filter(|list| list.is_used_with_credentials()) {
            let Some(wildcard) = list.names.wildcard() else { continue };
            findings.report(&META, || {
                let message = "any request header is allowed with credentials: browsers take `*` literally then, so the server echoes whatever names are asked for";
                Finding::new(&META, wildcard.span, list.setting, message)
                    .help("list the header names that the API reads")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "a wildcard and a name",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["*", "Authorization"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "no credentials",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["*", "Authorization"]"#,
        );
    }
}
