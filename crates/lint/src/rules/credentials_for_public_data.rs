use corsmith_policy::Data;

use crate::context::data;
use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Credentials are allowed for data that is said to be public.
    ///
    /// ## What it does
    ///
    /// Reports `allow-credentials = true` where `data` is `public`.
    ///
    /// ## Why is this bad?
    ///
    /// What is meant for anyone does not depend on who asks. Either the answers do depend on the
    /// session, and are not public, or credentials are needless, and `*` without them is simpler and
    /// can be cached for all.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// data = "public"
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["*"]
    /// data = "public"
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: CORS protocol and HTTP caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches)
    struct CredentialsForPublicData {
        code: "CS092",
        name: "credentials-for-public-data",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &CredentialsForPublicData;

impl Rule for CredentialsForPublicData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for resource in context.resolution.resources() {
            let Some(credentials) = &resource.allow_credentials else { continue };
            if !credentials.value || data(resource) != Some(Data::Public) {
                continue;
            }
            findings.report(&META, || {
                let message = "credentials are allowed for data that is said to be public";
                Finding::new(&META, credentials.span, "allow-credentials", message)
                    .help("allow `*` without credentials, or say `data = \"private\"`")
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
            "a path that inherits credentials",
            r#"[policy]
allow-origins = ["https://a.example"]
allow-credentials = true
[[policy.path]]
match = "/p/*"
data = "public""#,
        );
        passes(
            &META,
            "private data",
            r#"allow-origins = ["https://a.example"]
allow-credentials = true
data = "private""#,
        );
        passes(
            &META,
            "no credentials",
            r#"allow-origins = ["*"]
data = "public""#,
        );
    }
}
