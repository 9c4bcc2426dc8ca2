use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A regular expression stands where an origin pattern belongs.
    ///
    /// ## What it does
    ///
    /// Reports an entry with the signs of a regular expression, and suggests the origin pattern it
    /// means where that is certain.
    ///
    /// ## Why is this bad?
    ///
    /// Regular expressions for origins are the commonest source of bypasses: `example.com$` matches
    /// `evilexample.com`, and an unescaped dot matches any character. Origin patterns are compared
    /// label by label and cannot do that.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ['^https://[^.]+\.example\.com$']
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.example.com"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: the `Origin` header](https://fetch.spec.whatwg.org/#origin-header)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// * [CWE-625: permissive regular expression](https://cwe.mitre.org/data/definitions/625.html)
    struct OriginRegex {
        code: "CS016",
        name: "origin-regex",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#origin-header",
        refusal: Some(Refusal::OriginRegex),
    }
}

pub(super) static RULE: &dyn Rule = &OriginRegex;

impl Rule for OriginRegex {
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
        fires(&META, "alternatives", r#"allow-origins = ["https://(a|b).example"]"#);
        passes(&META, "subdomains", r#"allow-origins = ["https://*.a.example"]"#);
    }
}
