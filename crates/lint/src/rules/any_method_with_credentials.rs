use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Any method is allowed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `allow-methods` where `allow-credentials` is true.
    ///
    /// ## Why is this bad?
    ///
    /// For requests with credentials browsers take `*` literally, so a server has to echo the method
    /// that is asked for. Every method is then open to every allowed origin, also those that the API
    /// gains later and nobody reviewed.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// allow-methods = ["*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// allow-methods = ["PUT", "DELETE"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: CORS-preflight fetch, step 7.5](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct AnyMethodWithCredentials {
        code: "CS035",
        name: "any-method-with-credentials",
        severity: Warning,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &AnyMethodWithCredentials;

impl Rule for AnyMethodWithCredentials {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.methods().iter().filter(|list| list.is_used_with_credentials()) {
            let Some(wildcard) = list.names.wildcard() else { continue };
            findings.report(&META, || {
                let message = "any method is allowed with credentials: browsers take `*` literally then, so the server echoes whatever method is asked for";
                Finding::new(&META, wildcard.span, list.setting, message)
                    .help("list the methods that the API has; GET, HEAD and POST need no listing")
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
            "a wildcard among methods",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT", "*"]
allow-credentials = true"#,
        );
        passes(
            &META,
            "no credentials",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["*"]"#,
        );
    }
}
