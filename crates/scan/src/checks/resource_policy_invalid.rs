use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Cross-Origin-Resource-Policy` has a value that browsers do not know.
    ///
    /// ## What it does
    ///
    /// Reports any value but `same-origin`, `same-site` and `cross-origin`, letter by letter. It is
    /// no structured field: parameters are wrong, and so are two fields.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers act as if the field had not been sent: other sites can embed the answer.
    ///
    /// ## How to fix it
    ///
    /// Send `Cross-Origin-Resource-Policy: same-origin`; `same-site` for what other hosts of the
    /// site embed, `cross-origin` for what is meant for everybody.
    ///
    /// ## References
    ///
    /// * [Fetch: Cross-Origin-Resource-Policy](https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header)
    struct ResourcePolicyInvalid {
        code: "CS329",
        name: "resource-policy-ignored",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header",
    }
}

pub(super) static CHECK: &dyn Check = &ResourcePolicyInvalid;

impl Check for ResourcePolicyInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("cross-origin-resource-policy") else { return };
        if matches!(value.as_str(), "same-origin" | "same-site" | "cross-origin") {
            return;
        }
        let message = format!(
            "browsers ignore `Cross-Origin-Resource-Policy: {}`: other sites can embed the answer",
            shown(&value).trim_matches('`')
        );
        let help = "send `same-origin`, `same-site` or `cross-origin`, once and in lower case";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a word that means nothing", "Cross-Origin-Resource-Policy: none");
        fires(&META, "capital letters", "Cross-Origin-Resource-Policy: Same-Origin");
        fires(&META, "a parameter", "Cross-Origin-Resource-Policy: same-origin; x");
        fires(
            &META,
            "twice",
            "Cross-Origin-Resource-Policy: same-site\nCross-Origin-Resource-Policy: same-site",
        );
        fires(&META, "quotes", "Cross-Origin-Resource-Policy: \"same-site\"");
        fires(&META, "nothing", "Cross-Origin-Resource-Policy:");
        passes(&META, "a word", "Cross-Origin-Resource-Policy: same-site");
        passes(&META, "for everybody", "Cross-Origin-Resource-Policy: cross-origin");
        passes(&META, "no field", "Vary: Origin");
    }
}
