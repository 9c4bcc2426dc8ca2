use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Services on which anybody can publish may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept a name on `github.io`, `vercel.app`, `netlify.app` and the
    /// like that nobody has chosen, or an origin that all users of a playground share.
    ///
    /// ## Why is this bad?
    ///
    /// Anybody can publish a page there within a minute.
    ///
    /// ## How to fix it
    ///
    /// Allow the one host that is yours, such as `https://you.github.io`.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct PublishableReads {
        code: "CS213",
        name: "publishable-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &PublishableReads;

const SAID: Said = Said {
    what: "hosts on which anybody can publish are accepted",
    who: "Anybody who publishes a page with that service",
    help: "allow your own host of that service only",
    site: Site::Other,
};

impl Check for PublishableReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::Publishable], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |it| it.ends_with(".vercel.app")));
        assert_eq!(found(&recording), ["publishable-reads high"]);
        assert!(noted(&recording).len() < 5);
    }
}
