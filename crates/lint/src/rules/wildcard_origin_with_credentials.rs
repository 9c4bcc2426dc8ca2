use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// Any origin is allowed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `allow-origins` where `allow-credentials` is true.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers refuse `Access-Control-Allow-Origin: *` for requests with credentials. Servers that
    /// echo every origin instead, to make it work, give every website the session of each of their
    /// users: that is the worst CORS fault there is. There is no opt-out.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["*"]
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
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct WildcardOriginWithCredentials {
        code: "CS030",
        name: "wildcard-origin-with-credentials",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: Some(Refusal::WildcardOriginWithCredentials),
    }
}

pub(super) static RULE: &dyn Rule = &WildcardOriginWithCredentials;

impl Rule for WildcardOriginWithCredentials {
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
            "a wildcard among others",
            r#"allow-origins = ["https://a.example", "*"]
allow-credentials = true"#,
        );
        passes(&META, "no credentials", r#"allow-origins = ["*"]"#);
    }
}
