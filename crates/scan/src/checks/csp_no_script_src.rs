use crate::csp::{Area, Combine, INJECTOR, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy does not restrict scripts.
    ///
    /// ## What it does
    ///
    /// Reports policies of which none has `script-src` or `default-src`.
    ///
    /// ## Why is this bad?
    ///
    /// Whatever the rest restricts: a script that somebody puts into the page runs.
    ///
    /// ## How to fix it
    ///
    /// Add `script-src` with nonces, or a `default-src`.
    ///
    /// ## References
    ///
    /// * [CSP: script-src](https://w3c.github.io/webappsec-csp/#directive-script-src)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct NoScriptSrc {
        code: "CS408",
        name: "csp-no-script-src",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-script-src",
    }
}

pub(super) static CHECK: &dyn Check = &NoScriptSrc;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "every script runs",
    who: INJECTOR,
    help: "add `script-src`, or `default-src` for all kinds",
    find,
};

impl Check for NoScriptSrc {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let before = findings.len();
        report(&RULE, context, findings);
        if !context.csp.skipped.is_empty() {
            for finding in &mut findings[before..] {
                finding.message.push_str("; what browsers skip is left out here (CS438)");
            }
        }
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    if csp.restricts(Area::Script) || csp.is_sandboxed() {
        return Vec::new();
    }
    vec![Weakness::whole("no policy has `script-src` or `default-src`", Severity::Medium)]
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "only framing", "Content-Security-Policy: frame-ancestors 'none'");
        fires(&META, "only for elements", "Content-Security-Policy: script-src-elem 'self'");
        passes(&META, "script-src", "Content-Security-Policy: script-src 'self'");
        passes(&META, "default-src", "Content-Security-Policy: default-src 'self'");
        passes(
            &META,
            "in another policy",
            "Content-Security-Policy: frame-ancestors 'none', script-src 'self'",
        );
        passes(&META, "a sandbox without scripts", "Content-Security-Policy: sandbox allow-forms");
    }
}
