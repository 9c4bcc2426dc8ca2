use crate::csp::{Area, Combine, INJECTOR, Policies, Rule, Weakness, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy allows strings to be run as scripts.
    ///
    /// ## What it does
    ///
    /// Reports `'unsafe-eval'` in `script-src`, or in `default-src` where there is no `script-src`.
    /// Of several policies, all must allow it. `script-src-elem` and `script-src-attr` do not
    /// govern `eval`.
    ///
    /// ## Why is this bad?
    ///
    /// A script of the page that hands text of others to `eval`, `Function` or `setTimeout` runs
    /// it. It needs such a script, and some frameworks need `'unsafe-eval'`.
    ///
    /// ## How to fix it
    ///
    /// Use frameworks and templates that are compiled beforehand. For WebAssembly
    /// `'wasm-unsafe-eval'` is enough. With Trusted Types, `'trusted-types-eval'` allows what went
    /// through a policy of yours.
    ///
    /// ## References
    ///
    /// * [CSP: EnsureCSPDoesNotBlockStringCompilation](https://w3c.github.io/webappsec-csp/#can-compile-strings)
    struct UnsafeEval {
        code: "CS403",
        name: "csp-unsafe-eval",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#can-compile-strings",
    }
}

pub(super) static CHECK: &dyn Check = &UnsafeEval;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "a script of the page that runs text runs the text of others",
    who: INJECTOR,
    help: "remove `'unsafe-eval'`; for WebAssembly `'wasm-unsafe-eval'` is enough",
    find,
};

impl Check for UnsafeEval {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    csp.sources(&[Area::Script])
        .filter(|(_, _, source)| *source == "'unsafe-eval'")
        .map(|(area, directive, source)| {
            let what = has(directive, source);
            Weakness { area, key: source.to_owned(), what, severity: Severity::Low }
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
            "in script-src",
            "Content-Security-Policy: script-src 'unsafe-eval' 'nonce-abcdefgh'",
        );
        fires(&META, "by default-src", "Content-Security-Policy: default-src 'unsafe-eval'");
        passes(&META, "WebAssembly", "Content-Security-Policy: script-src 'wasm-unsafe-eval'");
        passes(
            &META,
            "only one of two policies",
            "Content-Security-Policy: script-src 'unsafe-eval', script-src 'self'",
        );
        passes(
            &META,
            "in a directive that does not govern it",
            "Content-Security-Policy: script-src 'self'; script-src-elem 'unsafe-eval'",
        );
    }
}
