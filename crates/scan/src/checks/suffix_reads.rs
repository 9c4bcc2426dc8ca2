use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Domains that end with the target's registrable domain may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `evilexample.com` because it ends with `example.com`.
    ///
    /// It is the same for each origin of another host that the server turned out to trust, such as
    /// `https://www.example.com`.
    ///
    /// ## Why is this bad?
    ///
    /// Anybody can register such a domain.
    ///
    /// ## How to fix it
    ///
    /// Compare the `Origin` with a list of whole origins, byte by byte, or parse it and compare its
    /// host with whole hosts. To allow subdomains, compare with `.example.com`,
    /// the dot included.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct SuffixReads {
        code: "CS205",
        name: "suffix-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &SuffixReads;

const SAID: Said = Said {
    what: "domains that merely end with a trusted one are accepted",
    who: "Any website at a domain that it registers for this",
    help: "compare whole hosts, or begin what the host has to end with with a dot",
    site: Site::Other,
};

impl Check for SuffixReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::Suffix], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn subdomains_are_found_beside_it() {
        let recording = scan(|request| list(request, |it| it.ends_with("example.com")));
        assert_eq!(found(&recording), ["subdomain-reads medium", "suffix-reads high"]);
        assert!(noted(&recording).len() < 5);
    }
}
