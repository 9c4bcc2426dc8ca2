use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// All response headers are exposed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `expose-headers` where `allow-credentials` is true.
    ///
    /// ## Why is this bad?
    ///
    /// For a request with credentials `*` is a header named `*`, so nothing is exposed, and the
    /// script reads `null` without an error.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// expose-headers = ["*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// expose-headers = ["X-Request-Id", "ETag"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: main fetch, where the CORS-exposed header-name list is set](https://fetch.spec.whatwg.org/#main-fetch)
    struct WildcardExposeWithCredentials {
        code: "CS034",
        name: "wildcard-expose-with-credentials",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: Some(Refusal::WildcardExposeWithCredentials),
    }
}

pub(super) static RULE: &dyn Rule = &WildcardExposeWithCredentials;

impl Rule for WildcardExposeWithCredentials {
    fn meta(&self) -> &'static RuleMeta {
        &META
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
            "a wildcard among names",
            r#"allow-origins = ["https://a.example"]
allow-credentials = true
expose-headers = ["ETag", "*"]"#,
        );
        passes(
            &META,
            "no credentials",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["*"]"#,
        );
    }
}
