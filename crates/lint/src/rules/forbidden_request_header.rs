use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A forbidden request-header is allowed.
    ///
    /// ## What it does
    ///
    /// Reports a name in `allow-headers` that the browser alone sets: `Cookie`, `Origin`, `Host`,
    /// `Referer`, `Sec-*`, `Proxy-*` and others.
    ///
    /// ## Why is this bad?
    ///
    /// No script can set them, and a preflight never asks for them. The entry does nothing. `Cookie`
    /// here is usually an attempt to allow credentials, which is another setting.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type", "Cookie"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// Cookies are sent and read under `allow-credentials`.
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// allow-headers = ["Content-Type"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header)
    struct ForbiddenRequestHeader {
        code: "CS051",
        name: "forbidden-request-header",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#forbidden-request-header",
        refusal: Some(Refusal::ForbiddenRequestHeader),
    }
}

pub(super) static RULE: &dyn Rule = &ForbiddenRequestHeader;

impl Rule for ForbiddenRequestHeader {
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
            "Origin",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Origin"]"#,
        );
        fires(
            &META,
            "a name of the browser",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Sec-Foo"]"#,
        );
        fires(
            &META,
            "a proxy header",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Proxy-X"]"#,
        );
        passes(
            &META,
            "User-Agent, which scripts may set",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["User-Agent"]"#,
        );
    }
}
