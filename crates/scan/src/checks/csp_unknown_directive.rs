use crate::csp::{Combine, Policies, Rule, Weakness, report, shown, standing};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy has a directive that does not exist.
    ///
    /// ## What it does
    ///
    /// Reports directives of unknown name in any policy, also in those that only report.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ignore it: what it was meant to restrict is not restricted.
    ///
    /// ## How to fix it
    ///
    /// Correct the name. A space, and no colon, stands between a directive's name and its values.
    ///
    /// ## References
    ///
    /// * [CSP: Directives](https://w3c.github.io/webappsec-csp/#csp-directives)
    struct UnknownDirective {
        code: "CS418",
        name: "csp-unknown-directive",
        topic: Csp,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#csp-directives",
    }
}

pub(super) static CHECK: &dyn Check = &UnknownDirective;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers ignore it",
    who: None,
    help: "correct the name of the directive",
    find,
};

impl Check for UnknownDirective {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let unknown = csp.directives.iter().filter(|it| standing(&it.name).is_none());
    unknown
        .map(|it| {
            let hint = if it.name.ends_with(':') { " (names end without a colon)" } else { "" };
            let what = format!("{} is no directive{hint}", shown(&it.name));
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
        fires(&META, "a wrong name", "Content-Security-Policy: scripts-src 'self'");
        fires(&META, "a colon", "Content-Security-Policy: script-src: 'self'");
        fires(
            &META,
            "in a policy that only reports",
            "Content-Security-Policy-Report-Only: foo-src a",
        );
        fires(&META, "quotes around the whole", "Content-Security-Policy: \"default-src 'self'\"");
        passes(&META, "in any case", "Content-Security-Policy: Default-SRC 'self'");
        passes(
            &META,
            "newer ones",
            "Content-Security-Policy: fenced-frame-src a.example; script-src-elem 'self'; webrtc 'allow'; trusted-types default",
        );
    }
}
