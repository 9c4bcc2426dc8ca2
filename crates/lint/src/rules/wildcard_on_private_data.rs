use corsmith_policy::Data;

use crate::context::data;
use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Any origin may read private data.
    ///
    /// ## What it does
    ///
    /// Reports `*` in `allow-origins` where `data` is `private`.
    ///
    /// ## Why is this bad?
    ///
    /// Without credentials a page reads only what a visitor could read without a session. That is not
    /// always public: what is protected by the network alone, such as an intranet, a router or a
    /// service on localhost, is open to every website that someone inside visits.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["*"]
    /// data = "private"
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// data = "private"
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [Fetch: basic safe CORS protocol setup](https://fetch.spec.whatwg.org/#basic-safe-cors-protocol-setup)
    struct WildcardOnPrivateData {
        code: "CS083",
        name: "wildcard-on-private-data",
        severity: Warning,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &WildcardOnPrivateData;

impl Rule for WildcardOnPrivateData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins() {
            let Some(span) = list.any else { continue };
            // With credentials it is an error of its own.
            let is_private = list.resources.iter().any(|resource| {
                !resource.allows_credentials() && data(resource) == Some(Data::Private)
            });
            if !is_private {
                continue;
            }
            findings.report(&META, || {
                let message = "`*` lets every website read data that is said to be private";
                Finding::new(&META, span, "allow-origins", message)
                    .help("list the origins, or say `data = \"public\"` if it is meant for anyone")
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
            "a path that inherits the wildcard",
            r#"[policy]
allow-origins = ["*"]
data = "public"
[[policy.path]]
match = "/me"
data = "private""#,
        );
        passes(
            &META,
            "public data",
            r#"allow-origins = ["*"]
data = "public""#,
        );
        passes(&META, "undeclared data", r#"allow-origins = ["*"]"#);
    }
}
