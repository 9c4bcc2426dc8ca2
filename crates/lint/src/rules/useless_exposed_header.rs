use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A header that no readable response carries is exposed.
    ///
    /// ## What it does
    ///
    /// Reports request headers of the CORS protocol, and headers that only a preflight's answer
    /// carries, in `expose-headers`.
    ///
    /// ## Why is this bad?
    ///
    /// A script never sees the answer to a preflight, and `Origin` is on requests. The entry does
    /// nothing, and shows that `allow-headers` was meant.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["Origin"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["X-Request-Id"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
    /// * [Fetch: HTTP requests](https://fetch.spec.whatwg.org/#http-requests)
    struct UselessExposedHeader {
        code: "CS061",
        name: "useless-exposed-header",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers",
        refusal: Some(Refusal::UselessExposedHeader),
    }
}

pub(super) static RULE: &dyn Rule = &UselessExposedHeader;

impl Rule for UselessExposedHeader {
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
            "a header of preflights",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["Access-Control-Max-Age"]"#,
        );
        passes(
            &META,
            "the origin that was allowed",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["Access-Control-Allow-Origin"]"#,
        );
    }
}
