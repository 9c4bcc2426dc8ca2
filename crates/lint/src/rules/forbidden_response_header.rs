use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A forbidden response-header is exposed.
    ///
    /// ## What it does
    ///
    /// Reports `Set-Cookie` and `Set-Cookie2` in `expose-headers`.
    ///
    /// ## Why is this bad?
    ///
    /// No browser shows them to a script, exposed or not. If the page needs a token, send it in the
    /// body or in a header of its own.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["Set-Cookie"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["X-Csrf-Token"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name)
    struct ForbiddenResponseHeader {
        code: "CS060",
        name: "forbidden-response-header",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#forbidden-response-header-name",
        refusal: Some(Refusal::ForbiddenResponseHeader),
    }
}

pub(super) static RULE: &dyn Rule = &ForbiddenResponseHeader;

impl Rule for ForbiddenResponseHeader {
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
            "its successor",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["set-cookie2"]"#,
        );
        passes(
            &META,
            "another header",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["ETag"]"#,
        );
    }
}
