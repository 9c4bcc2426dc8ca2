use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, OriginKind, Severity};

declare_check! {
    /// The target's host with a rare character and a stranger's domain behind may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept ``api.example.com`.evil.example`` and the like.
    ///
    /// ## Why is this bad?
    ///
    /// The URL standard allows these characters in hosts, and browsers differ in what they load:
    /// Safari has loaded most of them. It should be verified in the browsers of the visitors.
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
    struct RareCharacterReads {
        code: "CS210",
        name: "rare-character-reads",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &RareCharacterReads;

const SAID: Said = Said {
    what: "hosts are accepted in which the own one ends at a character that is rare in hosts",
    who: "A website at a domain of its own, in a browser that loads pages from such hosts",
    help: "compare whole origins, or end the pattern with `$`",
    site: Site::Other,
};

impl Check for RareCharacterReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Medium, Severity::Info];
        let holes = holes(
            context,
            &[OriginKind::RareCharacter],
            &[OriginKind::Prefix, OriginKind::SpecialCharacter],
        );
        // Which browsers send them is not for the server to show.
        let findings_of = holes.iter().map(|hole| hole.finding(&META, SAID, severities));
        findings.extend(findings_of.map(|it| it.confidence(Confidence::Tentative)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording =
            scan(|request| list(request, |it| it.starts_with("https://api.example.com{")));
        assert_eq!(found(&recording), ["rare-character-reads medium"]);
        assert!(noted(&recording).len() < 5);
    }
}
