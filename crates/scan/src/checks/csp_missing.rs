use crate::declare::declare_check;
use crate::visited::Visited;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The page has no Content Security Policy.
    ///
    /// ## What it does
    ///
    /// Reports a page without an enforced policy and without one that only reports, in the header
    /// and in the markup.
    ///
    /// ## Why is this bad?
    ///
    /// A policy is the second line of defence: if somebody finds a way to put markup into the page,
    /// a policy decides whether it runs as a script. Without one it does. It is no hole by itself,
    /// which is why this is not worse than medium.
    ///
    /// ## How to fix it
    ///
    /// Begin with a policy that only reports, see what it would block, then enforce it. A strict
    /// policy names scripts by a nonce or hash: `script-src 'nonce-…' 'strict-dynamic'; object-src
    /// 'none'; base-uri 'none'`.
    ///
    /// ## References
    ///
    /// * [CSP](https://w3c.github.io/webappsec-csp/)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct NoCsp {
        code: "CS400",
        name: "no-csp",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/",
    }
}

pub(super) static CHECK: &dyn Check = &NoCsp;

impl Check for NoCsp {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(visited) = Visited::page_of(context) else { return };
        if !context.csp.enforced.is_empty() || !context.csp.report_only.is_empty() {
            return;
        }
        let message = "the page has no Content Security Policy: markup that somebody puts into it runs \
                       as a script";
        let help = "send `Content-Security-Policy`; begin with \
                    `Content-Security-Policy-Report-Only` to see what it would block";
        findings.push(
            Finding::new(&META, visited.place(), message, help)
                .who("somebody who finds a way to put markup into the page"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a page without a policy", "Content-Type: text/html");
        fires(
            &META,
            "a policy without a directive",
            "Content-Type: text/html\nContent-Security-Policy: ;",
        );
        passes(
            &META,
            "a policy",
            "Content-Type: text/html\nContent-Security-Policy: default-src 'self'",
        );
        passes(
            &META,
            "an old name and the right one",
            "Content-Type: text/html\nX-Content-Security-Policy: x\nContent-Security-Policy: default-src 'self'",
        );
        passes(
            &META,
            "a policy in the markup",
            "Content-Type: text/html\n\n<meta http-equiv=content-security-policy content=\"default-src 'self'\">",
        );
        passes(
            &META,
            "one that only reports is another finding",
            "Content-Type: text/html\nContent-Security-Policy-Report-Only: default-src 'self'",
        );
        passes(&META, "no page", "Content-Type: application/json");
    }
}
