use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// The opaque origin `null` may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that return `Access-Control-Allow-Origin: null` to `Origin: null`.
    ///
    /// ## Why is this bad?
    ///
    /// Anybody can make a page whose origin is `null`: a sandboxed frame is one. The name looks
    /// like nobody's and is everybody's.
    ///
    /// ## How to fix it
    ///
    /// Take `null` off the list. Developers who open files should serve them from `localhost`
    /// instead.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct NullReads {
        code: "CS203",
        name: "null-origin-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &NullReads;

const SAID: Said = Said {
    what: "the opaque origin is accepted",
    who: "Any website, from a sandboxed frame that it opens in the visitor's browser",
    help: "take `null` off the list of allowed origins",
    site: Site::Other,
};

impl Check for NullReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::Null], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |it| it == "null"));
        assert_eq!(found(&recording), ["null-origin-reads high"]);
        assert!(noted(&recording).len() < 5);
    }
}
