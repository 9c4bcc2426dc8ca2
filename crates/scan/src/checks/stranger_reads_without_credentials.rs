use crate::declare::declare_check;
use crate::hole::{Said, Site, strangers};
use crate::readable::{Reach, is_private};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Severity};

declare_check! {
    /// Any website may read answers, without credentials.
    ///
    /// ## What it does
    ///
    /// Reports resources that return the origin of a stranger without
    /// `Access-Control-Allow-Credentials: true`. That says the same as `*`, and is information. On
    /// an address of a private network, `*` and the same thing are reported as a weakness.
    ///
    /// ## Why is this bad?
    ///
    /// What everybody on the internet may read, every website may read. What only a private network
    /// reaches, every website may read through a visitor inside of it.
    ///
    /// ## How to fix it
    ///
    /// If everybody may read it, send `Access-Control-Allow-Origin: *`, which needs no `Vary` and
    /// is not taken for more. If not, return only origins of a list.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [Fetch: CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
    struct StrangerReadsWithoutCredentials {
        code: "CS202",
        name: "stranger-reads-without-credentials",
        topic: Cors,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &StrangerReadsWithoutCredentials;

const SAID: Said = Said {
    what: "any origin is accepted, which says no more than `*` does",
    who: "Any website that the visitor opens",
    help: "if everybody may read it, send `Access-Control-Allow-Origin: *`; if not, return only \
           origins of a list",
    site: Site::Other,
};

const SAID_OVER_HTTP: Said = Said {
    what: "any origin over plain `http` is accepted, though none over `https`",
    who: "Any website that the visitor opens over plain `http`",
    ..SAID
};

impl Check for StrangerReadsWithoutCredentials {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let recording = context.recording;
        for hole in strangers(context) {
            if hole.reach == Reach::Public {
                let is_private = hole.readers.iter().any(|it| is_private(&it.entry.exchange));
                let severity = if is_private { Severity::Medium } else { Severity::Info };
                let said = if hole.is_of_insecure_strangers() { SAID_OVER_HTTP } else { SAID };
                let finding = hole.finding(&META, said, [severity; 2]);
                findings.push(finding.confidence(hole.confidence_of_strangers(recording)));
            }
        }
        for resource in 0..recording.resources.len() {
            let open = context.telling_answers(resource).iter().find(|it| {
                let is_stranger = it.entry.origin == Some(OriginKind::Stranger);
                let is_wildcard = it.reach() > it.named_reach();
                is_stranger && is_wildcard && is_private(&it.entry.exchange)
            });
            if let Some(open) = open {
                let message = "`Access-Control-Allow-Origin: *` on an address of a private \
                               network: any website may read the answers through a visitor inside \
                               of it";
                let finding = Finding::new(&META, (resource, vec![open.index]), message, SAID.help);
                findings.push(
                    finding
                        .severity(Severity::Medium)
                        .who("Any website that somebody inside of the network opens"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, label, list, noted, origin, scan, scan_at};
    use crate::{Request, Response, ScanOptions};

    fn public(request: &Request) -> Response {
        let mut answer = list(request, |_| true);
        answer.headers.delete("access-control-allow-credentials");
        answer
    }

    #[test]
    fn it_is_noted() {
        let recording = scan(public);
        assert!(found(&recording).is_empty());
        assert!(noted(&recording).contains(&"stranger-reads-without-credentials".to_owned()));
    }

    #[test]
    fn a_wildcard_is_nothing_to_note() {
        let wildcard = |_: &Request| Response::new(200, [("Access-Control-Allow-Origin", "*")]);
        let recording = scan(wildcard);
        assert!(found(&recording).is_empty());
        assert!(!noted(&recording).contains(&"stranger-reads-without-credentials".to_owned()));
    }

    #[test]
    fn a_private_network_is_another_matter() {
        let options = ScanOptions::active(label());
        for wildcard in ["*", ""] {
            let recording = scan_at("http://10.0.0.1/", &options, |request| {
                let value = if wildcard.is_empty() { origin(request) } else { wildcard.to_owned() };
                let mut answer = Response::new(200, [("Vary", "Origin")]);
                answer.headers.append("Access-Control-Allow-Origin", value);
                answer
            });
            assert_eq!(found(&recording), ["stranger-reads-without-credentials medium"]);
        }
    }

    #[test]
    fn those_with_credentials_are_reported_beside_it() {
        let recording = scan(|request| {
            let mut answer = list(request, |_| true);
            if !origin(request).starts_with("https://api.example.com.") {
                answer.headers.delete("access-control-allow-credentials");
            }
            answer
        });
        assert_eq!(found(&recording), ["prefix-reads high"]);
    }
}
