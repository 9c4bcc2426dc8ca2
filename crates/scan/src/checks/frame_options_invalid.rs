use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// `X-Frame-Options` has a value that browsers do not know, or several.
    ///
    /// ## What it does
    ///
    /// Reports a value that is neither `DENY` nor `SAMEORIGIN`, and different values in one answer:
    /// several that include a known one block every frame, several without one block none. With
    /// `frame-ancestors` in an enforced policy browsers ignore the field, and so does this check.
    /// `ALLOW-FROM` is another finding.
    ///
    /// ## Why is this bad?
    ///
    /// With an unknown value any site can show the page in a frame. With different values the page
    /// cannot be framed at all, not even by its own site.
    ///
    /// ## How to fix it
    ///
    /// Send one `X-Frame-Options: SAMEORIGIN` or `DENY`. Look for an application and a server in
    /// front that both send it.
    ///
    /// ## References
    ///
    /// * [HTML: the X-Frame-Options header](https://html.spec.whatwg.org/#the-x-frame-options-header)
    struct FrameOptionsInvalid {
        code: "CS311",
        name: "frame-options-ignored",
        topic: Headers,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#the-x-frame-options-header",
    }
}

pub(super) static CHECK: &dyn Check = &FrameOptionsInvalid;

impl Check for FrameOptionsInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("x-frame-options") else { return };
        let mut values: Vec<String> =
            value.split(',').map(|value| value.trim().to_ascii_lowercase()).collect();
        values.sort_unstable();
        values.dedup();
        if values.iter().any(|value| value.starts_with("allow-from")) {
            return;
        }
        let is_known =
            |value: &String| matches!(value.as_str(), "deny" | "sameorigin" | "allowall");
        let known = values.iter().filter(|value| is_known(value)).count();
        let (severity, message) = match (values.as_slice(), known) {
            ([one], 1) if one != "allowall" => return,
            ([_], _) => (
                Severity::Medium,
                format!(
                    "`X-Frame-Options` is {}, which stops nobody: any site can show the page in a \
                     frame",
                    shown(value.trim())
                ),
            ),
            (_, 0) => (
                Severity::Medium,
                format!(
                    "browsers know none of {}: any site can show the page in a frame",
                    shown(&value)
                ),
            ),
            _ => (
                Severity::Low,
                format!(
                    "`X-Frame-Options` has different values, {}: the page cannot be framed at all",
                    shown(&value)
                ),
            ),
        };
        let help = "send one `X-Frame-Options: SAMEORIGIN` or `DENY`";
        // Browsers then ignore the field, whatever it says.
        if seen.has_csp_directive("frame-ancestors") {
            return;
        }
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .severity(severity)
                .fix("X-Frame-Options", "SAMEORIGIN".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a word that means nothing", "X-Frame-Options: SAME-ORIGIN");
        fires(&META, "nothing", "X-Frame-Options:");
        fires(&META, "a word that allows all", "X-Frame-Options: ALLOWALL");
        fires(&META, "two values", "X-Frame-Options: DENY\nX-Frame-Options: SAMEORIGIN");
        fires(&META, "two unknown values", "X-Frame-Options: a, b");
        fires(&META, "quotes", "X-Frame-Options: \"DENY\"");
        passes(&META, "in any case", "X-Frame-Options: sameOrigin");
        passes(&META, "the same twice", "X-Frame-Options: DENY\nX-Frame-Options: deny");
        passes(
            &META,
            "superseded",
            "X-Frame-Options: x\nContent-Security-Policy: frame-ancestors 'none'",
        );
        passes(&META, "another finding", "X-Frame-Options: ALLOW-FROM https://a.example");
        passes(&META, "nothing", "Vary: Origin");
    }
}
