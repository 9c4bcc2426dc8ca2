use crate::csp::{Area, Combine, INJECTOR, Policies, Rule, Weakness, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy allows event handlers by their hash.
    ///
    /// ## What it does
    ///
    /// Reports `'unsafe-hashes'` for scripts. Of several policies, all must allow it.
    ///
    /// ## Why is this bad?
    ///
    /// An event handler with a known hash runs on any element: who can put markup into the page can
    /// use it where it was not meant.
    ///
    /// ## How to fix it
    ///
    /// Attach handlers in scripts with `addEventListener`, then remove `'unsafe-hashes'`.
    ///
    /// ## References
    ///
    /// * [CSP: Usage of 'unsafe-hashes'](https://w3c.github.io/webappsec-csp/#unsafe-hashes-usage)
    struct UnsafeHashes {
        code: "CS404",
        name: "csp-unsafe-hashes",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#unsafe-hashes-usage",
    }
}

pub(super) static CHECK: &dyn Check = &UnsafeHashes;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "event handlers with a listed hash run on whatever element",
    who: INJECTOR,
    help: "attach event handlers in scripts and remove `'unsafe-hashes'`",
    find,
};

impl Check for UnsafeHashes {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    csp.sources(&Area::INLINE)
        .filter(|(_, _, source)| *source == "'unsafe-hashes'")
        .map(|(area, directive, source)| {
            let what = has(directive, source);
            Weakness { area, key: source.to_owned(), what, severity: Severity::Low }
        })
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
            "in script-src",
            "Content-Security-Policy: script-src 'unsafe-hashes' 'sha256-abcdefgh='",
        );
        fires(
            &META,
            "for handlers",
            "Content-Security-Policy: script-src 'self'; script-src-attr 'unsafe-hashes'",
        );
        passes(&META, "hashes alone", "Content-Security-Policy: script-src 'sha256-abcdefgh='");
        passes(
            &META,
            "styles",
            "Content-Security-Policy: default-src 'self'; style-src 'unsafe-hashes'",
        );
    }
}
