use crate::declare::declare_check;
use crate::visited::Visited;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The Content Security Policy only reports.
    ///
    /// ## What it does
    ///
    /// Reports a page whose only policies come in `Content-Security-Policy-Report-Only`.
    ///
    /// ## Why is this bad?
    ///
    /// Such a policy stops nothing. It is right while a policy is tried out; often it stays for
    /// years.
    ///
    /// ## How to fix it
    ///
    /// When the reports show nothing of your own, send the same policy as
    /// `Content-Security-Policy`.
    ///
    /// ## References
    ///
    /// * [CSP: Content-Security-Policy-Report-Only](https://w3c.github.io/webappsec-csp/#cspro-header)
    struct OnlyReports {
        code: "CS401",
        name: "csp-report-only",
        topic: Csp,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#cspro-header",
    }
}

pub(super) static CHECK: &dyn Check = &OnlyReports;

impl Check for OnlyReports {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(visited) = Visited::page_of(context) else { return };
        if !context.csp.enforced.is_empty() || context.csp.report_only.is_empty() {
            return;
        }
        let message = "the only Content Security Policy is `Content-Security-Policy-Report-Only`, which \
                       stops nothing";
        let help = "send the policy as `Content-Security-Policy` once its reports are clean";
        findings.push(
            Finding::new(&META, visited.place(), message, help)
                .who("somebody who finds a way to put markup into the page"),
        );
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
            "only a report-only policy",
            "Content-Type: text/html\nContent-Security-Policy-Report-Only: default-src 'self'",
        );
        passes(
            &META,
            "both",
            "Content-Type: text/html\nContent-Security-Policy: default-src *\nContent-Security-Policy-Report-Only: default-src 'self'",
        );
        passes(&META, "none is another finding", "Content-Type: text/html");
    }
}
