use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Domains that are the target's with a part missing may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `xample.com` or `example.co` because `api.example.com`
    /// contains it.
    ///
    /// It is the same for each origin of another host that the server turned out to trust, such as
    /// `https://www.example.com`.
    ///
    /// ## Why is this bad?
    ///
    /// Anybody can register such a domain, if nobody has.
    ///
    /// ## How to fix it
    ///
    /// Compare the `Origin` with a list of whole origins, byte by byte, or parse it and compare its
    /// host with whole hosts. The usual cause is a search with the
    /// sides exchanged: whether the own name contains the other.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct TruncatedReads {
        code: "CS208",
        name: "truncated-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &TruncatedReads;

const SAID: Said = Said {
    what: "domains that are only a part of a trusted one are accepted",
    who: "Any website at such a domain, which somebody registers for this",
    help: "compare whole origins; the trusted name is asked whether it contains the other",
    site: Site::Other,
};

impl Check for TruncatedReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::Truncated], &[]);
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
                it.strip_prefix("https://").is_some_and(|it| {
                    "api.example.com".contains(it) && it.len() > 6 && it.starts_with("xa")
                })
            })
        });
        assert_eq!(found(&recording), ["truncated-reads high"]);
        let recording = scan(|request| {
            list(request, |it| it.len() > 16 && "https://api.example.com".starts_with(it))
        });
        assert_eq!(found(&recording), ["truncated-reads high"]);
        assert!(noted(&recording).len() < 5);
    }
}
