use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A response header of the CORS protocol is allowed as a request header.
    ///
    /// ## What it does
    ///
    /// Reports an `Access-Control-*` response header in `allow-headers`.
    ///
    /// ## Why is this bad?
    ///
    /// The server sends these, and a page that sets one on its request only causes a preflight. That
    /// it is listed means that a page does so, in the belief that it helps; the remedy is in the
    /// page.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type", "Access-Control-Allow-Origin"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: HTTP responses](https://fetch.spec.whatwg.org/#http-responses)
    struct ResponseHeaderAllowed {
        code: "CS052",
        name: "response-header-allowed",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-responses",
        refusal: Some(Refusal::ResponseHeaderAllowed),
    }
}

pub(super) static RULE: &dyn Rule = &ResponseHeaderAllowed;

impl Rule for ResponseHeaderAllowed {
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
            "lower case",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["access-control-allow-headers"]"#,
        );
        passes(
            &META,
            "a request header",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Authorization"]"#,
        );
    }
}
