use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A key is written twice.
    ///
    /// ## What it does
    ///
    /// Reports a setting that is written twice in one table, also under two of its names.
    ///
    /// ## Why is this bad?
    ///
    /// One of the two would be ignored, and parsers disagree on which. A reviewer who reads the first
    /// does not see what the second opens.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allowOrigins = ["*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## References
    ///
    /// * [TOML 1.0.0: keys](https://toml.io/en/v1.0.0#keys)
    /// * [RFC 8259, section 4: names should be unique](https://www.rfc-editor.org/rfc/rfc8259#section-4)
    struct DuplicateKey {
        code: "CS003",
        name: "duplicate-key",
        severity: Error,
        since: "0.1.0",
        clause: "https://toml.io/en/v1.0.0#keys",
        refusal: Some(Refusal::DuplicateKey),
    }
}

pub(super) static RULE: &dyn Rule = &DuplicateKey;

impl Rule for DuplicateKey {
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
            "a name and its alias",
            r#"allow-origins = ["*"]
origins = ["*"]"#,
        );
        passes(
            &META,
            "the same key in two tables",
            r#"[policy]
allow-origins = ["*"]
[[policy.path]]
match = "/a"
allow-origins = ["https://a.example"]"#,
        );
    }
}
