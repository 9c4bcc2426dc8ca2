use std::collections::HashSet;

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A method or a header name is listed twice.
    ///
    /// ## What it does
    ///
    /// Reports an entry of `allow-methods`, `allow-headers` or `expose-headers` that repeats an
    /// earlier one: methods after normalisation, header names without regard to case.
    ///
    /// ## Why is this bad?
    ///
    /// It has no effect. Whoever removes one of the two to withdraw it withdraws nothing.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["X-Trace", "x-trace"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["X-Trace"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: headers](https://fetch.spec.whatwg.org/#headers-class)
    /// * [RFC 9110, section 5.1: field names are case-insensitive](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)
    struct DuplicateName {
        code: "CS087",
        name: "duplicate-name",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-header-value",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &DuplicateName;

impl Rule for DuplicateName {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in
            [context.methods(), context.allow_headers(), context.expose_headers()].iter().flatten()
        {
            let mut known = HashSet::new();
            for entry in &list.names.entries {
                let name = if list.setting == "allow-methods" {
                    entry.name.clone()
                } else {
                    entry.name.to_ascii_lowercase()
                };
                if known.insert(name) {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!("`{}` is listed twice", entry.written);
                    Finding::new(&META, entry.span, list.setting, message)
                        .fix(context.removal("remove it", entry.span))
                });
            }
        }
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
            "a method that is normalised",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT", "put"]"#,
        );
        fires(
            &META,
            "an exposed name",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["ETag", "Etag"]"#,
        );
        fires(
            &META,
            "the wildcard",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["*", "*"]"#,
        );
        passes(
            &META,
            "two methods that differ in case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["patch", "PATCH"]"#,
        );
        passes(
            &META,
            "one name in two lists",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X-A"]
expose-headers = ["X-A"]"#,
        );
    }
}
