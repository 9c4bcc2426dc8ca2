use crate::csp::{Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// Only some browsers report what the Content Security Policy blocks.
    ///
    /// ## What it does
    ///
    /// Reports `report-to` without `report-uri` in the policies that are enforced.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers without the Reporting API for this ignore `report-to`. Where both are, those that
    /// know `report-to` ignore `report-uri`.
    ///
    /// ## How to fix it
    ///
    /// Add `report-uri` with the same address.
    ///
    /// ## References
    ///
    /// * [CSP: report-uri](https://w3c.github.io/webappsec-csp/#directive-report-uri)
    struct ReportToOnly {
        code: "CS430",
        name: "csp-report-to-only",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-report-uri",
    }
}

pub(super) static CHECK: &dyn Check = &ReportToOnly;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "browsers that do not know it report nothing",
    who: None,
    help: "add `report-uri` beside `report-to`",
    find,
};

impl Check for ReportToOnly {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let has = |name| csp.get(name).is_some_and(|values| !values.is_empty());
    if has("report-uri") || !has("report-to") {
        return Vec::new();
    }
    vec![Weakness::whole("there is `report-to` without `report-uri`", Severity::Info)]
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a group alone", "Content-Security-Policy: report-to a");
        passes(&META, "both", "Content-Security-Policy: report-to a; report-uri /r");
        passes(&META, "none is another finding", "Content-Security-Policy: default-src 'self'");
    }
}
