use crate::csp::{Area, Combine, Policies, Rule, Served, Weakness, bypasses, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy allows plugins from somewhere.
    ///
    /// ## What it does
    ///
    /// Reports sources in `object-src`, and hosts of old Flash files by `default-src`. Of several
    /// policies, all must allow it.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ran the last plugin in 2021; scanners of that time call a host of Flash files high.
    /// What is left is a frame in the page.
    ///
    /// ## How to fix it
    ///
    /// `object-src 'none'`.
    ///
    /// ## References
    ///
    /// * [CSP: object-src](https://w3c.github.io/webappsec-csp/#directive-object-src)
    /// * [google/csp-evaluator](https://github.com/google/csp-evaluator)
    struct PluginSources {
        code: "CS412",
        name: "csp-plugin-sources",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-object-src",
    }
}

pub(super) static CHECK: &dyn Check = &PluginSources;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "nothing is left that would need it",
    who: None,
    help: "set `object-src 'none'`",
    find,
};

impl Check for PluginSources {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let has_flash = |source: &str| bypasses(source, &[Served::Flash]).next().is_some();
    csp.sources(&[Area::Object])
        .filter(|(_, directive, source)| {
            *source != "'none'" && (*directive == "object-src" || has_flash(source))
        })
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
        fires(&META, "the own host", "Content-Security-Policy: object-src 'self'");
        fires(
            &META,
            "a host of Flash files",
            "Content-Security-Policy: default-src *.googleapis.com",
        );
        passes(&META, "none", "Content-Security-Policy: object-src 'none'");
        passes(&META, "an ordinary default", "Content-Security-Policy: default-src 'self'");
    }
}
