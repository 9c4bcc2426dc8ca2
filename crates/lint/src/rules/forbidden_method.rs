use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A forbidden method is allowed.
    ///
    /// ## What it does
    ///
    /// Reports `CONNECT`, `TRACE` and `TRACK`, in any case.
    ///
    /// ## Why is this bad?
    ///
    /// No script can send them: `fetch()` throws before anything is on the wire. The entry does
    /// nothing, and shows that something else was meant.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PUT", "TRACE"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PUT"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: forbidden method](https://fetch.spec.whatwg.org/#forbidden-method)
    struct ForbiddenMethod {
        code: "CS041",
        name: "forbidden-method",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#forbidden-method",
        refusal: Some(Refusal::ForbiddenMethod),
    }
}

pub(super) static RULE: &dyn Rule = &ForbiddenMethod;

impl Rule for ForbiddenMethod {
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
allow-methods = ["trace"]"#,
        );
        fires(
            &META,
            "mixed case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["Track"]"#,
        );
        passes(
            &META,
            "a method that begins like one",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["TRACER"]"#,
        );
    }
}
