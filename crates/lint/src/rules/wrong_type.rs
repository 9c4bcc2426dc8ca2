use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A value is of another type than its key takes.
    ///
    /// ## What it does
    ///
    /// Reports a value of the wrong type, or one outside the set that its key allows, such as `data =
    /// "secret"`.
    ///
    /// ## Why is this bad?
    ///
    /// Converting silently changes meaning: in several libraries the text `"false"` counts as true,
    /// and credentials are allowed by a line that says the opposite.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = 1
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
    /// * [TOML 1.0.0](https://toml.io/en/v1.0.0)
    /// * [Fetch: `Access-Control-Allow-Credentials` is `true` or absent](https://fetch.spec.whatwg.org/#http-access-control-allow-credentials)
    struct WrongType {
        code: "CS004",
        name: "wrong-type",
        severity: Error,
        since: "0.1.0",
        clause: "https://toml.io/en/v1.0.0",
        refusal: Some(Refusal::WrongType),
    }
}

pub(super) static RULE: &dyn Rule = &WrongType;

impl Rule for WrongType {
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
        fires(&META, "a number for a list", "allow-origins = 1");
        fires(
            &META,
            "data that is neither public nor private",
            r#"allow-origins = ["https://a.example"]
data = "secret""#,
        );
        passes(
            &META,
            "a boolean",
            r#"allow-origins = ["https://a.example"]
allow-credentials = false"#,
        );
    }
}
