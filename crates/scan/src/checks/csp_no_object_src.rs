use crate::csp::{Area, Combine, INJECTOR, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy does not restrict plugins.
    ///
    /// ## What it does
    ///
    /// Reports policies of which none has `object-src` or `default-src`.
    ///
    /// ## Why is this bad?
    ///
    /// `<object>` and `<embed>` load what others choose. Until browsers gave up plugins that was a
    /// script in this page, and scanners of that time call it high. Today it is a frame of the
    /// attacker's in the page: enough to imitate the page, not to read it.
    ///
    /// ## How to fix it
    ///
    /// Add `object-src 'none'`, or a `default-src`.
    ///
    /// ## References
    ///
    /// * [CSP: object-src](https://w3c.github.io/webappsec-csp/#directive-object-src)
    struct NoObjectSrc {
        code: "CS407",
        name: "csp-no-object-src",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-object-src",
    }
}

pub(super) static CHECK: &dyn Check = &NoObjectSrc;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "`<object>` and `<embed>` load what others choose",
    who: INJECTOR,
    help: "add `object-src 'none'`",
    find,
};

impl Check for NoObjectSrc {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    if csp.restricts(Area::Object) || csp.is_sandboxed() {
        return Vec::new();
    }
    vec![Weakness::whole("no policy has `object-src` or `default-src`", Severity::Low)]
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "only scripts", "Content-Security-Policy: script-src 'self'");
        passes(
            &META,
            "object-src",
            "Content-Security-Policy: script-src 'self'; object-src 'none'",
        );
        passes(&META, "default-src", "Content-Security-Policy: default-src 'self'");
        passes(
            &META,
            "in another policy",
            "Content-Security-Policy: script-src 'self', object-src 'none'",
        );
        passes(
            &META,
            "no value is 'none'",
            "Content-Security-Policy: script-src 'self'; object-src",
        );
    }
}
