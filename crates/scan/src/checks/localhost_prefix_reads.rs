use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Domains that begin with `localhost` or with a private address may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `localhost.evil.example`, or a stranger's domain that begins with
    /// `127.0.0.1`, `192.168.0.1` or `10.0.0.1`.
    ///
    /// ## Why is this bad?
    ///
    /// Anybody has such a host. A pattern that was meant for developers, or for a
    /// private network, has no end.
    ///
    /// ## How to fix it
    ///
    /// Compare whole hosts, and allow the own machine and network in development only.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct LocalhostPrefixReads {
        code: "CS212",
        name: "localhost-prefix-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &LocalhostPrefixReads;

const SAID: Said = Said {
    what: "hosts that merely begin like the own machine or a private address are accepted",
    who: "Any website at a domain of its own, below which it makes such a host",
    help: "compare whole hosts, and allow the own machine and network in development only",
    site: Site::Other,
};

impl Check for LocalhostPrefixReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::LocalhostPrefix], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |it| it.starts_with("https://localhost.")));
        assert_eq!(found(&recording), ["localhost-prefix-reads high"]);
        let recording = scan(|request| list(request, |it| it.starts_with("http://localhost")));
        assert_eq!(found(&recording), ["localhost-prefix-reads high", "localhost-reads low"]);
        assert!(noted(&recording).len() < 5);
    }
}
