use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// An IP address is not in the form that browsers send.
    ///
    /// ## What it does
    ///
    /// Reports IPv4 addresses in short, octal or hexadecimal form, IPv6 addresses that are not
    /// compressed, IPv4-mapped addresses and zones.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers serialise an address in one form. Any other matches no request.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["http://127.1"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["http://127.0.0.1"]
    /// ```
    ///
    /// ## References
    ///
    /// * [URL: host serializing](https://url.spec.whatwg.org/#concept-host-serializer)
    /// * [RFC 5952, canonical IPv6 text](https://www.rfc-editor.org/rfc/rfc5952)
    struct OriginNonCanonicalIp {
        code: "CS020",
        name: "origin-non-canonical-ip",
        severity: Error,
        since: "0.1.0",
        clause: "https://url.spec.whatwg.org/#concept-host-serializer",
        refusal: Some(Refusal::OriginNonCanonicalIp),
    }
}

pub(super) static RULE: &dyn Rule = &OriginNonCanonicalIp;

impl Rule for OriginNonCanonicalIp {
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
        fires(&META, "an IPv6 address in full", r#"allow-origins = ["http://[0:0:0:0:0:0:0:1]"]"#);
        passes(
            &META,
            "a compressed IPv6 address",
            r#"allow-origins = ["https://[2001:db8::1]:8443"]"#,
        );
    }
}
