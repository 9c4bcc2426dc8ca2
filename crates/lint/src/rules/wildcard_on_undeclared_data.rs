use crate::context::data;
use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Any origin may read, and nothing says that the data is public.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `allow-origins` where `data` is not written.
    ///
    /// ## Why is this bad?
    ///
    /// `*` is right for public data and wrong for any other, and no tool can tell from the policy
    /// which it is. Saying so makes the choice a reviewed one.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["*"]
    /// data = "public"
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: basic safe CORS protocol setup](https://fetch.spec.whatwg.org/#basic-safe-cors-protocol-setup)
    struct WildcardOnUndeclaredData {
        code: "CS084",
        name: "wildcard-on-undeclared-data",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#basic-safe-cors-protocol-setup",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &WildcardOnUndeclaredData;

impl Rule for WildcardOnUndeclaredData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins() {
            let Some(span) = list.any else { continue };
            let is_undeclared = list
                .resources
                .iter()
                .any(|resource| !resource.allows_credentials() && data(resource).is_none());
            if !is_undeclared {
                continue;
            }
            findings.report(&META, || {
                let message =
                    "`*` lets every website read, and nothing says that the data is public";
                Finding::new(&META, span, "allow-origins", message)
                    .help("say `data = \"public\"` if it is meant for anyone, or list the origins")
            });
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
            "a path with a wildcard",
            r#"[policy]
allow-origins = ["https://a.example"]
[[policy.path]]
match = "/p/*"
allow-origins = ["*"]"#,
        );
        passes(
            &META,
            "private data, which is worse",
            r#"allow-origins = ["*"]
data = "private""#,
        );
        passes(&META, "a list", r#"allow-origins = ["https://a.example"]"#);
    }
}
