use crate::csp::{Area, Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// There is no `'unsafe-inline'` for browsers without nonces.
    ///
    /// ## What it does
    ///
    /// Reports nonces or hashes without `'unsafe-inline'` beside them, in any policy that is
    /// enforced.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers of before 2016 know neither nonces nor hashes and block the page's inline scripts.
    /// All others ignore `'unsafe-inline'` there.
    ///
    /// ## How to fix it
    ///
    /// Add `'unsafe-inline'` beside the nonce, if such browsers matter.
    ///
    /// ## References
    ///
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    /// * [CSP: 'unsafe-inline'](https://w3c.github.io/webappsec-csp/#allow-all-inline)
    struct NoInlineFallback {
        code: "CS425",
        name: "csp-no-inline-fallback",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#allow-all-inline",
    }
}

pub(super) static CHECK: &dyn Check = &NoInlineFallback;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers of before 2016 block the page's inline scripts",
    who: None,
    help: "add `'unsafe-inline'`, which newer browsers ignore there, if such browsers matter",
    find,
};

impl Check for NoInlineFallback {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let area = Area::Script;
    let has_exact = csp.has_nonce(area) || csp.has_hash(area);
    match csp.governing(area) {
        Some(it) if has_exact && !csp.has(&it.name, "'unsafe-inline'") => {
            let what = format!("`{}` has no `'unsafe-inline'` beside nonce or hash", it.name);
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
        fires(&META, "a nonce", "Content-Security-Policy: script-src 'nonce-abcdefgh'");
        passes(
            &META,
            "with it",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'unsafe-inline'",
        );
        passes(&META, "hosts", "Content-Security-Policy: script-src 'self'");
    }
}
