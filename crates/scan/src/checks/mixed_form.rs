use crate::declare::declare_check;
use crate::mixed_content::insecure;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, LoadKind};

declare_check! {
    /// A form of a page over `https` is sent over plain `http`.
    ///
    /// ## What it does
    ///
    /// Reports `<form action>`, and `formaction` of its buttons, with an `http` address in a page
    /// over `https`; one finding for each host. Not reported are hosts of the own machine, and
    /// pages with `upgrade-insecure-requests`.
    ///
    /// ## Why is this bad?
    ///
    /// What visitors type is readable for everybody on the way. Browsers warn, and visitors go on.
    ///
    /// ## How to fix it
    ///
    /// Write the address with `https`.
    ///
    /// ## References
    ///
    /// * [Mixed Content](https://w3c.github.io/webappsec-mixed-content/)
    struct MixedForm {
        code: "CS537",
        name: "form-over-http",
        topic: Site,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-mixed-content/",
    }
}

pub(super) static CHECK: &dyn Check = &MixedForm;

impl Check for MixedForm {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        let is_kind = |kind: LoadKind| matches!(kind, LoadKind::Form);
        for host in insecure(&seen, page, is_kind) {
            let message = format!("a form is sent to {} over plain `http`", shown(&host));
            findings.push(
                Finding::new(&META, seen.place(), message, "write the address with `https`")
                    .who("whoever controls the network of a visitor")
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
        fires(
            &META,
            "a form",
            "Content-Type: text/html\n\n<form action=http://x.test/ method=post>",
        );
        fires(
            &META,
            "a button",
            "Content-Type: text/html\n\n<form><button formaction=http://x.test/>",
        );
        passes(&META, "https", "Content-Type: text/html\n\n<form action=https://x.test/>");
        passes(&META, "the page itself", "Content-Type: text/html\n\n<form method=post>");
        passes(
            &META,
            "upgraded",
            "Content-Security-Policy: upgrade-insecure-requests\nContent-Type: \
            text/html\n\n<form action=http://x.test/>",
        );
    }
}
