use crate::declare::declare_check;
use crate::shown::{listed, shown};
use crate::structured::{BareItem, item};
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Cross-Origin-Opener-Policy` has a value that browsers do not know.
    ///
    /// ## What it does
    ///
    /// Reports a value that is not one of the words of the standard, also of the report-only field.
    /// It is an item of structured fields: case matters, quotes are wrong, parameters such as
    /// `report-to` are right, and two fields are no item.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers act as if the field had not been sent.
    ///
    /// ## How to fix it
    ///
    /// Send `Cross-Origin-Opener-Policy: same-origin`, or `same-origin-allow-popups` for pages that
    /// open others.
    ///
    /// ## References
    ///
    /// * [HTML: Cross-Origin-Opener-Policy](https://html.spec.whatwg.org/#cross-origin-opener-policies)
    struct OpenerPolicyInvalid {
        code: "CS325",
        name: "opener-policy-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#cross-origin-opener-policies",
    }
}

pub(super) static CHECK: &dyn Check = &OpenerPolicyInvalid;

impl Check for OpenerPolicyInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::over_https(context) else { return };
        let fields = ["Cross-Origin-Opener-Policy", "Cross-Origin-Opener-Policy-Report-Only"];
        for field in fields {
            let Some(value) = seen.answer.text(field) else { continue };
            let is_known = matches!(
                item(&value),
                Some(BareItem::Token(token)) if KNOWN.contains(&token.as_str())
            );
            if !is_known {
                let message =
                    format!("browsers know no {} of `{field}`, and ignore it", shown(&value));
                let help =
                    format!("send one of {}, in lower case and without quotes", listed(KNOWN));
                findings.push(Finding::new(&META, seen.place(), message, help).subject(field));
            }
        }
    }
}

/// The words that browsers know.
const KNOWN: &[&str] =
    &["same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"];

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a word that means nothing", "Cross-Origin-Opener-Policy: same-site");
        fires(&META, "capital letters", "Cross-Origin-Opener-Policy: Same-Origin");
        fires(&META, "quotes", "Cross-Origin-Opener-Policy: \"same-origin\"");
        fires(
            &META,
            "twice",
            "Cross-Origin-Opener-Policy: same-origin\nCross-Origin-Opener-Policy: same-origin",
        );
        fires(&META, "in a report", "Cross-Origin-Opener-Policy-Report-Only: x");
        passes(&META, "a word", "Cross-Origin-Opener-Policy: same-origin");
        passes(
            &META,
            "a parameter",
            "Cross-Origin-Opener-Policy: same-origin-allow-popups; report-to=\"coop\"",
        );
        passes(&META, "the newest word", "Cross-Origin-Opener-Policy: noopener-allow-popups");
        passes(&META, "nothing", "Vary: Origin");
    }
}
