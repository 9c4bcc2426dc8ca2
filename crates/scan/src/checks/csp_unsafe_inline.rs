use crate::csp::{Area, Combine, INJECTOR, Policies, Rule, Weakness, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy allows every inline script.
    ///
    /// ## What it does
    ///
    /// Reports `'unsafe-inline'` for scripts where it has an effect: not beside a nonce, a hash or
    /// `'strict-dynamic'`, which make browsers ignore it. Of several policies, all must allow it.
    ///
    /// ## Why is this bad?
    ///
    /// What somebody puts into the page as `<script>…</script>` or `onclick=…` runs. Against that a
    /// policy is for.
    ///
    /// ## How to fix it
    ///
    /// Give each inline script a nonce that is new for every answer, or name it by its hash, and
    /// move event handlers into scripts. `'unsafe-inline'` may stay beside a nonce for browsers of
    /// before 2016.
    ///
    /// ## References
    ///
    /// * [CSP: 'unsafe-inline'](https://w3c.github.io/webappsec-csp/#allow-all-inline)
    /// * [Strict CSP](https://web.dev/articles/strict-csp)
    struct UnsafeInline {
        code: "CS402",
        name: "csp-unsafe-inline",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#allow-all-inline",
    }
}

pub(super) static CHECK: &dyn Check = &UnsafeInline;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "inline scripts run whoever wrote them",
    who: INJECTOR,
    help: "name inline scripts by a nonce or a hash instead of `'unsafe-inline'`",
    find,
};

impl Check for UnsafeInline {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    csp.sources(&Area::INLINE)
        .filter(|(_, _, source)| *source == "'unsafe-inline'")
        .map(|(area, directive, source)| {
            let what = has(directive, source);
            Weakness { area, key: source.to_owned(), what, severity: Severity::Medium }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "in script-src", "Content-Security-Policy: script-src 'unsafe-inline'");
        fires(
            &META,
            "by default-src",
            "Content-Security-Policy: default-src 'self' 'Unsafe-Inline'",
        );
        fires(
            &META,
            "for handlers only",
            "Content-Security-Policy: script-src 'nonce-abcdefgh'; script-src-attr 'unsafe-inline'",
        );
        fires(
            &META,
            "a nonce that is none",
            "Content-Security-Policy: script-src 'unsafe-inline' 'nonce-$'",
        );
        fires(
            &META,
            "in both policies",
            "Content-Security-Policy: script-src 'unsafe-inline' a.b, default-src 'unsafe-inline'",
        );
        fires(
            &META,
            "the other policy says nothing of scripts",
            "Content-Security-Policy: script-src 'unsafe-inline', object-src 'none'",
        );
        passes(
            &META,
            "a nonce beside it",
            "Content-Security-Policy: script-src 'unsafe-inline' 'nonce-abcdefgh'",
        );
        passes(
            &META,
            "a hash beside it",
            "Content-Security-Policy: script-src 'unsafe-inline' 'sha256-abcdefgh='",
        );
        passes(
            &META,
            "strict-dynamic beside it",
            "Content-Security-Policy: script-src 'unsafe-inline' 'strict-dynamic'",
        );
        passes(
            &META,
            "only one of two policies",
            "Content-Security-Policy: script-src 'unsafe-inline', script-src 'self'",
        );
        passes(
            &META,
            "where more exact directives allow none",
            "Content-Security-Policy: script-src 'unsafe-inline'; script-src-elem 'none'; script-src-attr 'none'",
        );
        passes(
            &META,
            "in a sandbox without scripts",
            "Content-Security-Policy: sandbox; script-src 'unsafe-inline'",
        );
        passes(
            &META,
            "an attachment",
            "Content-Type: text/html\nContent-Disposition: attachment\nContent-Security-Policy: script-src 'unsafe-inline'",
        );
        passes(
            &META,
            "styles",
            "Content-Security-Policy: default-src 'self'; style-src 'unsafe-inline'",
        );
        passes(
            &META,
            "no document",
            "Content-Type: application/json\nContent-Security-Policy: script-src 'unsafe-inline'",
        );
        passes(
            &META,
            "a policy that only reports",
            "Content-Security-Policy-Report-Only: script-src 'unsafe-inline'",
        );
    }
}
