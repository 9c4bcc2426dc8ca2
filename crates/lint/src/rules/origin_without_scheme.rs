use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A host stands where an origin belongs.
    ///
    /// ## What it does
    ///
    /// Reports a host, with or without a port, that has no scheme.
    ///
    /// ## Why is this bad?
    ///
    /// `http` and `https` are two origins, and only one of them is protected from the network. A host
    /// alone matches neither.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["app.example.com"]
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
    /// * [Fetch: the `Origin` header](https://fetch.spec.whatwg.org/#origin-header)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct OriginWithoutScheme {
        code: "CS012",
        name: "origin-without-scheme",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#origin-header",
        refusal: Some(Refusal::OriginWithoutScheme),
    }
}

pub(super) static RULE: &dyn Rule = &OriginWithoutScheme;

impl Rule for OriginWithoutScheme {
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
        fires(&META, "a host and a port", r#"allow-origins = ["localhost:3000"]"#);
        passes(
            &META,
            "a scheme of an extension",
            r#"allow-origins = ["chrome-extension://abcdefghijklmnop"]"#,
        );
    }
}
