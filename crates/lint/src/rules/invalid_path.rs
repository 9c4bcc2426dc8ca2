use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A `match` is not a path pattern.
    ///
    /// ## What it does
    ///
    /// Reports a `match` that could never equal a request's path, or that has `*` anywhere but at its
    /// end.
    ///
    /// ## Why is this bad?
    ///
    /// Paths are compared decoded and without dot segments, since the server behind the policy
    /// decodes them too (rack-cors, CVE-2019-18978). A pattern in another form matches nothing, so
    /// its paths get the default policy.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    ///
    /// [[policy.path]]
    /// match = "public"
    /// allow-origins = ["*"]
    /// data = "public"
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    ///
    /// [[policy.path]]
    /// match = "/public/*"
    /// allow-origins = ["*"]
    /// data = "public"
    /// ```
    ///
    /// ## References
    ///
    /// * [RFC 3986, sections 3.3 and 6.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.3)
    /// * [CVE-2019-18978](https://www.cve.org/CVERecord?id=CVE-2019-18978)
    struct InvalidPath {
        code: "CS008",
        name: "invalid-path",
        severity: Error,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc3986#section-3.3",
        refusal: Some(Refusal::InvalidPath),
    }
}

pub(super) static RULE: &dyn Rule = &InvalidPath;

impl Rule for InvalidPath {
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
            "a star in the middle",
            r#"[policy]
allow-origins = ["https://a.example"]
[[policy.path]]
match = "/a/*/b""#,
        );
        passes(
            &META,
            "one path",
            r#"[policy]
allow-origins = ["https://a.example"]
[[policy.path]]
match = "/health""#,
        );
    }
}
