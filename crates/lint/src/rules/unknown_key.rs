use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A key does not exist.
    ///
    /// ## What it does
    ///
    /// Reports a key that is neither a setting nor a known alias of one, and suggests the nearest
    /// that is.
    ///
    /// ## Why is this bad?
    ///
    /// A misspelt key that is ignored leaves its setting at the default in silence: `allow-credential
    /// = true` would do nothing, and `exposed-header` would expose nothing.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// alow-methods = ["PUT"]
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
    /// * [RFC 9413, Maintaining Robust Protocols](https://www.rfc-editor.org/rfc/rfc9413)
    /// * [Gateway API: HTTPCORSFilter](https://gateway-api.sigs.k8s.io/reference/spec/), whose key names are accepted as aliases
    struct UnknownKey {
        code: "CS002",
        name: "unknown-key",
        severity: Error,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9413",
        refusal: Some(Refusal::UnknownKey),
    }
}

pub(super) static RULE: &dyn Rule = &UnknownKey;

impl Rule for UnknownKey {
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
            "a key of no meaning",
            r#"allow-origins = ["https://a.example"]
colour = "red""#,
        );
        passes(&META, "the name that Gateway API uses", r#"allowOrigins = ["https://a.example"]"#);
    }
}
