use crate::csp::{Area, Combine, Policies, Rule, Served, Weakness, bypasses, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy allows scripts by host.
    ///
    /// ## What it does
    ///
    /// Lists `'self'` and the hosts in `script-src` of which no list knows anything bad.
    ///
    /// ## Why is this bad?
    ///
    /// Each script that such a host serves may run in the page, not only those that you know:
    /// JSONP, libraries with templates, files that users upload. That is worth a look, and no
    /// mistake.
    ///
    /// ## How to fix it
    ///
    /// See that these hosts serve only scripts you trust, or name scripts by nonces with
    /// `'strict-dynamic'`.
    ///
    /// ## References
    ///
    /// * [google/csp-evaluator](https://github.com/google/csp-evaluator)
    /// * [CSP Is Dead, Long Live CSP!](https://research.google/pubs/pub45542/)
    struct ScriptHosts {
        code: "CS411",
        name: "csp-script-hosts",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#script-src-pre-request",
    }
}

pub(super) static CHECK: &dyn Check = &ScriptHosts;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "any script there may run, also JSONP, old libraries and uploaded files",
    who: None,
    help: "see that these hosts serve only what you trust, or use nonces with `'strict-dynamic'`",
    find,
};

impl Check for ScriptHosts {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let hosts = csp.script_hosts().filter(|(_, _, source)| {
        let has_eval = csp.allows(Area::Script, "'unsafe-eval'");
        let mut known = bypasses(source, &[Served::Jsonp, Served::Angular]);
        !known.any(|bypass| has_eval || !bypass.needs_eval)
    });
    let own = csp.sources(&[Area::Script, Area::ScriptElement]);
    own.filter(|(_, _, source)| *source == "'self'")
        .chain(hosts)
        .map(|(area, directive, source)| {
            let what = has(directive, source);
            Weakness { area, key: source.to_owned(), what, severity: Severity::Info }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "the own host", "Content-Security-Policy: script-src 'self'");
        fires(&META, "another host", "Content-Security-Policy: default-src cdn.example.com");
        for ignored in ["https://exa*mple.com", "*.*.example.com", "[::1].x", "https://*/x.js"] {
            let policy = format!("Content-Security-Policy: script-src {ignored}");
            passes(&META, "what browsers ignore, and every host", &policy);
        }
        passes(
            &META,
            "a known bypass is another finding",
            "Content-Security-Policy: script-src gstatic.com",
        );
        passes(&META, "nonces", "Content-Security-Policy: script-src 'nonce-abcdefgh'");
        passes(
            &META,
            "localhost without a dot",
            "Content-Security-Policy: script-src localhost:3000",
        );
        passes(
            &META,
            "beside strict-dynamic",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' 'self' a.example",
        );
    }
}
