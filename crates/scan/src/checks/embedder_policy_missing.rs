use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The page has no `Cross-Origin-Embedder-Policy`.
    ///
    /// ## What it does
    ///
    /// Notes a page over `https` without the field. This is no fault: few pages need it, and it
    /// breaks those that embed what others have not allowed to be embedded.
    ///
    /// ## Why is this bad?
    ///
    /// Together with `Cross-Origin-Opener-Policy: same-origin` it isolates the page in a process of
    /// its own, which `SharedArrayBuffer` and exact clocks need.
    ///
    /// ## How to fix it
    ///
    /// Send `Cross-Origin-Embedder-Policy: credentialless` or `require-corp` if the page is to be
    /// isolated.
    ///
    /// ## References
    ///
    /// * [HTML: Cross-Origin-Embedder-Policy](https://html.spec.whatwg.org/#coep)
    struct EmbedderPolicyMissing {
        code: "CS328",
        name: "no-embedder-policy",
        topic: Headers,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://html.spec.whatwg.org/#coep",
    }
}

pub(super) static CHECK: &dyn Check = &EmbedderPolicyMissing;

impl Check for EmbedderPolicyMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let seen = Visited::page_of(context).filter(Visited::is_https);
        let Some(seen) = seen else { return };
        if seen.answer.headers.contains("cross-origin-embedder-policy") {
            return;
        }
        let message = "there is no `Cross-Origin-Embedder-Policy`: the page is not isolated, \
        which few pages need";
        let help =
            "send `Cross-Origin-Embedder-Policy: credentialless` if the page is to be isolated";
        findings.push(Finding::new(&META, seen.place(), message, help));
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
            "Content-Type: text/html\nCross-Origin-Embedder-Policy: require-corp",
        );
        passes(&META, "no page", "Content-Type: application/json");
    }
}
