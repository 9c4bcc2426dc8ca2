use crate::csp::{Combine, Policies, Rule, Standing, Weakness, report, standing};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy has a directive that is no more.
    ///
    /// ## What it does
    ///
    /// Reports `block-all-mixed-content`, `disown-opener`, `navigate-to`, `plugin-types`,
    /// `prefetch-src`, `referrer`, `reflected-xss` and `require-sri-for`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ignore them, or will.
    ///
    /// ## How to fix it
    ///
    /// Remove them; where something stands in their place, send that.
    ///
    /// ## References
    ///
    /// * [CSP](https://w3c.github.io/webappsec-csp/)
    struct FormerDirective {
        code: "CS416",
        name: "csp-former-directive",
        topic: Csp,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/",
    }
}

pub(super) static CHECK: &dyn Check = &FormerDirective;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers ignore it, or will",
    who: None,
    help: "remove what is no more, and send what stands in its place",
    find,
};

impl Check for FormerDirective {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let former = csp.directives.iter().filter_map(|it| match standing(&it.name)? {
        Standing::Current => None,
        Standing::Former(instead) => Some((&it.name, instead)),
    });
    former
        .map(|(name, instead)| Weakness::whole(format!("`{name}` ({instead})"), Severity::Info))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "referrer", "Content-Security-Policy: referrer no-referrer");
        fires(&META, "plugin types", "Content-Security-Policy: plugin-types application/pdf");
        fires(
            &META,
            "mixed content",
            "Content-Security-Policy: default-src 'self'; block-all-mixed-content",
        );
        passes(
            &META,
            "what there is",
            "Content-Security-Policy: default-src 'self'; upgrade-insecure-requests; fenced-frame-src a.example; webrtc 'block'; report-uri /r",
        );
    }
}
