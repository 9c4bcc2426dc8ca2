use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A header name is not valid.
    ///
    /// ## What it does
    ///
    /// Reports an entry of `allow-headers` or `expose-headers` that is not a token: spaces, a colon
    /// with a value, several names in one text.
    ///
    /// ## Why is this bad?
    ///
    /// The entry would make the header unreadable, and a browser that cannot read
    /// `Access-Control-Allow-Headers` refuses the preflight for every name.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type, Authorization"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type", "Authorization"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: header name](https://fetch.spec.whatwg.org/#header-name)
    /// * [RFC 9110, section 5.1: field names](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)
    struct InvalidHeaderName {
        code: "CS050",
        name: "invalid-header-name",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#header-name",
        refusal: Some(Refusal::InvalidHeaderName),
    }
}

pub(super) static RULE: &dyn Rule = &InvalidHeaderName;

impl Rule for InvalidHeaderName {
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
            "a space",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X Y"]"#,
        );
        fires(
            &META,
            "a name and a value",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X-A: 1"]"#,
        );
        fires(
            &META,
            "an exposed name with a colon",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["X-A:"]"#,
        );
        passes(
            &META,
            "a name of your own",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X-Trace"]"#,
        );
    }
}
