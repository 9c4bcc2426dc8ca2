use crate::csp::{Combine, Policies, Rule, Weakness, report, shown, standing};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy lacks a semicolon.
    ///
    /// ## What it does
    ///
    /// Reports values that are the name of a directive.
    ///
    /// ## Why is this bad?
    ///
    /// Without the semicolon the second directive is a host of that name, and restricts nothing.
    ///
    /// ## How to fix it
    ///
    /// Put a semicolon between directives.
    ///
    /// ## References
    ///
    /// * [CSP: Serialized policies](https://w3c.github.io/webappsec-csp/#grammardef-serialized-policy)
    struct MissingSemicolon {
        code: "CS419",
        name: "csp-missing-semicolon",
        topic: Csp,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#grammardef-serialized-policy",
    }
}

pub(super) static CHECK: &dyn Check = &MissingSemicolon;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "without a semicolon before it a directive is only a value",
    who: None,
    help: "put a semicolon between directives",
    find,
};

impl Check for MissingSemicolon {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    // These are also words of their own where names can be chosen.
    let is_free = |name: &str| matches!(name, "report-to" | "trusted-types");
    let names = csp.values().filter(|(directive, value)| {
        !is_free(directive) && standing(&value.to_ascii_lowercase()).is_some()
    });
    names
        .map(|(directive, value)| {
            let what = format!("`{value}` is among the values of {}", shown(directive));
            Weakness::whole(what, Severity::Low)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "two in one",
            "Content-Security-Policy: default-src a.example script-src 'none'",
        );
        passes(&META, "two", "Content-Security-Policy: default-src a.example; script-src 'none'");
        passes(&META, "a group of that name", "Content-Security-Policy: report-to referrer");
    }
}
