use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Hosts that end with the target's host, under its own domain, may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `evilapi.example.com` because it ends with `api.example.com`.
    ///
    /// It is the same for each other host of the own domain that the server turned out to trust, such
    /// as `https://www.example.com`.
    ///
    /// ## Why is this bad?
    ///
    /// Nobody can register it. It takes a host under the own domain whose name ends so, which
    /// providers of hosting let their customers choose.
    ///
    /// ## How to fix it
    ///
    /// Compare the `Origin` with a list of whole origins, byte by byte, or parse it and compare its
    /// host with whole hosts.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct SuffixOfHostReads {
        code: "CS206",
        name: "suffix-of-host-reads",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &SuffixOfHostReads;

const SAID: Said = Said {
    what: "hosts that merely end with a trusted one are accepted",
    who: "Somebody who controls a host of the same domain whose name ends so",
    help: "compare whole hosts",
    site: Site::Same,
};

impl Check for SuffixOfHostReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Medium, Severity::Info];
        let holes = holes(
            context,
            &[OriginKind::SuffixOfHost],
            &[OriginKind::Subdomain, OriginKind::Suffix],
        );
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| {
            list(request, |it| {
                it.starts_with("https://")
                    && it.ends_with("api.example.com")
                    && !it.ends_with(".api.example.com")
            })
        });
        assert_eq!(found(&recording), ["suffix-of-host-reads medium"]);
        assert!(noted(&recording).len() < 5);
    }
}
