use crate::csp::{Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy does not say where forms may go.
    ///
    /// ## What it does
    ///
    /// Reports that no policy has `form-action`.
    ///
    /// ## Why is this bad?
    ///
    /// `default-src` does not stand in for `form-action`. A form that somebody puts into the page
    /// sends what a visitor, or a password manager, fills in to anywhere.
    ///
    /// ## How to fix it
    ///
    /// Add `form-action 'self'`, or the hosts that forms of yours go to.
    ///
    /// ## References
    ///
    /// * [CSP: form-action](https://w3c.github.io/webappsec-csp/#directive-form-action)
    struct NoFormAction {
        code: "CS433",
        name: "csp-no-form-action",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-form-action",
    }
}

pub(super) static CHECK: &dyn Check = &NoFormAction;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "a form in the page may send what is filled in to anywhere, and `default-src` does not stand in for it",
    who: None,
    help: "add `form-action 'self'`",
    find,
};

impl Check for NoFormAction {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    if csp.names("form-action") {
        return Vec::new();
    }
    vec![Weakness::whole("no policy has `form-action`", Severity::Info)]
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "without", "Content-Security-Policy: default-src 'none'");
        passes(&META, "with", "Content-Security-Policy: default-src 'self'; form-action 'none'");
        passes(
            &META,
            "in another policy",
            "Content-Security-Policy: default-src 'self', form-action 'self'",
        );
    }
}
