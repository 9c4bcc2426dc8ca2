use crate::csp::{
    Area, Combine, INJECTOR, Policies, Rule, Weakness, has, host, is_anybodys, report,
};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding};

declare_check! {
    /// The Content Security Policy allows scripts from every host.
    ///
    /// ## What it does
    ///
    /// Reports `*`, with or without a scheme, a port or a path, and every name under
    /// what registries sell or a service gives away (`*.co.uk`, `*.github.io`) as a source of scripts, and of plugins (these low, see
    /// CS405). Of several policies, all must allow it.
    ///
    /// ## Why is this bad?
    ///
    /// A script can come from any server, so also from the attacker's, who chooses the port and the
    /// path.
    ///
    /// ## How to fix it
    ///
    /// Name the hosts, or better, name the scripts by nonces with `'strict-dynamic'`.
    ///
    /// ## References
    ///
    /// * [CSP: Matching source expressions](https://w3c.github.io/webappsec-csp/#match-url-to-source-expression)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct Wildcard {
        code: "CS406",
        name: "csp-wildcard",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    }
}

pub(super) static CHECK: &dyn Check = &Wildcard;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "what is loaded there can come from whoever has a server or a name there",
    who: INJECTOR,
    help: "name scripts by nonces, or the hosts that serve them",
    find,
};

impl Check for Wildcard {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    csp.sources(&Area::RUNNING)
        .filter(|(_, _, source)| is_anybodys(source))
        .map(|(area, directive, source)| {
            let what = has(directive, source);
            // Whatever else is written around it, the same server of the attacker's matches.
            let key = host(source).to_owned();
            Weakness { area, key, what, severity: area.severity() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "every host", "Content-Security-Policy: script-src *");
        fires(&META, "every encrypted host", "Content-Security-Policy: script-src https://*");
        fires(&META, "by default-src", "Content-Security-Policy: default-src *");
        for source in ["*:443", "https://*:*", "http://*:*", "https://*/", "https://*/js/", "*:*"] {
            let policy = format!("Content-Security-Policy: script-src {source}");
            fires(&META, "a port or a path", &policy);
        }
        fires(&META, "names that are sold", "Content-Security-Policy: script-src https://*.co.uk");
        fires(
            &META,
            "in both policies by other words",
            "Content-Security-Policy: script-src *, script-src https://*:443",
        );
        passes(&META, "any base is another finding", "Content-Security-Policy: base-uri *");
        passes(
            &META,
            "in a sandbox without scripts",
            "Content-Security-Policy: sandbox; default-src *",
        );
        passes(&META, "subdomains", "Content-Security-Policy: script-src *.example.com");
        passes(&META, "for images", "Content-Security-Policy: default-src 'self'; img-src *");
        passes(
            &META,
            "beside strict-dynamic",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' *; object-src 'none'",
        );
        passes(
            &META,
            "only one of two policies",
            "Content-Security-Policy: default-src *, default-src 'self'",
        );
    }
}
