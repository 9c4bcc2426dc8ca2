use crate::declare::declare_check;
use crate::hole::{Said, Site, holes};
use crate::hsts::{self, Hsts};
use crate::{Check, CheckContext, CheckMeta, Finding, OriginKind, Recording, Severity};

declare_check! {
    /// Pages over plain `http` may read answers that are served over `https`.
    ///
    /// ## What it does
    ///
    /// Reports resources at `https` that accept their own host or any subdomain over `http`. It is
    /// low where the site tells browsers by `Strict-Transport-Security` to use `https` for those
    /// hosts.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever is on the way, such as the operator of a wireless network, can answer for any host
    /// over
    /// `http` and let its page read what `https` protects.
    ///
    /// ## How to fix it
    ///
    /// Allow origins with `https` only, and send `Strict-Transport-Security` with
    /// `includeSubDomains`.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [RFC 6797: HTTP Strict Transport Security](https://www.rfc-editor.org/rfc/rfc6797)
    struct InsecureReads {
        code: "CS215",
        name: "insecure-origin-reads",
        topic: Cors,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &InsecureReads;

const SAID: Said = Said {
    what: "pages over plain `http` are accepted",
    who: "Whoever is on the visitor's way to any site: a page that is opened over `http` \
          can be made to be of that host",
    help: "allow origins with `https` only",
    site: Site::Other,
};

impl Check for InsecureReads {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        use OriginKind::{InsecureOwn, InsecureStranger, InsecureSubdomain, Prefix, Suffix};
        let kinds = [InsecureOwn, InsecureSubdomain];
        for hole in holes(context, &kinds, &[InsecureStranger, Suffix, Prefix]) {
            let is_subdomain =
                hole.readers.iter().any(|it| it.entry.origin == Some(InsecureSubdomain));
            let is_protected = transport_security(context.recording)
                .is_some_and(|hsts| hsts.max_age > 0 && (hsts.include_subdomains || !is_subdomain));
            let with = if is_protected { Severity::Low } else { Severity::Medium };
            let mut finding = hole.finding(&META, SAID, [with, Severity::Info]);
            if is_protected {
                finding.message.push_str(
                    "; browsers that know the site use `https` for that host, as \
                     `Strict-Transport-Security` says",
                );
            }
            findings.push(finding);
        }
    }
}

/// What the host, or the domain above it, says about `https` in an answer to the visit.
fn transport_security(recording: &Recording) -> Option<Hsts> {
    let target = &recording.target;
    let is_own = |host: &str| host == target.host;
    let is_above = |host: &str| target.registrable.as_deref() == Some(host);
    recording
        .entries
        .iter()
        .filter(|entry| entry.exchange.request.url.scheme() == "https")
        .filter_map(|entry| {
            let host = entry.exchange.request.url.host_str()?;
            // What the host says holds below it, not beside it.
            let is_whole_domain = is_above(host);
            let field = entry.response()?.texts("strict-transport-security").next()?;
            let hsts = hsts::parse(&field).ok()?;
            let covers_own = is_own(host) || is_whole_domain && hsts.include_subdomains;
            let include_subdomains = is_whole_domain && hsts.include_subdomains;
            covers_own.then_some(Hsts { include_subdomains, ..hsts })
        })
        .max_by_key(|hsts| hsts.include_subdomains)
}

#[cfg(test)]
mod tests {
    use crate::scripted::{found, list, scan, scan_at};
    use crate::{ScanOptions, scripted};

    #[test]
    fn it_alone_is_found() {
        let own = scan(|request| list(request, |it| it == "http://api.example.com"));
        assert_eq!(found(&own), ["insecure-origin-reads medium"]);
        let below = |it: &str| it.starts_with("http://") && it.ends_with(".example.com");
        let subdomains = scan(|request| list(request, below));
        assert_eq!(found(&subdomains), ["insecure-origin-reads medium"]);
    }

    #[test]
    fn transport_security_covers_hosts() {
        let options = ScanOptions::active(scripted::label());
        let below = |it: &str| it.starts_with("http://") && it.ends_with("example.com");
        let own = |it: &str| it == "http://api.example.com" || it == "http://example.com";
        for (host, field, allows, expected) in [
            ("api.example.com", "max-age=1000", own as fn(&str) -> bool, "low"),
            ("api.example.com", "max-age=0", own, "medium"),
            ("api.example.com", "max-age=1000; includeSubDomains", below, "medium"),
            ("example.com", "max-age=1000; includeSubDomains", below, "low"),
        ] {
            let recording = scan_at(&format!("https://{host}/"), &options, |request| {
                let mut answer = list(request, allows);
                answer.headers.append("Strict-Transport-Security", field);
                answer
            });
            let expected = format!("insecure-origin-reads {expected}");
            assert_eq!(found(&recording), [expected], "{host} {field}");
        }
    }

    #[test]
    fn a_site_without_https_has_no_downgrade() {
        let options = ScanOptions::active(scripted::label());
        let recording = scan_at("http://api.example.com/", &options, |request| {
            list(request, |it| it == "http://api.example.com")
        });
        assert!(found(&recording).is_empty());
    }
}
