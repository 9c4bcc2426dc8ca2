use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Every subdomain may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept a subdomain that nobody has chosen.
    ///
    /// ## Why is this bad?
    ///
    /// It may be meant so. Every host of the domain is then as trusted as the best of them: a hole
    /// in any page, or a forgotten name that somebody else may take, is enough. Without credentials
    /// that is no more than anybody may read.
    ///
    /// ## How to fix it
    ///
    /// List the hosts that need it.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct SubdomainReads {
        code: "CS214",
        name: "subdomain-reads",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &SubdomainReads;

const SAID: Said = Said {
    what: "every subdomain is accepted",
    who: "Somebody who controls any host of the domain: by a hole in one of its pages, or a name \
          whose service was given up",
    help: "if not every host of the domain is as trusted as this one, list those that are",
    site: Site::Same,
};

impl Check for SubdomainReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::Medium, Severity::Info];
        // Not implied by a suffix without a dot: these are of the same site, and stay when the dot is there.
        let holes = holes(context, &[OriginKind::Subdomain], &[]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| {
            list(request, |it| it.starts_with("https://") && it.ends_with(".example.com"))
        });
        assert_eq!(found(&recording), ["subdomain-reads medium"]);
        assert!(noted(&recording).len() < 5);
    }

    #[test]
    fn a_pattern_for_short_names_or_for_long_ones() {
        for names in [1..=6, 3..=8, 9..=12] {
            let recording = scan(|request| {
                list(request, |it| {
                    let host = it.strip_prefix("https://");
                    let name = host.and_then(|host| host.strip_suffix(".example.com"));
                    name.is_some_and(|it| names.contains(&it.len()) && !it.contains('.'))
                })
            });
            assert_eq!(found(&recording), ["subdomain-reads medium"], "{names:?}");
        }
    }
}
