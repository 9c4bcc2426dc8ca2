use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// Something follows the host and port.
    ///
    /// ## What it does
    ///
    /// Reports a slash, a path, a query or a fragment in an origin.
    ///
    /// ## Why is this bad?
    ///
    /// An origin is a scheme, a host and a port. With a slash at its end it is another text than the
    /// one browsers send, and the comparison is byte for byte. A path cannot restrict which page may
    /// read: pages of one origin trust each other.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com/"]
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
    /// * [Fetch: CORS protocol and examples, where the trailing slash fails](https://fetch.spec.whatwg.org/#cors-protocol-examples)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct OriginWithPath {
        code: "CS014",
        name: "origin-with-path",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#origin-header",
        refusal: Some(Refusal::OriginWithPath),
    }
}

pub(super) static RULE: &dyn Rule = &OriginWithPath;

impl Rule for OriginWithPath {
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
        fires(&META, "a path", r#"allow-origins = ["https://a.example/app"]"#);
        fires(&META, "a query", r#"allow-origins = ["https://a.example?x"]"#);
        passes(&META, "no slash", r#"allow-origins = ["https://a.example"]"#);
    }
}
