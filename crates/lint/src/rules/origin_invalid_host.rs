use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A host is not valid.
    ///
    /// ## What it does
    ///
    /// Reports a host that the URL standard or IDNA refuses: an empty label, broken Punycode, a label
    /// or a name that is too long.
    ///
    /// ## Why is this bad?
    ///
    /// No browser can be at such a host, so the entry matches no request. It is usually a slip of the
    /// hand for one that exists.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app..example.com"]
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
    /// * [URL: host parsing](https://url.spec.whatwg.org/#host-parsing)
    /// * [RFC 5891, IDNA 2008](https://www.rfc-editor.org/rfc/rfc5891)
    struct OriginInvalidHost {
        code: "CS019",
        name: "origin-invalid-host",
        severity: Error,
        since: "0.1.0",
        clause: "https://url.spec.whatwg.org/#host-parsing",
        refusal: Some(Refusal::OriginInvalidHost),
    }
}

pub(super) static RULE: &dyn Rule = &OriginInvalidHost;

impl Rule for OriginInvalidHost {
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
        fires(&META, "broken Punycode", r#"allow-origins = ["https://xn--f"]"#);
        passes(&META, "Punycode", r#"allow-origins = ["https://xn--rsum-bpad.example"]"#);
    }
}
