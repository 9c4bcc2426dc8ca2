use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A `*` stands where it has no meaning.
    ///
    /// ## What it does
    ///
    /// Reports `*` anywhere but as the whole pattern, as a leading `*.` of a host name, or as the
    /// port.
    ///
    /// ## Why is this bad?
    ///
    /// `https://*example.com` would match `https://evilexample.com`, and `https://app.*` would match
    /// any site that starts with `app.`. Libraries that accept such patterns have been bypassed by
    /// them.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*example.com"]
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
    struct OriginMisplacedWildcard {
        code: "CS022",
        name: "origin-misplaced-wildcard",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#origin-header",
        refusal: Some(Refusal::OriginMisplacedWildcard),
    }
}

pub(super) static RULE: &dyn Rule = &OriginMisplacedWildcard;

impl Rule for OriginMisplacedWildcard {
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
        fires(&META, "two wildcards", r#"allow-origins = ["https://*.*.a.example"]"#);
        fires(&META, "a wildcard in the middle", r#"allow-origins = ["https://a.*.example"]"#);
        fires(&META, "subdomains of an address", r#"allow-origins = ["https://*.1.2.3.4"]"#);
        passes(&META, "subdomains and any port", r#"allow-origins = ["https://*.a.example:*"]"#);
    }
}
