use std::collections::HashMap;

use corsmith_policy::{HostScope, PortPattern, TuplePattern};

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Two origin patterns overlap.
    ///
    /// ## What it does
    ///
    /// Reports two patterns of which neither covers the other, and which match some origins both: one
    /// allows any port of a subdomain, the other one port of all subdomains.
    ///
    /// ## Why is this bad?
    ///
    /// Removing either withdraws less than it seems: the origins that both match stay allowed.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.example.com", "https://app.example.com:*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.example.com", "https://app.example.com:8443"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// An entry that is covered entirely is reported as redundant instead.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct OverlappingOrigins {
        code: "CS081",
        name: "overlapping-origins",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &OverlappingOrigins;

impl Rule for OverlappingOrigins {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins().iter().filter(|list| list.any.is_none()) {
            // Two patterns overlap without covering only if one is wider in hosts and the other in
            // ports, so looking up the parents of the latter finds all, in linear time.
            let mut subdomains: HashMap<(&str, &str), &TuplePattern> = HashMap::new();
            for (pattern, _) in list.notable() {
                if pattern.scope() == HostScope::Subdomains && pattern.port() != PortPattern::Any {
                    subdomains.entry((pattern.scheme(), pattern.host())).or_insert(pattern);
                }
            }
            if subdomains.is_empty() {
                continue;
            }
            for &(pattern, span) in list.notable() {
                if pattern.port() != PortPattern::Any {
                    continue;
                }
                let overlap = parents(pattern.host())
                    .find_map(|parent| subdomains.get(&(pattern.scheme(), parent)));
                if let Some(other) = overlap {
                    findings.report(&META, || {
                        let message = format!(
                            "`{}` and `{}` overlap: removing one leaves what the other allows",
                            pattern.as_str(),
                            other.as_str()
                        );
                        Finding::new(&META, span, "allow-origins", message)
                    });
                }
            }
        }
    }
}

/// `b.example` and `example` for `a.b.example`; none for an IPv6 address.
fn parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(host.split_once('.'), |(_, rest)| rest.split_once('.'))
        .map(|(_, parent)| parent)
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "deeper subdomains with any port",
            r#"allow-origins = ["https://*.b.a.example:*", "https://*.a.example:8443"]"#,
        );
        passes(
            &META,
            "one covers the other",
            r#"allow-origins = ["https://*.a.example:*", "https://b.a.example"]"#,
        );
        passes(
            &META,
            "other schemes",
            r#"allow-origins = ["https://*.a.example", "http://b.a.example:*"]"#,
        );
        passes(
            &META,
            "only exact origins",
            r#"allow-origins = ["https://a.example", "https://b.a.example"]"#,
        );
    }
}
