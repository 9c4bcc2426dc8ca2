use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A host is in Unicode.
    ///
    /// ## What it does
    ///
    /// Reports a host with characters outside ASCII.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers send hosts in Punycode. The Unicode form matches no request, and two forms that look
    /// the same may be two hosts.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://résumé.example"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://xn--rsum-bpad.example"]
    /// ```
    ///
    /// ## References
    ///
    /// * [URL: domain to ASCII](https://url.spec.whatwg.org/#concept-domain-to-ascii)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct OriginUnicodeHost {
        code: "CS018",
        name: "origin-unicode-host",
        severity: Error,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin",
        refusal: Some(Refusal::OriginUnicodeHost),
    }
}

pub(super) static RULE: &dyn Rule = &OriginUnicodeHost;

impl Rule for OriginUnicodeHost {
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
        fires(&META, "a subdomain pattern", r#"allow-origins = ["https://*.bücher.example"]"#);
        passes(&META, "Punycode", r#"allow-origins = ["https://xn--bcher-kva.example"]"#);
    }
}
