use crate::csp::{Area, Combine, Policies, Rule, Weakness, has, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// Some sources of the Content Security Policy have no effect in browsers of today.
    ///
    /// ## What it does
    ///
    /// Lists `'unsafe-inline'` beside a nonce or hash, and hosts, schemes and `'self'` beside
    /// `'strict-dynamic'`.
    ///
    /// ## Why is this bad?
    ///
    /// It is as it should be if they are there for old browsers. Who counts on a host in such a
    /// list is mistaken.
    ///
    /// ## How to fix it
    ///
    /// Nothing, if they are there for old browsers.
    ///
    /// ## References
    ///
    /// * [CSP: Usage of 'strict-dynamic'](https://w3c.github.io/webappsec-csp/#strict-dynamic-usage)
    /// * [CSP: 'unsafe-inline'](https://w3c.github.io/webappsec-csp/#allow-all-inline)
    struct WithoutEffect {
        code: "CS427",
        name: "csp-source-without-effect",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#strict-dynamic-usage",
    }
}

pub(super) static CHECK: &dyn Check = &WithoutEffect;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers of today ignore it beside nonce, hash or `'strict-dynamic'`",
    who: None,
    help: "leave it for old browsers, or remove it",
    find,
};

impl Check for WithoutEffect {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let places = Area::SCRIPTS.iter().filter_map(|area| csp.without_effect(*area));
    places
        .flat_map(|(directive, values)| {
            let what = move |value| has(directive, value);
            values.into_iter().map(move |value| Weakness::whole(what(value), Severity::Info))
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
            "beside a nonce",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'unsafe-inline'",
        );
        fires(
            &META,
            "beside strict-dynamic",
            "Content-Security-Policy: script-src 'nonce-abcdefgh' 'strict-dynamic' 'self'",
        );
        passes(&META, "an ordinary list", "Content-Security-Policy: script-src 'self' a.example");
    }
}
