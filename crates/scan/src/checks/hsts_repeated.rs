use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// There are several `Strict-Transport-Security` fields that differ.
    ///
    /// ## What it does
    ///
    /// Reports an answer with two or more of these fields whose values differ. Equal ones do no
    /// harm.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers read the first one only. Often an application sends one and the server in front
    /// adds another, and the wrong one counts.
    ///
    /// ## How to fix it
    ///
    /// Send the field in one place, and remove it in the other.
    ///
    /// ## References
    ///
    /// * [RFC 6797, section 8.1](https://www.rfc-editor.org/rfc/rfc6797#section-8.1)
    struct HstsRepeated {
        code: "CS308",
        name: "hsts-repeated",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6797#section-8.1",
    }
}

pub(super) static CHECK: &dyn Check = &HstsRepeated;

impl Check for HstsRepeated {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::with_hsts(context) else { return };
        let mut values = seen.answer.texts("strict-transport-security");
        let Some(first) = values.next() else { return };
        let Some(other) = values.find(|value| !value.eq_ignore_ascii_case(&first)) else { return };
        let message = format!(
            "of two `Strict-Transport-Security` fields browsers read the first, {}, and not {}",
            shown(&first),
            shown(&other)
        );
        let help = "send the field in one place only";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "two values",
            "Strict-Transport-Security: max-age=1\nStrict-Transport-Security: max-age=31536000",
        );
        passes(
            &META,
            "the same twice",
            "Strict-Transport-Security: max-age=1\nStrict-Transport-Security: Max-Age=1",
        );
        passes(&META, "one", "Strict-Transport-Security: max-age=1");
    }
}
