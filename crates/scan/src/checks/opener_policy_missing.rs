use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The page has no `Cross-Origin-Opener-Policy`.
    ///
    /// ## What it does
    ///
    /// Notes a page over `https` without the field. This is no fault: it is a further line of
    /// defence.
    ///
    /// ## Why is this bad?
    ///
    /// A site that opens the page in a window keeps a handle on it: it can send it elsewhere, count
    /// its frames, and often shares a process with it.
    ///
    /// ## How to fix it
    ///
    /// Send `Cross-Origin-Opener-Policy: same-origin`; `same-origin-allow-popups` where the page
    /// opens windows of other sites, as for payment or login.
    ///
    /// ## References
    ///
    /// * [HTML: Cross-Origin-Opener-Policy](https://html.spec.whatwg.org/#cross-origin-opener-policies)
    struct OpenerPolicyMissing {
        code: "CS326",
        name: "no-opener-policy",
        topic: Headers,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#cross-origin-opener-policies",
    }
}

pub(super) static CHECK: &dyn Check = &OpenerPolicyMissing;

impl Check for OpenerPolicyMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let seen = Visited::page_of(context).filter(Visited::is_https);
        let Some(seen) = seen else { return };
        if seen.answer.headers.contains("cross-origin-opener-policy") {
            return;
        }
        let message = "there is no `Cross-Origin-Opener-Policy`: a site that opens the page \
        keeps a handle on its window";
        let help = "send `Cross-Origin-Opener-Policy: same-origin`, or \
        `same-origin-allow-popups` if the page opens others; not on a page that other sites open \
        and hear from, such as a sign-in";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .fix("Cross-Origin-Opener-Policy", "same-origin-allow-popups".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a page without it", "Content-Type: text/html");
        passes(
            &META,
            "the field",
            "Content-Type: text/html\nCross-Origin-Opener-Policy: unsafe-none",
        );
        passes(&META, "no page", "Content-Type: application/json");
    }
}
