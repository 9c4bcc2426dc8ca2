use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// An `Origin` that no browser sends is accepted.
    ///
    /// ## What it does
    ///
    /// Reports resources that return an origin in capitals, with a dot at the end, or several at
    /// once.
    ///
    /// ## Why is this bad?
    ///
    /// No page reads anything by it. It shows how the comparison is made: a search for a part, or
    /// without regard to case.
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
    struct MalformedOriginAccepted {
        code: "CS218",
        name: "malformed-origin-accepted",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &MalformedOriginAccepted;

const SAID: Said = Said {
    what: "values that are no origins of pages are accepted",
    who: "Nobody by itself: no browser sends them as another site's origin",
    help: "compare whole origins, byte by byte",
    site: Site::Same,
};

impl Check for MalformedOriginAccepted {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Info, Severity::Info];
        let holes = holes(
            context,
            &[OriginKind::Malformed],
            &[OriginKind::Prefix, OriginKind::Suffix, OriginKind::Subdomain],
        );
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_is_noted() {
        let upper = "HTTPS://API.EXAMPLE.COM";
        let recording = scan(|request| list(request, |it| it == upper));
        assert!(found(&recording).is_empty());
        assert!(noted(&recording).contains(&"malformed-origin-accepted".to_owned()));
    }
}
