use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The visit ends on another site than the one that was asked for.
    ///
    /// ## What it does
    ///
    /// Notes that redirects led to a host with another registrable domain. The headers that are
    /// judged are those of that site.
    ///
    /// ## Why is this bad?
    ///
    /// A login of somebody else, or a page that was moved, says nothing about the site that was to
    /// be judged.
    ///
    /// ## How to fix it
    ///
    /// Scan an address of the site that does not redirect, or the other site by its own name.
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)
    struct RedirectOffSite {
        code: "CS524",
        name: "another-site-judged",
        topic: Site,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
    }
}

pub(super) static CHECK: &dyn Check = &RedirectOffSite;

impl Check for RedirectOffSite {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        if context.recording.target.is_schemelessly_same_site(seen.url) {
            return;
        }
        let message = format!(
            "the visit ended on {}, another site: its headers are those that are judged",
            shown(seen.url.host_str().unwrap_or_default())
        );
        let help =
            "scan an address of the site that does not redirect, or the other site by its own name";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::Purpose;
    use crate::vectors::{hops, reported};

    #[test]
    fn vectors() {
        for (to, count) in [
            ("https://www.example.com/", 0),
            ("https://example.com/x", 0),
            ("https://example.org/", 1),
        ] {
            let chain = [("https://example.com/", "301"), (to, "200")];
            assert_eq!(reported(&META, &hops(Purpose::Visit, &chain)).len(), count, "{to}");
        }
    }
}
