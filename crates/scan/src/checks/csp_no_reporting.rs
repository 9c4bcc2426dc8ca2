use crate::csp::{Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// Nobody learns what the Content Security Policy blocks.
    ///
    /// ## What it does
    ///
    /// Reports that no enforced policy has `report-uri` or `report-to`.
    ///
    /// ## Why is this bad?
    ///
    /// Blocked scripts show a mistake in the policy, or an attack. Without reports only visitors
    /// see them.
    ///
    /// ## How to fix it
    ///
    /// Add `report-to` with `Reporting-Endpoints`, and `report-uri` for other browsers.
    ///
    /// ## References
    ///
    /// * [CSP: Reporting directives](https://w3c.github.io/webappsec-csp/#directives-reporting)
    struct NoReporting {
        code: "CS429",
        name: "csp-no-reporting",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directives-reporting",
    }
}

pub(super) static CHECK: &dyn Check = &NoReporting;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "what is blocked stays unseen",
    who: None,
    help: "add `report-to` and `report-uri`",
    find,
};

impl Check for NoReporting {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let has = |name| csp.get(name).is_some_and(|values| !values.is_empty());
    if has("report-uri") || has("report-to") {
        return Vec::new();
    }
    vec![Weakness::whole("no policy has `report-uri` or `report-to`", Severity::Info)]
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "without", "Content-Security-Policy: default-src 'self'");
        fires(&META, "without a value", "Content-Security-Policy: default-src 'self'; report-uri");
        passes(&META, "an address", "Content-Security-Policy: report-uri /r");
        passes(&META, "a group", "Content-Security-Policy: report-to a");
        passes(
            &META,
            "in another policy",
            "Content-Security-Policy: default-src 'self', report-uri /r",
        );
    }
}
