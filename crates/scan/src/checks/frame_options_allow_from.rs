use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `X-Frame-Options: ALLOW-FROM` is no longer known to any browser.
    ///
    /// ## What it does
    ///
    /// Reports `ALLOW-FROM` without `frame-ancestors` in an enforced `Content-Security-Policy`
    /// field.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ignore the whole field, so that any site can show the page in a frame.
    ///
    /// ## How to fix it
    ///
    /// Send `Content-Security-Policy: frame-ancestors 'self' https://partner.example` with the
    /// sites that may.
    ///
    /// ## References
    ///
    /// * [HTML: the X-Frame-Options header](https://html.spec.whatwg.org/#the-x-frame-options-header)
    /// * [CSP: frame-ancestors](https://w3c.github.io/webappsec-csp/#directive-frame-ancestors)
    struct FrameOptionsAllowFrom {
        code: "CS312",
        name: "frame-options-allow-from",
        topic: Headers,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#the-x-frame-options-header",
    }
}

pub(super) static CHECK: &dyn Check = &FrameOptionsAllowFrom;

impl Check for FrameOptionsAllowFrom {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("x-frame-options") else { return };
        let is_obsolete = value
            .split(',')
            .any(|value| value.trim().to_ascii_lowercase().starts_with("allow-from"));
        if is_obsolete && !seen.has_csp_directive("frame-ancestors") {
            let message = format!(
                "no browser knows {} of `X-Frame-Options` any more: any site can show the page \
                in a frame",
                shown(value.trim())
            );
            let help = "name the sites in `Content-Security-Policy: frame-ancestors`";
            findings.push(Finding::new(&META, seen.place(), message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "alone", "X-Frame-Options: ALLOW-FROM https://a.example");
        fires(&META, "in any case", "X-Frame-Options: Allow-From: https://a.example");
        passes(
            &META,
            "superseded",
            "X-Frame-Options: ALLOW-FROM https://a.example\nContent-Security-Policy: \
            frame-ancestors https://a.example",
        );
        passes(&META, "another value", "X-Frame-Options: DENY");
    }
}
