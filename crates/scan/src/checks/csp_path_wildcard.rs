use crate::csp::{
    Combine, Policies, Rule, Weakness, has, is_source_list, is_well_formed, path, report,
};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy has `*` in a path, where it is no wildcard.
    ///
    /// ## What it does
    ///
    /// Reports sources such as `https://cdn.example.com/*`.
    ///
    /// ## Why is this bad?
    ///
    /// In a path `*` is a character like any other. The source allows one address that ends in it,
    /// and blocks everything that it was written for.
    ///
    /// ## How to fix it
    ///
    /// A path that ends in `/` allows what is below it, and without a path the whole host is
    /// allowed.
    ///
    /// ## References
    ///
    /// * [CSP: path-part matches](https://w3c.github.io/webappsec-csp/#path-part-match)
    struct PathWildcard {
        code: "CS437",
        name: "csp-path-wildcard",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#path-part-match",
    }
}

pub(super) static CHECK: &dyn Check = &PathWildcard;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "in a path `*` is no wildcard, and nothing else than an address with it is allowed",
    who: None,
    help: "end the path in `/` for what is below it, or leave it out for the whole host",
    find,
};

impl Check for PathWildcard {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let wild = csp.values().filter(|(directive, value)| {
        // First what hardly any value has.
        let is_source =
            value.contains('*') && is_source_list(directive) && !value.starts_with('\'');
        is_source && is_well_formed(value) && path(value).contains('*')
    });
    wild.map(|(directive, value)| Weakness::whole(has(directive, value), Severity::Low)).collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        let policy = |value: &str| format!("Content-Security-Policy: script-src {value}");
        fires(&META, "at the end of a path", &policy("https://a.example/*"));
        fires(&META, "inside of a path", &policy("a.example/lib/*/x.js"));
        for (case, value) in [
            ("a folder", "https://a.example/lib/"),
            ("a wildcard of hosts and ports", "https://*.a.example:*/lib/"),
            ("everything", "*"),
            ("a nonce with a slash", "'nonce-abcdefgh/*'"),
        ] {
            passes(&META, case, &policy(value));
        }
    }
}
