use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// The default port of the scheme is spelled out.
    ///
    /// ## What it does
    ///
    /// Reports `:443` after `https` and `:80` after `http`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers leave the default port out when they serialise an origin, so the entry would never
    /// match. It looks right, and the page is refused.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com:443"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `http://example.com:443` and `https://example.com:80` are valid, since neither port is its
    /// scheme's default.
    ///
    /// ## References
    ///
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// * [URL: default port](https://url.spec.whatwg.org/#default-port)
    struct OriginDefaultPort {
        code: "CS013",
        name: "origin-default-port",
        severity: Error,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refusal: Some(Refusal::OriginDefaultPort),
    }
}

pub(super) static RULE: &dyn Rule = &OriginDefaultPort;

impl Rule for OriginDefaultPort {
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
        fires(&META, "port 80 of http", r#"allow-origins = ["http://a.example:80"]"#);
        passes(&META, "port 80 of https", r#"allow-origins = ["https://a.example:80"]"#);
        passes(&META, "any port", r#"allow-origins = ["http://localhost:*"]"#);
    }
}
