use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// The document cannot be read.
    ///
    /// ## What it does
    ///
    /// Reports a document that is not TOML, YAML or JSON, is not UTF-8, or exceeds a limit on size,
    /// depth or number of entries.
    ///
    /// ## Why is this bad?
    ///
    /// What cannot be read has no meaning. A tool that guesses would serve a policy that nobody
    /// wrote.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"
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
    /// * [TOML 1.0.0](https://toml.io/en/v1.0.0)
    /// * [YAML 1.2.2](https://yaml.org/spec/1.2.2/)
    /// * [RFC 8259, JSON](https://www.rfc-editor.org/rfc/rfc8259)
    struct DocumentSyntax {
        code: "CS001",
        name: "document-syntax",
        severity: Error,
        since: "0.1.0",
        clause: "https://toml.io/en/v1.0.0",
        refusal: Some(Refusal::Syntax),
    }
}

pub(super) static RULE: &dyn Rule = &DocumentSyntax;

impl Rule for DocumentSyntax {
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
        fires(&META, "an unclosed list", r#"allow-origins = ["*""#);
        fires(&META, "an unclosed text", r#"allow-origins = ["*]"#);
        passes(&META, "valid TOML", r#"allow-origins = ["https://a.example"]"#);
    }
}
