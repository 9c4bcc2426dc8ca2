use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// The version of the document is not known.
    ///
    /// ## What it does
    ///
    /// Reports a `version` other than 1.
    ///
    /// ## Why is this bad?
    ///
    /// A later version may give a key another meaning. Reading it by the old meaning could allow more
    /// than was written.
    ///
    /// ## Example
    ///
    /// ```toml
    /// version = 2
    ///
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// version = 1
    ///
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## References
    ///
    /// * [RFC 9413, Maintaining Robust Protocols](https://www.rfc-editor.org/rfc/rfc9413)
    struct UnsupportedVersion {
        code: "CS005",
        name: "unsupported-version",
        severity: Error,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9413",
        refusal: Some(Refusal::UnsupportedVersion),
    }
}

pub(super) static RULE: &dyn Rule = &UnsupportedVersion;

impl Rule for UnsupportedVersion {
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
            "a version of the future",
            r#"version = 9
[policy]
allow-origins = ["https://a.example"]"#,
        );
        passes(&META, "no version", r#"allow-origins = ["https://a.example"]"#);
    }
}
