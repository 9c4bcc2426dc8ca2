use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A text is not an origin.
    ///
    /// ## What it does
    ///
    /// Reports an entry of `allow-origins` that is malformed in a way that no other rule describes
    /// better: empty, too long, spaces around it, a user name, a scheme that is none.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers send the serialisation of an origin, byte for byte. An entry in any other form
    /// matches no request, and the page that it was written for is refused.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = [" https://app.example.com"]
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
    struct InvalidOrigin {
        code: "CS011",
        name: "invalid-origin",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#origin-header",
        refusal: Some(Refusal::InvalidOrigin),
    }
}

pub(super) static RULE: &dyn Rule = &InvalidOrigin;

impl Rule for InvalidOrigin {
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
        fires(&META, "an empty text", r#"allow-origins = [""]"#);
        fires(&META, "a user name", r#"allow-origins = ["https://user@a.example"]"#);
        passes(&META, "an origin with a port", r#"allow-origins = ["https://a.example:8443"]"#);
    }
}
