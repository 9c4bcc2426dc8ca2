use crate::declare::declare_check;
use crate::hsts;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Strict-Transport-Security` is malformed, and browsers ignore it.
    ///
    /// ## What it does
    ///
    /// Reports a `Strict-Transport-Security` that does not match the grammar: without `max-age`,
    /// with a `max-age` that is no number of seconds, with a directive twice, or with commas
    /// between directives. A number in quotes is right by the grammar, and unknown directives are
    /// allowed.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers drop the whole field and behave as if it had not been sent.
    ///
    /// ## How to fix it
    ///
    /// Send `Strict-Transport-Security: max-age=31536000`, with semicolons between directives.
    ///
    /// ## References
    ///
    /// * [RFC 6797, section 6.1](https://www.rfc-editor.org/rfc/rfc6797#section-6.1)
    /// * [RFC 6797, section 8.1](https://www.rfc-editor.org/rfc/rfc6797#section-8.1)
    struct HstsInvalid {
        code: "CS303",
        name: "hsts-ignored",
        topic: Headers,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1",
    }
}

pub(super) static CHECK: &dyn Check = &HstsInvalid;

impl Check for HstsInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::with_hsts(context) else { return };
        // Only the first field counts (section 8.1).
        let Some(value) = seen.answer.texts("strict-transport-security").next() else { return };
        let Err(why) = hsts::parse(&value) else { return };
        let message = format!("browsers ignore `Strict-Transport-Security`: {why}");
        let help = "send `Strict-Transport-Security: max-age=31536000`, with semicolons between \
        directives";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .fix("Strict-Transport-Security", "max-age=31536000".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit_to};

    #[test]
    fn vectors() {
        fires(&META, "no max-age", "Strict-Transport-Security: includeSubDomains");
        fires(&META, "no number", "Strict-Transport-Security: max-age=abc");
        fires(&META, "a directive twice", "Strict-Transport-Security: max-age=1; max-age=1");
        fires(&META, "commas", "Strict-Transport-Security: max-age=31536000, includeSubDomains");
        fires(&META, "nothing", "Strict-Transport-Security:");
        fires(
            &META,
            "only the first of two counts",
            "Strict-Transport-Security: x\nStrict-Transport-Security: max-age=1",
        );
        passes(&META, "nothing", "Vary: Origin");
        passes(&META, "a quoted number", "Strict-Transport-Security: max-age=\"31536000\"");
        passes(
            &META,
            "in any case, with spaces",
            "Strict-Transport-Security: MAX-AGE = 1 ; IncludeSubDomains",
        );
        passes(&META, "an unknown directive", "Strict-Transport-Security: max-age=1; x=y");
    }

    #[test]
    fn addresses_have_none() {
        for (url, count) in [("https://192.0.2.1/", 0), ("https://localhost/", 1)] {
            let visit = visit_to(url, "Strict-Transport-Security: x");
            assert_eq!(reported(&META, &visit).len(), count, "{url}");
        }
    }
}
