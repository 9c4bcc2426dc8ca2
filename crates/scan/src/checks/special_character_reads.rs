use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// The target's host with `_` or `-` and a stranger's domain behind may read answers.
    ///
    /// ## What it does
    ///
    /// Reports resources that accept `api.example.com_.evil.example`, where they would not accept
    /// `api.example.com.evil.example`.
    ///
    /// It is the same for each origin of another host that the server turned out to trust, such as
    /// `https://www.example.com`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers load pages from such hosts, and anybody has them.
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
    struct SpecialCharacterReads {
        code: "CS209",
        name: "special-character-reads",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &SpecialCharacterReads;

const SAID: Said = Said {
    what: "hosts are accepted in which a trusted one ends at `_` or `-`",
    who: "Any website at a domain of its own, below which it makes such a host",
    help: "compare whole origins, or end the pattern with `$`",
    site: Site::Other,
};

impl Check for SpecialCharacterReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let severities = [Severity::High, Severity::Low];
        let holes = holes(context, &[OriginKind::SpecialCharacter], &[OriginKind::Prefix]);
        findings.extend(holes.iter().map(|hole| hole.finding(&META, SAID, severities)));
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording =
            scan(|request| list(request, |it| it.starts_with("https://api.example.com_")));
        assert_eq!(found(&recording), ["special-character-reads high"]);
        assert!(noted(&recording).len() < 5);
    }
}
