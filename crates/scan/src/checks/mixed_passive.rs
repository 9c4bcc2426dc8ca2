use crate::declare::declare_check;
use crate::mixed_content::insecure;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, LoadKind};

declare_check! {
    /// A page over `https` loads pictures or media over plain `http`.
    ///
    /// ## What it does
    ///
    /// Reports `<img>`, `<audio>`, `<video>` and the like with an `http` address in a page over
    /// `https`; one finding for each host. Not reported are hosts of the own machine, and pages
    /// with `upgrade-insecure-requests`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ask for them over `https` instead, and show nothing if the host has none. Older
    /// ones load them over plain `http`, where anybody on the way sees and changes them.
    ///
    /// ## How to fix it
    ///
    /// Write the address with `https`.
    ///
    /// ## References
    ///
    /// * [Mixed Content](https://w3c.github.io/webappsec-mixed-content/)
    struct MixedPassive {
        code: "CS536",
        name: "mixed-content-upgraded",
        topic: Site,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-mixed-content/",
    }
}

pub(super) static CHECK: &dyn Check = &MixedPassive;

impl Check for MixedPassive {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        let is_kind = |kind: LoadKind| matches!(kind, LoadKind::Media);
        for host in insecure(&seen, page, is_kind) {
            let message =
                format!("the page loads pictures or media of {} over plain `http`", shown(&host));
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
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a picture", "Content-Type: text/html\n\n<img src=http://x.test/>");
        fires(
            &META,
            "one of several sizes",
            "Content-Type: text/html\n\n<img srcset='https://x.test/ 1x, http://y.test/ 2x'>",
        );
        passes(&META, "https", "Content-Type: text/html\n\n<img src=//x.test/>");
        passes(
            &META,
            "upgraded",
            "Content-Security-Policy: img-src *; upgrade-insecure-requests\nContent-Type: \
            text/html\n\n<img src=http://x.test/>",
        );
        passes(
            &META,
            "a script is another finding",
            "Content-Type: text/html\n\n<script src=http://x.test/></script>",
        );
    }
}
