use crate::declare::declare_check;
use crate::shown::{listed, shown};
use crate::structured::{BareItem, item};
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Cross-Origin-Embedder-Policy` has a value that browsers do not know.
    ///
    /// ## What it does
    ///
    /// Reports a value that is not one of the words of the standard, also of the report-only field.
    /// It is an item of structured fields: case matters, quotes are wrong, parameters such as
    /// `report-to` are right, and two fields are no item.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers act as if the field had not been sent: the page is not isolated, and features that
    /// need isolation stay closed.
    ///
    /// ## How to fix it
    ///
    /// Send `Cross-Origin-Embedder-Policy: require-corp` or `credentialless`.
    ///
    /// ## References
    ///
    /// * [HTML: Cross-Origin-Embedder-Policy](https://html.spec.whatwg.org/#coep)
    struct EmbedderPolicyInvalid {
        code: "CS327",
        name: "embedder-policy-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#coep",
    }
}

pub(super) static CHECK: &dyn Check = &EmbedderPolicyInvalid;

impl Check for EmbedderPolicyInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::over_https(context) else { return };
        let fields = ["Cross-Origin-Embedder-Policy", "Cross-Origin-Embedder-Policy-Report-Only"];
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
const KNOWN: &[&str] = &["require-corp", "credentialless", "unsafe-none"];

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a word that means nothing", "Cross-Origin-Embedder-Policy: same-origin");
        fires(&META, "capital letters", "Cross-Origin-Embedder-Policy: Require-Corp");
        fires(
            &META,
            "twice",
            "Cross-Origin-Embedder-Policy: require-corp\nCross-Origin-Embedder-Policy: \
            require-corp",
        );
        fires(&META, "in a report", "Cross-Origin-Embedder-Policy-Report-Only: \"require-corp\"");
        passes(&META, "a word", "Cross-Origin-Embedder-Policy: credentialless");
        passes(&META, "a parameter", "Cross-Origin-Embedder-Policy: require-corp;report-to=\"x\"");
        passes(&META, "nothing", "Vary: Origin");
    }
}
