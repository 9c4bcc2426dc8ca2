use crate::declare::declare_check;
use crate::integrity::{Pinning, unpinned};
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, LoadKind, Severity};

declare_check! {
    /// The page runs a script of another site without `integrity`.
    ///
    /// ## What it does
    ///
    /// Reports `<script src>` of another registrable domain without an `integrity` that browsers
    /// understand; one finding for each host. Services whose scripts change under the same address,
    /// such as tag managers, payment and maps, cannot be pinned and are noted as `info`. Scripts
    /// that scripts add are not seen.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever controls that host, or breaks into it, runs scripts in the page with everything that
    /// a visitor may do there.
    ///
    /// ## How to fix it
    ///
    /// Add `integrity="sha384-…" crossorigin="anonymous"` with the hash of the very file, at an
    /// address with its version in it; or serve the file from the own site.
    ///
    /// ## References
    ///
    /// * [Subresource Integrity](https://w3c.github.io/webappsec-subresource-integrity/)
    struct ScriptIntegrity {
        code: "CS530",
        name: "foreign-script-without-integrity",
        topic: Site,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-subresource-integrity/",
    }
}

pub(super) static CHECK: &dyn Check = &ScriptIntegrity;

impl Check for ScriptIntegrity {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        for host in unpinned(page, LoadKind::Script, seen.url) {
            let scripts = if host.count == 1 { "a script" } else { "scripts" };
            let message = format!(
                "the page runs {scripts} of {} without `integrity`: whoever controls that host \
                controls the page",
                shown(&host.name)
            );
            let (severity, help) = match host.pinning {
                Pinning::Possible => (
                    META.severity,
                    "add `integrity` with the hash of the file, and `crossorigin`; or serve it \
                    from the own site",
                ),
                Pinning::Impossible => (
                    Severity::Info,
                    "its scripts change under the same address and cannot be pinned: keep it \
                    off pages that do not need it",
                ),
            };
            findings.push(
                Finding::new(&META, seen.place(), message, help)
                    .severity(severity)
                    .who("whoever controls that host, or breaks into it")
                    .subject(host.name),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit};

    #[test]
    fn vectors() {
        fires(
            &META,
            "another site",
            "Content-Type: text/html\n\n<script src=https://cdn.test/x.js></script>",
        );
        fires(
            &META,
            "without a scheme",
            "Content-Type: text/html\n\n<script src=//cdn.test/x.js></script>",
        );
        fires(
            &META,
            "over plain http",
            "Content-Type: text/html\n\n<script src=http://cdn.test/x.js></script>",
        );
        fires(
            &META,
            "an integrity that means nothing",
            "Content-Type: text/html\n\n<script src=//cdn.test/x.js integrity=md5-x \
            crossorigin></script>",
        );
        fires(
            &META,
            "a service",
            "Content-Type: text/html\n\n<script \
            src=https://www.googletagmanager.com/gtag/js></script>",
        );
        passes(
            &META,
            "a hash",
            "Content-Type: text/html\n\n<script src=//cdn.test/x.js \
            integrity=sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC crossorigin></script>",
        );
        passes(&META, "the own host", "Content-Type: text/html\n\n<script src=/x.js></script>");
        passes(
            &META,
            "the own site",
            "Content-Type: text/html\n\n<script src=https://static.example.com/x.js></script>",
        );
        passes(&META, "inline", "Content-Type: text/html\n\n<script>x</script>");
        passes(
            &META,
            "no page",
            "Content-Type: application/json\n\n\"<script src=//cdn.test/></script>\"",
        );
    }

    #[test]
    fn one_finding_for_each_host() {
        let page = |scripts: usize| -> String {
            let tag =
                |number| format!("<script src=https://h{}.test/{number}></script>", number % 30);
            format!("Content-Type: text/html\n\n{}", (0..scripts).map(tag).collect::<String>())
        };
        assert_eq!(reported(&META, &visit(&page(2))).len(), 2);
        assert_eq!(reported(&META, &visit(&page(900))).len(), 20);
    }
}
