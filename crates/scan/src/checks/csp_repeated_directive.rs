use crate::csp::{Combine, Policies, Rule, Weakness, report, shown};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy has a directive twice.
    ///
    /// ## What it does
    ///
    /// Reports directives that come a second time within one policy.
    ///
    /// ## Why is this bad?
    ///
    /// Only the first counts. What the second adds is not allowed, and what it restricts is not
    /// restricted.
    ///
    /// ## How to fix it
    ///
    /// Put all values into one directive.
    ///
    /// ## References
    ///
    /// * [CSP: Parse a serialized CSP](https://w3c.github.io/webappsec-csp/#parse-serialized-policy)
    struct RepeatedDirective {
        code: "CS421",
        name: "csp-repeated-directive",
        topic: Csp,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#parse-serialized-policy",
    }
}

pub(super) static CHECK: &dyn Check = &RepeatedDirective;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers read only the first of a name",
    who: None,
    help: "put all values into one directive",
    find,
};

impl Check for RepeatedDirective {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let repeated = csp
        .repeated
        .iter()
        .map(|name| Weakness::whole(format!("{} comes twice", shown(name)), Severity::Low));
    repeated.collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "twice", "Content-Security-Policy: script-src 'self'; script-src a.example");
        fires(&META, "in another case", "Content-Security-Policy: img-src *; IMG-SRC *");
        passes(&META, "in two policies", "Content-Security-Policy: img-src *, img-src a.example");
    }
}
