use crate::csp::shown;
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The Content Security Policy has characters for which browsers skip a directive.
    ///
    /// ## What it does
    ///
    /// Reports directives that are not ASCII, in any policy, and their first character that is not.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers skip such a directive whole, as if it were not there. Quotation marks that a word
    /// processor has bent, a no-break space and names in another script are how it happens.
    ///
    /// ## How to fix it
    ///
    /// Write straight quotation marks and ordinary spaces, and hosts in their form for the wire:
    /// `xn--bcher-kva.example`.
    ///
    /// ## References
    ///
    /// * [CSP: parse a serialized CSP](https://w3c.github.io/webappsec-csp/#parse-serialized-policy)
    struct NotAscii {
        code: "CS438",
        name: "csp-not-ascii",
        topic: Csp,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#parse-serialized-policy",
    }
}

pub(super) static CHECK: &dyn Check = &NotAscii;

/// Most directives that are named.
const MOST: usize = 5;

impl Check for NotAscii {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((index, _)) = context.recording.page() else { return };
        let skipped = &context.csp.skipped;
        let named = skipped.iter().take(MOST).filter_map(|directive| {
            let char = directive.chars().find(|char| !char.is_ascii())?;
            let code = u32::from(char);
            Some(format!(
                "{} for its {} (U+{code:04X})",
                shown(directive),
                shown(&char.to_string())
            ))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() {
            return;
        }
        let more = match skipped.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!(
            "browsers skip {}{more}: a directive that is not ASCII is as if it were not there",
            named.join(", ")
        );
        let help = "write straight quotation marks, ordinary spaces, and hosts as `xn--…`";
        findings.push(Finding::new(&META, (0, vec![index]), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit};

    #[test]
    fn the_directive_and_the_character_are_named() {
        let found =
            reported(&META, &visit("Content-Security-Policy: default-src ‘self’; img-src *"));
        assert!(
            found[0]
                .message
                .starts_with("browsers skip `default-src ‘self’` for its `‘` (U+2018):"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn vectors() {
        fires(&META, "bent quotes", "Content-Security-Policy: script-src “self”");
        fires(&META, "a no-break space", "Content-Security-Policy: script-src\u{a0}'self'");
        fires(&META, "a host", "Content-Security-Policy: img-src bücher.example");
        fires(
            &META,
            "in one that only reports",
            "Content-Security-Policy-Report-Only: img-src bücher.example",
        );
        fires(
            &META,
            "in the markup",
            "Content-Type: text/html\n\n<meta http-equiv=content-security-policy content=\"img-src é\">",
        );
        passes(&META, "ASCII", "Content-Security-Policy: img-src xn--bcher-kva.example");
        passes(&META, "another field", "X-Content-Security-Policy: img-src é");
    }
}
