use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// A Content Security Policy in `<meta>` has directives that are ignored there.
    ///
    /// ## What it does
    ///
    /// Reports `frame-ancestors`, `report-uri` and `sandbox` in `<meta
    /// http-equiv=content-security-policy>`, unless a policy in the header has the same directive.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers read such a policy after the page has begun and ignore these three. The page can be
    /// framed, and nothing is reported.
    ///
    /// ## How to fix it
    ///
    /// Send them in the header.
    ///
    /// ## References
    ///
    /// * [HTML: the Content-Security-Policy state](https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy)
    struct MetaIgnored {
        code: "CS434",
        name: "csp-meta-ignored",
        topic: Csp,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy",
    }
}

pub(super) static CHECK: &dyn Check = &MetaIgnored;

impl Check for MetaIgnored {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((index, _)) = context.recording.page() else { return };
        let policies = || context.csp.enforced.iter().map(|(_, csp)| csp);
        let ignored = policies().flat_map(|csp| &csp.ignored).map(|it| it.name.as_str());
        let mut lost: Vec<&str> =
            ignored.filter(|name| !policies().any(|csp| csp.names(name))).collect();
        lost.sort_unstable();
        lost.dedup();
        if lost.is_empty() {
            return;
        }
        let message =
            format!("browsers ignore `{}` in `<meta>`, and no header has it", lost.join("` and `"));
        let help = "send these directives in `Content-Security-Policy`";
        findings.push(Finding::new(&META, (0, vec![index]), message, help));
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
            "framing",
            "Content-Type: text/html\n\n<meta http-equiv=Content-Security-Policy content=\"frame-ancestors 'none'\">",
        );
        passes(
            &META,
            "in the header as well",
            "Content-Type: text/html\nContent-Security-Policy: frame-ancestors 'self'\n\n<meta http-equiv=Content-Security-Policy content=\"frame-ancestors 'none'\">",
        );
        passes(
            &META,
            "what counts there",
            "Content-Type: text/html\n\n<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">",
        );
    }
}
