use crate::csp::{Area, Combine, INJECTOR, Policies, Rule, Weakness, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding};

declare_check! {
    /// The Content Security Policy allows scripts from anywhere, by a scheme alone.
    ///
    /// ## What it does
    ///
    /// Reports `https:`, `http:` and `data:` as sources of scripts, of `<base>`, and of plugins. Of
    /// several policies, all must allow it, `*` included. Beside `'strict-dynamic'` browsers ignore
    /// them for scripts. For `object-src` alone the finding is low: browsers have no plugins any
    /// more, and what a frame in their place runs is not this page.
    ///
    /// ## Why is this bad?
    ///
    /// With `https:` a script can come from any server that has a certificate, so also from the
    /// attacker's. With `data:` it is in the URL.
    ///
    /// ## How to fix it
    ///
    /// Name the hosts, or better, name the scripts by nonces with `'strict-dynamic'`. `data:` is
    /// for images and fonts: put it into `img-src` and `font-src`.
    ///
    /// ## References
    ///
    /// * [CSP: Matching source expressions](https://w3c.github.io/webappsec-csp/#match-url-to-source-expression)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct PlainScheme {
        code: "CS405",
        name: "csp-plain-scheme",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#match-url-to-source-expression",
    }
}

pub(super) static CHECK: &dyn Check = &PlainScheme;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "what is loaded there can come from whoever has a server, or from the URL itself",
    who: INJECTOR,
    help: "name scripts by nonces, or the hosts that serve them",
    find,
};

impl Check for PlainScheme {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    csp.sources(&Area::RUNNING)
        .filter(|(_, _, source)| matches!(*source, "data:" | "http:" | "https:"))
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
        fires(&META, "any encrypted server", "Content-Security-Policy: script-src https:");
        fires(&META, "data", "Content-Security-Policy: default-src 'self' data:");
        fires(&META, "in capitals", "Content-Security-Policy: script-src HTTPS:");
        passes(
            &META,
            "any base is another finding",
            "Content-Security-Policy: script-src 'self'; base-uri https:",
        );
        fires(
            &META,
            "beside a nonce only",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' https:",
        );
        fires(
            &META,
            "allowed by `*` in the other policy",
            "Content-Security-Policy: script-src https:, script-src *",
        );
        fires(&META, "plugins", "Content-Security-Policy: script-src 'self'; object-src data:");
        passes(
            &META,
            "beside strict-dynamic",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' https: http:; object-src 'none'",
        );
        passes(
            &META,
            "for images",
            "Content-Security-Policy: default-src 'self'; img-src data: https:",
        );
        passes(
            &META,
            "the other policy names a host",
            "Content-Security-Policy: script-src https:, script-src a.example",
        );
        passes(
            &META,
            "a scheme and a host",
            "Content-Security-Policy: script-src https://a.example",
        );
    }
}
