use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// `max-age` is malformed or out of bounds.
    ///
    /// ## What it does
    ///
    /// Reports a `max-age` that is not a whole number of seconds (or of minutes, hours or days with a
    /// unit), is negative, or is more than one day.
    ///
    /// ## Why is this bad?
    ///
    /// A value that is not `delta-seconds` does not do what it says: by the standard it counts as five
    /// seconds; of `-1` no browser keeps anything, of `10m` Firefox keeps nothing and the others five
    /// seconds. No browser keeps a preflight longer than a day.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// max-age = "20d"
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// max-age = "2h"
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age)
    /// * [RFC 9111, section 1.2.2: delta-seconds](https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2)
    struct InvalidMaxAge {
        code: "CS070",
        name: "invalid-max-age",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
        refusal: Some(Refusal::InvalidMaxAge),
    }
}

pub(super) static RULE: &dyn Rule = &InvalidMaxAge;

impl Rule for InvalidMaxAge {
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
            "a negative number",
            r#"allow-origins = ["https://a.example"]
max-age = -2"#,
        );
        fires(
            &META,
            "more than a day",
            r#"allow-origins = ["https://a.example"]
max-age = 86401"#,
        );
        fires(
            &META,
            "a fraction",
            r#"allow-origins = ["https://a.example"]
max-age = "1.5s""#,
        );
        passes(
            &META,
            "zero",
            r#"allow-origins = ["https://a.example"]
max-age = 0"#,
        );
        passes(
            &META,
            "one day",
            r#"allow-origins = ["https://a.example"]
max-age = 86400"#,
        );
    }
}
