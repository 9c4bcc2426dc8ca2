use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// `null` is allowed together with credentials.
    ///
    /// ## What it does
    ///
    /// Reports `null` in `allow-origins` where `allow-credentials` is true. There is no opt-out.
    ///
    /// ## Why is this bad?
    ///
    /// Any website can make a sandboxed frame, whose origin is `null`, and read with the session of
    /// whoever visits it.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com", "null"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-credentials = true
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct NullOriginWithCredentials {
        code: "CS031",
        name: "null-origin-with-credentials",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
        refusal: Some(Refusal::NullOriginWithCredentials),
    }
}

pub(super) static RULE: &dyn Rule = &NullOriginWithCredentials;

impl Rule for NullOriginWithCredentials {
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
        fires(
            &META,
            "null with the opt-out",
            r#"[policy]
allow-origins = ["null"]
allow-credentials = true
[dangerously]
allow-null-origin = true"#,
        );
        passes(&META, "null without credentials", r#"allow-origins = ["null"]"#);
    }
}
