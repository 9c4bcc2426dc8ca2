use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The Content Security Policy does not say who may frame the page.
    ///
    /// ## What it does
    ///
    /// Reports a page with policies and `X-Frame-Options`, but without `frame-ancestors`. Where
    /// both are missing, another check reports it.
    ///
    /// ## Why is this bad?
    ///
    /// `frame-ancestors` can name sites, and looks at every frame above the page; old browsers
    /// compare `X-Frame-Options: SAMEORIGIN` with the top page only.
    ///
    /// ## How to fix it
    ///
    /// Add `frame-ancestors 'none'` or `'self'` to the policy in the header. In `<meta>` browsers
    /// ignore it.
    ///
    /// ## References
    ///
    /// * [CSP: frame-ancestors](https://w3c.github.io/webappsec-csp/#directive-frame-ancestors)
    struct NoFrameAncestors {
        code: "CS431",
        name: "csp-no-frame-ancestors",
        topic: Csp,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#directive-frame-ancestors",
    }
}

pub(super) static CHECK: &dyn Check = &NoFrameAncestors;

impl Check for NoFrameAncestors {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((index, answer)) = context.recording.page() else { return };
        let has_it = context.csp.enforced.iter().any(|(_, csp)| csp.names("frame-ancestors"));
        let is_asked = context.is_document
            && !context.csp.enforced.is_empty()
            && answer.headers.contains("x-frame-options");
        if is_asked && !has_it {
            let message = "no policy has `frame-ancestors`; only `X-Frame-Options` says who may frame \
                           the page";
            let help = "add `frame-ancestors` to the policy in the header";
            findings.push(Finding::new(&META, (0, vec![index]), message, help));
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
            "only X-Frame-Options",
            "Content-Security-Policy: default-src 'self'\nX-Frame-Options: DENY",
        );
        passes(&META, "frame-ancestors", "Content-Security-Policy: frame-ancestors 'none'");
        passes(&META, "both are missing", "Content-Security-Policy: default-src 'self'");
        passes(&META, "no policy at all", "X-Frame-Options: DENY");
    }
}
