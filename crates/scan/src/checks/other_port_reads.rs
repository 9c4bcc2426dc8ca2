use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// The target's host on any port may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept their own host on a port on which nothing is known to be.
    ///
    /// ## Why is this bad?
    ///
    /// Another port is another program, perhaps another team's or one that was meant for
    /// developers.
    ///
    /// ## How to fix it
    ///
    /// List whole origins, ports included.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct OtherPortReads {
        code: "CS216",
        name: "other-port-reads",
        topic: Cors,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &OtherPortReads;

const SAID: Said = Said {
    what: "the own host is accepted on other ports",
    who: "Somebody who controls another program on the same host",
    help: "list whole origins, ports included",
    site: Site::Same,
};

impl Check for OtherPortReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Low, Severity::Info];
        let holes = holes(context, &[OriginKind::OtherPort], &[OriginKind::Prefix]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording =
            scan(|request| list(request, |it| it.starts_with("https://api.example.com:")));
        assert_eq!(found(&recording), ["other-port-reads low"]);
        assert!(noted(&recording).len() < 5);
    }
}
