use crate::csp::{Area, Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Directive, Finding, Severity};

declare_check! {
    /// Scripts are allowed by host or scheme without `'strict-dynamic'`.
    ///
    /// ## What it does
    ///
    /// Reports hosts and schemes in `script-src` without `'strict-dynamic'`. Of several policies,
    /// all must have them.
    ///
    /// ## Why is this bad?
    ///
    /// Lists of hosts are hard to keep right, and of those that were studied most could be
    /// circumvented. It is advice, no mistake.
    ///
    /// ## How to fix it
    ///
    /// Name scripts by nonces or hashes and add `'strict-dynamic'`: browsers then ignore the hosts.
    ///
    /// ## References
    ///
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    /// * [CSP Is Dead, Long Live CSP!](https://research.google/pubs/pub45542/)
    struct NoStrictDynamic {
        code: "CS423",
        name: "csp-no-strict-dynamic",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    }
}

pub(super) static CHECK: &dyn Check = &NoStrictDynamic;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "lists of hosts can often be circumvented",
    who: None,
    help: "consider nonces or hashes with `'strict-dynamic'`",
    find,
};

impl Check for NoStrictDynamic {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let has_place = |it: &Directive| it.values.iter().any(|value| !value.starts_with('\''));
    match csp.governing(Area::Script) {
        Some(it) if has_place(it) && !csp.is_strict_dynamic(Area::Script) => {
            vec![Weakness {
                area: Area::Script,
                key: String::new(),
                what: format!("`{}` has hosts or schemes", it.name),
                severity: Severity::Info,
            }]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a host", "Content-Security-Policy: script-src a.example");
        fires(
            &META,
            "a nonce and a scheme",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' https:",
        );
        passes(
            &META,
            "strict",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' https:",
        );
        passes(&META, "the own host", "Content-Security-Policy: script-src 'self'");
        passes(
            &META,
            "the other policy is strict",
            "Content-Security-Policy: script-src a.example, script-src 'nonce-abcdefgh' 'strict-dynamic'",
        );
    }
}
