use crate::csp::{Area, Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// `'strict-dynamic'` has nothing to begin with.
    ///
    /// ## What it does
    ///
    /// Reports `'strict-dynamic'` without a nonce or hash, in any policy that is enforced.
    ///
    /// ## Why is this bad?
    ///
    /// `'strict-dynamic'` hands on the trust of a script that a nonce or hash allows, and makes
    /// browsers ignore hosts. Alone it blocks every script.
    ///
    /// ## How to fix it
    ///
    /// Add the nonces or hashes of the page's own scripts.
    ///
    /// ## References
    ///
    /// * [CSP: Usage of 'strict-dynamic'](https://w3c.github.io/webappsec-csp/#strict-dynamic-usage)
    struct StrictDynamicAlone {
        code: "CS424",
        name: "csp-strict-dynamic-alone",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    }
}

pub(super) static CHECK: &dyn Check = &StrictDynamicAlone;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "it blocks every script where no nonce or hash allows one",
    who: None,
    help: "add nonces or hashes beside `'strict-dynamic'`",
    find,
};

impl Check for StrictDynamicAlone {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let area = Area::Script;
    let is_alone = !csp.has_nonce(area) && !csp.has_hash(area);
    match csp.governing(area) {
        Some(it) if csp.is_strict_dynamic(area) && is_alone => {
            let what = format!("`{}` has `'strict-dynamic'` alone", it.name);
            vec![Weakness::whole(what, Severity::Low)]
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
        fires(&META, "alone", "Content-Security-Policy: script-src 'strict-dynamic' https:");
        fires(
            &META,
            "with a broken nonce",
            "Content-Security-Policy: script-src 'strict-dynamic' 'nonce-$'",
        );
        passes(
            &META,
            "with a nonce",
            "Content-Security-Policy: script-src 'strict-dynamic' 'nonce-abcdefgh'",
        );
    }
}
