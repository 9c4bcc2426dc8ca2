use crate::csp::{Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy does not require Trusted Types.
    ///
    /// ## What it does
    ///
    /// Reports that no policy has `require-trusted-types-for 'script'`.
    ///
    /// ## Why is this bad?
    ///
    /// With it, the places in which text becomes markup or a script (`innerHTML`, `eval` …) take
    /// only what a function of yours has let through. It needs changes in most pages, so it is
    /// advice.
    ///
    /// ## How to fix it
    ///
    /// Try it with a policy that only reports, then add `require-trusted-types-for 'script'`.
    ///
    /// ## References
    ///
    /// * [Trusted Types](https://w3c.github.io/trusted-types/dist/spec/#require-trusted-types-for-csp-directive)
    struct NoTrustedTypes {
        code: "CS428",
        name: "csp-no-trusted-types",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/trusted-types/dist/spec/#require-trusted-types-for-csp-directive",
    }
}

pub(super) static CHECK: &dyn Check = &NoTrustedTypes;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "scripts of the page may write text of others into it as markup",
    who: None,
    help: "consider `require-trusted-types-for 'script'`",
    find,
};

impl Check for NoTrustedTypes {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    if csp.has("require-trusted-types-for", "'script'") {
        return Vec::new();
    }
    vec![Weakness::whole("no policy requires Trusted Types", Severity::Info)]
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "without", "Content-Security-Policy: default-src 'self'");
        passes(&META, "with", "Content-Security-Policy: require-trusted-types-for 'script'");
        passes(
            &META,
            "in another policy",
            "Content-Security-Policy: default-src 'self', require-trusted-types-for 'script'",
        );
    }
}
