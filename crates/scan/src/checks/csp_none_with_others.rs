use crate::csp::{Combine, Policies, Rule, Weakness, is_source_list, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy has `'none'` beside other sources.
    ///
    /// ## What it does
    ///
    /// Reports source lists with `'none'` and something else.
    ///
    /// ## Why is this bad?
    ///
    /// `'none'` means something only alone: the other sources are allowed.
    ///
    /// ## How to fix it
    ///
    /// Remove `'none'`, or the others.
    ///
    /// ## References
    ///
    /// * [CSP: Does a URL match a source list](https://w3c.github.io/webappsec-csp/#match-url-to-source-list)
    struct NoneWithOthers {
        code: "CS422",
        name: "csp-none-with-others",
        topic: Csp,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#match-url-to-source-list",
    }
}

pub(super) static CHECK: &dyn Check = &NoneWithOthers;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "beside other sources `'none'` is ignored",
    who: None,
    help: "remove `'none'`, or the other sources",
    find,
};

impl Check for NoneWithOthers {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let mixed = csp.directives.iter().filter(|it| {
        // `'report-sample'` allows nothing, so that nothing is lost.
        let others = it.values.iter().filter(|value| *value != "'none'");
        is_source_list(&it.name)
            && it.values.iter().any(|value| value == "'none'")
            && others.filter(|value| *value != "'report-sample'").count() > 0
    });
    mixed
        .map(|it| Weakness::whole(format!("`{}` has `'none'` and others", it.name), Severity::Low))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "with a host", "Content-Security-Policy: object-src 'none' a.example");
        passes(&META, "alone", "Content-Security-Policy: object-src 'none'");
        passes(&META, "alone, repeated", "Content-Security-Policy: object-src 'none' 'NONE'");
        passes(&META, "trusted types", "Content-Security-Policy: trusted-types 'none' a");
    }
}
