use crate::csp::{
    Area, Combine, INJECTOR, Policies, Rule, Weakness, has, is_well_formed, report, without_scheme,
};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding};

declare_check! {
    /// The Content Security Policy allows scripts from every host.
    ///
    /// ## What it does
    ///
    /// Reports `*`, with or without a scheme, as a source of scripts, of `<base>`, and of plugins
    /// (these low, see CS405). Of several policies, all must allow it.
    ///
    /// ## Why is this bad?
    ///
    /// A script can come from any server, so also from the attacker's.
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
    why: "what is loaded there can come from whoever has a server",
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
        .filter(|(_, _, source)| without_scheme(source) == "*" && is_well_formed(source))
        .map(|(area, directive, source)| {
            let what = has(directive, source);
            Weakness { area, key: source.to_owned(), what, severity: area.severity() }
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
        fires(&META, "any base", "Content-Security-Policy: base-uri *");
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
