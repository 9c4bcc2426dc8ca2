use crate::csp::{Combine, Policies, Rule, Weakness, has, host, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy names a source over plain http.
    ///
    /// ## What it does
    ///
    /// Reports sources and report addresses that begin with `http://`, in any policy that is
    /// enforced.
    ///
    /// ## Why is this bad?
    ///
    /// What comes over `http` can be changed on its way. On an `https` page browsers block most of
    /// it anyway, and the reports to such an address are lost.
    ///
    /// ## How to fix it
    ///
    /// Write `https://`. A source `http://…` also allows the same host over `https`, so that
    /// nothing breaks.
    ///
    /// ## References
    ///
    /// * [CSP: scheme-part matches](https://w3c.github.io/webappsec-csp/#match-schemes)
    struct HttpSource {
        code: "CS417",
        name: "csp-http-source",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#match-schemes",
    }
}

pub(super) static CHECK: &dyn Check = &HttpSource;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "what comes or goes over `http` can be read and changed on its way",
    who: None,
    help: "write `https://`",
    find,
};

impl Check for HttpSource {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    // Nobody is between the visitor and the visitor's own machine.
    let is_own = |value: &str| matches!(host(value), "localhost" | "127.0.0.1" | "[::1]");
    // Beside `'strict-dynamic'` browsers ignore hosts.
    let is_ignored = |directive: &str| {
        directive.starts_with("script-src") && csp.has(directive, "'strict-dynamic'")
    };
    let plain = csp.values().filter(|(directive, value)| {
        value.starts_with("http://") && !is_own(value) && !is_ignored(directive)
    });
    plain.map(|(directive, value)| Weakness::whole(has(directive, value), Severity::Low)).collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a source", "Content-Security-Policy: img-src http://a.example");
        fires(&META, "reports", "Content-Security-Policy: report-uri http://a.example/r");
        passes(&META, "https", "Content-Security-Policy: img-src https://a.example");
        passes(
            &META,
            "without effect",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' http://a.example",
        );
        passes(&META, "development", "Content-Security-Policy: connect-src http://localhost:3000");
    }
}
