use crate::csp::{Area, Combine, Policies, Rule, Weakness, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy does not restrict `<base>`.
    ///
    /// ## What it does
    ///
    /// Reports policies of which none has `base-uri`, or only one that every server matches, such as
    /// `base-uri *`. Beside nonces it is worse and another check's.
    ///
    /// ## Why is this bad?
    ///
    /// `default-src` does not stand in for `base-uri`. A `<base>` that somebody puts into the page
    /// moves all relative links and forms.
    ///
    /// ## How to fix it
    ///
    /// Add `base-uri 'none'`, or `'self'`.
    ///
    /// ## References
    ///
    /// * [CSP: base-uri](https://w3c.github.io/webappsec-csp/#directive-base-uri)
    struct NoBaseUri {
        code: "CS432",
        name: "csp-no-base-uri",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-base-uri",
    }
}

pub(super) static CHECK: &dyn Check = &NoBaseUri;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "a `<base>` in the page moves its relative links, and `default-src` does not stand in for it",
    who: None,
    help: "add `base-uri 'none'` or `base-uri 'self'`",
    find,
};

impl Check for NoBaseUri {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let area = Area::ScriptElement;
    let is_worse = csp.has_nonce(area) || (csp.has_hash(area) && csp.is_strict_dynamic(area));
    match csp.open_base() {
        Some(why) if !is_worse => {
            vec![Weakness::whole(format!("no policy restricts `<base>`{why}"), Severity::Info)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "without", "Content-Security-Policy: default-src 'none'");
        fires(&META, "open to all", "Content-Security-Policy: default-src 'none'; base-uri *");
        fires(
            &META,
            "open to https",
            "Content-Security-Policy: default-src 'none'; base-uri https:",
        );
        passes(&META, "with", "Content-Security-Policy: default-src 'self'; base-uri 'self'");
        passes(
            &META,
            "beside a nonce it is another finding",
            "Content-Security-Policy: script-src 'nonce-abcdefgh'",
        );
    }
}
