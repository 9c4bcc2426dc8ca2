use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A scheme or a host is in upper case.
    ///
    /// ## What it does
    ///
    /// Reports upper case in a scheme or a host.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers send both in lower case, and the comparison is byte for byte: `https://Example.com`
    /// matches no request.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://App.Example.com"]
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
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// * [URL: host parsing](https://url.spec.whatwg.org/#host-parsing)
    struct OriginUpperCase {
        code: "CS017",
        name: "origin-upper-case",
        severity: Error,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refusal: Some(Refusal::OriginUpperCase),
    }
}

pub(super) static RULE: &dyn Rule = &OriginUpperCase;

impl Rule for OriginUpperCase {
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
        fires(&META, "an upper-case scheme", r#"allow-origins = ["HTTPS://a.example"]"#);
        passes(&META, "lower case", r#"allow-origins = ["https://a.example"]"#);
    }
}
