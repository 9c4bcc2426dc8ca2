use crate::csp::{Combine, Policies, Rule, Weakness, has, is_nonce, nonce, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// A nonce has characters that nonces do not have.
    ///
    /// ## What it does
    ///
    /// Reports nonces that are not base64 (or its form for URLs).
    ///
    /// ## Why is this bad?
    ///
    /// By the grammar it is no nonce, and browsers may ignore it: then the scripts that have it do
    /// not run.
    ///
    /// ## How to fix it
    ///
    /// Encode the random bytes as base64.
    ///
    /// ## References
    ///
    /// * [CSP: nonce-source](https://w3c.github.io/webappsec-csp/#grammardef-nonce-source)
    struct NonceCharset {
        code: "CS414",
        name: "csp-nonce-charset",
        topic: Csp,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#grammardef-nonce-source",
    }
}

pub(super) static CHECK: &dyn Check = &NonceCharset;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "nonces are base64, browsers may ignore others",
    who: None,
    help: "encode nonces as base64",
    find,
};

impl Check for NonceCharset {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let broken = csp.values().filter(|(_, value)| nonce(value).is_some() && !is_nonce(value));
    broken
        .map(|(directive, value)| Weakness::whole(has(directive, value), Severity::Info))
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
            "other characters",
            "Content-Security-Policy: script-src 'nonce-***abcdef***'",
        );
        fires(&META, "too much padding", "Content-Security-Policy: script-src 'nonce-abcdefgh==='");
        passes(&META, "base64", "Content-Security-Policy: script-src 'nonce-ab+/cd=='");
        passes(&META, "for URLs", "Content-Security-Policy: script-src 'nonce-ab-_cdef'");
    }
}
