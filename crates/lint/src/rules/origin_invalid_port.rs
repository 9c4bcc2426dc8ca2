use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A port is not valid.
    ///
    /// ## What it does
    ///
    /// Reports a port outside 1 to 65535, an empty one, one with leading zeros, and one that is not a
    /// number or `*`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers send a port as a decimal number without leading zeros. Anything else matches no
    /// request.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com:65536"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com:8443"]
    /// ```
    ///
    /// ## References
    ///
    /// * [URL: port state](https://url.spec.whatwg.org/#port-state)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct OriginInvalidPort {
        code: "CS021",
        name: "origin-invalid-port",
        severity: Error,
        since: "0.1.0",
        clause: "https://url.spec.whatwg.org/#port-state",
        refusal: Some(Refusal::OriginInvalidPort),
    }
}

pub(super) static RULE: &dyn Rule = &OriginInvalidPort;

impl Rule for OriginInvalidPort {
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
        fires(&META, "port 0", r#"allow-origins = ["https://a.example:0"]"#);
        fires(&META, "a leading zero", r#"allow-origins = ["https://a.example:065"]"#);
        passes(&META, "the highest port", r#"allow-origins = ["https://a.example:65535"]"#);
    }
}
