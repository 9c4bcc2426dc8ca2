use crate::csp::{Combine, Policies, Rule, Weakness, has, is_anybodys, report};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy lets everybody frame the page.
    ///
    /// ## What it does
    ///
    /// Reports `*` (also with a scheme, a port or a path), names that anybody gets, `https:` and
    /// `http:` in `frame-ancestors`. Of several policies, all must allow
    /// it.
    ///
    /// ## Why is this bad?
    ///
    /// A page in another's frame can be clicked by somebody who sees something else. For a widget
    /// that is meant to be framed it is right. It also makes browsers ignore `X-Frame-Options`.
    ///
    /// ## How to fix it
    ///
    /// Name the sites that may frame the page, or `'none'`.
    ///
    /// ## References
    ///
    /// * [CSP: frame-ancestors](https://w3c.github.io/webappsec-csp/#directive-frame-ancestors)
    struct FrameAncestorsAny {
        code: "CS435",
        name: "csp-frame-ancestors-any",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-frame-ancestors",
    }
}

pub(super) static CHECK: &dyn Check = &FrameAncestorsAny;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::Enforced,
    combine: Combine::Every,
    confidence: Confidence::Certain,
    why: "every site may frame the page, and `X-Frame-Options` is ignored beside it",
    who: None,
    help: "name the sites that may frame the page, unless all should",
    find,
};

impl Check for FrameAncestorsAny {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    let Some(values) = csp.get("frame-ancestors") else {
        // Another policy decides.
        return vec![Weakness::whole("", Severity::Info)];
    };
    let is_any =
        |value: &&String| matches!(value.as_str(), "http:" | "https:") || is_anybodys(value);
    let any = values.iter().find(is_any);
    let what = any.map(|value| has("frame-ancestors", value));
    what.map(|what| Weakness::whole(what, Severity::Info)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "everybody", "Content-Security-Policy: frame-ancestors *");
        fires(
            &META,
            "everybody over https",
            "Content-Security-Policy: default-src 'self'; frame-ancestors https:",
        );
        fires(
            &META,
            "the other policy says nothing",
            "Content-Security-Policy: default-src 'self', frame-ancestors *",
        );
        fires(&META, "on every port", "Content-Security-Policy: frame-ancestors *:*");
        passes(&META, "nobody", "Content-Security-Policy: frame-ancestors 'none'");
        passes(&META, "nothing said", "Content-Security-Policy: default-src 'self'");
        passes(
            &META,
            "the other policy restricts",
            "Content-Security-Policy: frame-ancestors *, frame-ancestors 'self'",
        );
    }
}
