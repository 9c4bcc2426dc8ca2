use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Pages of the visitor's own machine may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `http://localhost:3000`, `https://localhost` or
    /// `http://127.0.0.1`.
    ///
    /// ## Why is this bad?
    ///
    /// Developers need it and forget it. Whatever listens on the visitor's machine is then trusted:
    /// another user's program, a tool with a hole in its page.
    ///
    /// ## How to fix it
    ///
    /// Allow `localhost` in development only.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct LocalhostReads {
        code: "CS211",
        name: "localhost-reads",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &LocalhostReads;

const SAID: Said = Said {
    what: "pages of the visitor's own machine are accepted",
    who: "A program or a page on the visitor's own machine",
    help: "allow `localhost` in development only",
    site: Site::Other,
};

impl Check for LocalhostReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Low, Severity::Info];
        let holes = holes(context, &[OriginKind::Localhost], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |it| it.starts_with("http://localhost:")));
        assert_eq!(found(&recording), ["localhost-reads low"]);
        assert!(noted(&recording).len() < 5);
    }
}
