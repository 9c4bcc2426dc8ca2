use crate::declare::declare_check;
use crate::mixed_content::insecure;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, LoadKind};

declare_check! {
    /// A page over `https` loads scripts, styles or frames over plain `http`: browsers block them.
    ///
    /// ## What it does
    ///
    /// Reports `<script>`, style sheets, frames, `<object>` and `<embed>` with an `http` address in
    /// a page over `https`; one finding for each host. Not reported are hosts of the own machine,
    /// and pages with `upgrade-insecure-requests`, which makes `https` of every address.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers block the load: a part of the page is missing. A client that did not would run what
    /// anybody on the way wrote.
    ///
    /// ## How to fix it
    ///
    /// Write the address with `https`.
    ///
    /// ## References
    ///
    /// * [Mixed Content](https://w3c.github.io/webappsec-mixed-content/)
    struct MixedActive {
        code: "CS535",
        name: "mixed-content-blocked",
        topic: Site,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-mixed-content/",
    }
}

pub(super) static CHECK: &dyn Check = &MixedActive;

impl Check for MixedActive {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        let is_kind = |kind: LoadKind| {
            matches!(
                kind,
                LoadKind::Script | LoadKind::Stylesheet | LoadKind::Frame | LoadKind::Plugin
            )
        };
        for host in insecure(&seen, page, is_kind) {
            let message = format!(
                "the page loads scripts, styles or frames of {} over plain `http`: browsers \
                block them",
                shown(&host)
            );
            findings.push(
                Finding::new(&META, seen.place(), message, "write the address with `https`")
                    .subject(host),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit_to};

    #[test]
    fn vectors() {
        fires(
            &META,
            "a script",
            "Content-Type: text/html\n\n<script src=http://cdn.test/></script>",
        );
        fires(&META, "a frame", "Content-Type: text/html\n\n<iframe src=http://f.test/></iframe>");
        fires(
            &META,
            "a style of the own site",
            "Content-Type: text/html\n\n<link rel=stylesheet href=http://api.example.com/x>",
        );
        fires(
            &META,
            "by the base",
            "Content-Type: text/html\n\n<base href=http://b.test/><script src=x></script>",
        );
        passes(
            &META,
            "https",
            "Content-Type: text/html\n\n<script src=https://cdn.test/></script>",
        );
        passes(
            &META,
            "upgraded",
            "Content-Security-Policy: upgrade-insecure-requests\nContent-Type: \
            text/html\n\n<script src=http://cdn.test/></script>",
        );
        passes(
            &META,
            "upgraded in the markup",
            "Content-Type: text/html\n\n<meta http-equiv=content-security-policy \
            content=upgrade-insecure-requests><script src=http://cdn.test/></script>",
        );
        passes(
            &META,
            "the own machine",
            "Content-Type: text/html\n\n<script src=http://localhost:3000/></script><iframe \
            src=http://127.0.0.1/></iframe>",
        );
        passes(
            &META,
            "a link is no load",
            "Content-Type: text/html\n\n<a href=http://x.test/>x</a>",
        );
        passes(
            &META,
            "pictures are another finding",
            "Content-Type: text/html\n\n<img src=http://x.test/>",
        );
    }

    #[test]
    fn a_page_over_http_mixes_nothing() {
        let answer = "Content-Type: text/html\n\n<script src=http://cdn.test/></script>";
        assert!(reported(&META, &visit_to("http://a.example.com/", answer)).is_empty());
    }
}
