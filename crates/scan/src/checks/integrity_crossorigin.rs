use crate::declare::declare_check;
use crate::integrity::has_hash;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, LoadKind};

declare_check! {
    /// A script or style of another origin has `integrity` but no `crossorigin`: browsers refuse it.
    ///
    /// ## What it does
    ///
    /// Reports `<script>` and `<link rel=stylesheet>` of another origin with a hash in `integrity`
    /// and without `crossorigin`. Modules need none.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers cannot check what they fetched without CORS, and treat it as a failure: the script
    /// does not run.
    ///
    /// ## How to fix it
    ///
    /// Add `crossorigin="anonymous"`. The other server has to send `Access-Control-Allow-Origin`.
    ///
    /// ## References
    ///
    /// * [Subresource Integrity](https://w3c.github.io/webappsec-subresource-integrity/)
    struct IntegrityCrossorigin {
        code: "CS532",
        name: "integrity-without-crossorigin",
        topic: Site,
        severity: Medium,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-subresource-integrity/",
    }
}

pub(super) static CHECK: &dyn Check = &IntegrityCrossorigin;

impl Check for IntegrityCrossorigin {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some((seen, page)) = Visited::page_of(context).zip(context.page) else { return };
        let refused = page.loads.iter().filter(|load| {
            matches!(load.kind, LoadKind::Script | LoadKind::Stylesheet)
                && load.crossorigin.is_none()
                && load.integrity.as_deref().is_some_and(has_hash)
                && load.url.as_ref().is_some_and(|url| url.origin() != seen.url.origin())
        });
        for load in refused.take(MAX_REPORTED) {
            let message = format!(
                "{} has `integrity` and no `crossorigin`: browsers refuse to use it",
                shown(&load.written)
            );
            let help = "add `crossorigin=\"anonymous\"` to the element";
            findings.push(
                Finding::new(&META, seen.place(), message, help).subject(load.written.clone()),
            );
        }
    }
}

/// Most elements that are reported.
const MAX_REPORTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "a script",
            "Content-Type: text/html\n\n<script src=//cdn.test/x \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>",
        );
        fires(
            &META,
            "a host of the same site",
            "Content-Type: text/html\n\n<script src=//s.example.com/x \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>",
        );
        fires(
            &META,
            "a style",
            "Content-Type: text/html\n\n<link rel=stylesheet href=//cdn.test/x \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=>",
        );
        passes(
            &META,
            "crossorigin",
            "Content-Type: text/html\n\n<script src=//cdn.test/x crossorigin \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>",
        );
        passes(
            &META,
            "a module",
            "Content-Type: text/html\n\n<script type=module src=//cdn.test/x \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>",
        );
        passes(
            &META,
            "the same origin",
            "Content-Type: text/html\n\n<script src=/x \
            integrity=sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=></script>",
        );
        passes(
            &META,
            "no hash, so nothing is checked",
            "Content-Type: text/html\n\n<script src=//cdn.test/x integrity=x></script>",
        );
    }
}
