use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A method is not valid.
    ///
    /// ## What it does
    ///
    /// Reports an entry of `allow-methods` that is not a token: an empty text, or several methods in
    /// one.
    ///
    /// ## Why is this bad?
    ///
    /// The entry would make `Access-Control-Allow-Methods` unreadable, and a browser that cannot read
    /// it refuses the preflight for every method.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PUT, DELETE"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PUT", "DELETE"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: methods](https://fetch.spec.whatwg.org/#methods)
    /// * [RFC 9110, section 5.6.2: tokens](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
    struct InvalidMethod {
        code: "CS040",
        name: "invalid-method",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#methods",
        refusal: Some(Refusal::InvalidMethod),
    }
}

pub(super) static RULE: &dyn Rule = &InvalidMethod;

impl Rule for InvalidMethod {
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
            "an empty text",
            r#"allow-origins = ["https://a.example"]
allow-methods = [""]"#,
        );
        fires(
            &META,
            "a space",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT DELETE"]"#,
        );
        passes(
            &META,
            "a method of your own",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PURGE"]"#,
        );
    }
}
