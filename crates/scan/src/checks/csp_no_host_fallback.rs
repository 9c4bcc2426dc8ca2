use crate::csp::{Area, Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// There is no source for browsers without `'strict-dynamic'`.
    ///
    /// ## What it does
    ///
    /// Reports `'strict-dynamic'` without any host or scheme beside it, in any policy that is
    /// enforced.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers without `'strict-dynamic'` (Safari before 15.4) block scripts that scripts load.
    /// All others ignore hosts there.
    ///
    /// ## How to fix it
    ///
    /// Add `https:` and `http:`, if such browsers matter.
    ///
    /// ## References
    ///
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct NoHostFallback {
        code: "CS426",
        name: "csp-no-host-fallback",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    }
}

pub(super) static CHECK: &dyn Check = &NoHostFallback;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers without `'strict-dynamic'` block what scripts load",
    who: None,
    help: "add `https:` and `http:`, which newer browsers ignore there, if such browsers matter",
    find,
};

impl Check for NoHostFallback {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let is_place =
        |value: &String| matches!(value.as_str(), "http:" | "https:" | "*") || value.contains('.');
    match csp.governing(Area::Script) {
        Some(it) if csp.is_strict_dynamic(Area::Script) && !it.values.iter().any(is_place) => {
            let what = format!("`{}` has no host or scheme beside `'strict-dynamic'`", it.name);
            vec![Weakness::whole(what, Severity::Info)]
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
        fires(
            &META,
            "nothing",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic'",
        );
        passes(
            &META,
            "with a scheme",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' https:",
        );
        passes(&META, "not strict", "Content-Security-Policy: script-src 'nonce-abcdefgh'");
    }
}
