use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// Any site can show the page in a frame.
    ///
    /// ## What it does
    ///
    /// Reports a page with neither `X-Frame-Options` nor a `frame-ancestors` directive in an
    /// enforced `Content-Security-Policy` field. A policy in `<meta>` or in
    /// `Content-Security-Policy-Report-Only` does not count, since browsers do not enforce
    /// `frame-ancestors` there. What is not HTML is not reported.
    ///
    /// ## Why is this bad?
    ///
    /// Another site can lay the page, invisible, over something that a visitor wants to click. The
    /// click then lands in the page, with the visitor's session (clickjacking).
    ///
    /// ## How to fix it
    ///
    /// Send `Content-Security-Policy: frame-ancestors 'self'` (or `'none'`, or the sites that may).
    /// `X-Frame-Options: SAMEORIGIN` says the same to old browsers.
    ///
    /// ## References
    ///
    /// * [CSP: frame-ancestors](https://w3c.github.io/webappsec-csp/#directive-frame-ancestors)
    /// * [HTML: the X-Frame-Options header](https://html.spec.whatwg.org/#the-x-frame-options-header)
    struct FrameOptionsMissing {
        code: "CS310",
        name: "framable",
        topic: Headers,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-frame-ancestors",
    }
}

pub(super) static CHECK: &dyn Check = &FrameOptionsMissing;

impl Check for FrameOptionsMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::page_of(context) else { return };
        if seen.answer.headers.contains("x-frame-options")
            || seen.has_csp_directive("frame-ancestors")
        {
            return;
        }
        let message = "neither `frame-ancestors` nor `X-Frame-Options` is sent: any site can \
        show the page in a frame";
        let help = "send `Content-Security-Policy: frame-ancestors 'self'`, or \
        `X-Frame-Options: SAMEORIGIN`";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .who("a site that a logged-in visitor opens, by clicks that land in the frame")
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
        fires(&META, "nothing", "Content-Type: text/html");
        fires(&META, "a page of an error", "404\nContent-Type: text/html");
        fires(
            &META,
            "only in a report",
            "Content-Type: text/html\nContent-Security-Policy-Report-Only: frame-ancestors *",
        );
        fires(
            &META,
            "only in the markup",
            "Content-Type: text/html\n\n<meta http-equiv=content-security-policy \
            content=\"frame-ancestors 'none'\">",
        );
        fires(&META, "markup without a type", "Vary: Origin\n\n<p>");
        passes(&META, "X-Frame-Options", "Content-Type: text/html\nX-Frame-Options: DENY");
        passes(
            &META,
            "frame-ancestors",
            "Content-Type: text/html\nContent-Security-Policy: default-src 'self'; \
            Frame-Ancestors 'none'",
        );
        passes(
            &META,
            "in the second policy",
            "Content-Type: text/html\nContent-Security-Policy: img-src *, frame-ancestors 'self'",
        );
        passes(
            &META,
            "an attachment is not shown",
            "Content-Type: text/html\nContent-Disposition: Attachment; filename=a.html",
        );
        passes(&META, "no page", "Content-Type: application/json");
        passes(&META, "a redirect is not shown", "302\nContent-Type: text/html\nLocation: /x");
        passes(&META, "nothing at all", "204\nVary: Origin");
    }
}
