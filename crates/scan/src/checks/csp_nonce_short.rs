use crate::csp::{Combine, INJECTOR, Policies, Rule, Weakness, has, nonce, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// A nonce is short enough to be guessed.
    ///
    /// ## What it does
    ///
    /// Reports nonces of fewer than 8 characters in any policy that is enforced.
    ///
    /// ## Why is this bad?
    ///
    /// A nonce protects as long as nobody knows it beforehand. The standard wants at least 128
    /// random bits, which are 22 characters of base64. Whether a nonce is new for each answer is
    /// not visible in one.
    ///
    /// ## How to fix it
    ///
    /// Make each nonce from at least 16 bytes of a cryptographic random generator, for each answer
    /// anew.
    ///
    /// ## References
    ///
    /// * [CSP: Nonces](https://w3c.github.io/webappsec-csp/#security-nonces)
    struct NonceShort {
        code: "CS413",
        name: "csp-nonce-short",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#security-nonces",
    }
}

pub(super) static CHECK: &dyn Check = &NonceShort;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "a nonce of fewer than 8 characters can be guessed",
    who: INJECTOR,
    help: "make nonces from at least 16 random bytes, new for each answer",
    find,
};

impl Check for NonceShort {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let short = csp.values().filter(|(_, value)| {
        nonce(value).is_some_and(|nonce| !nonce.is_empty() && nonce.len() < 8)
    });
    short.map(|(directive, value)| Weakness::whole(has(directive, value), Severity::Low)).collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "seven characters", "Content-Security-Policy: script-src 'nonce-1234567'");
        passes(&META, "eight", "Content-Security-Policy: script-src 'nonce-12345678'");
        passes(&META, "none at all", "Content-Security-Policy: script-src 'self'");
    }
}
