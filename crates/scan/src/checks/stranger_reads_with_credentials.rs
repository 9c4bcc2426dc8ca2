use crate::cookie::SetCookie;
use crate::declare::declare_check;
use crate::hole::{Said, Site, strangers};
use crate::readable::Reach;
use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// Any website may read answers with the visitor's credentials.
    ///
    /// ## What it does
    ///
    /// Reports resources that return the origin of a stranger, and of a second unrelated one, with
    /// `Access-Control-Allow-Credentials: true`; also where only those over plain `http` are
    /// returned, which the finding then says. It is critical where the site sets a cookie of a
    /// session with `SameSite=None`, and high otherwise. What follows from it is not reported apart:
    /// prefixes, suffixes, `null`, plain `http`.
    ///
    /// ## Why is this bad?
    ///
    /// A page that the visitor opens, on whatever site, asks in the visitor's name and reads the
    /// answer: mail, accounts, tokens that protect against forged requests.
    ///
    /// Cookies with `SameSite=Lax` or `Strict` are not sent with such a request; HTTP
    /// authentication and client certificates always are, and so are cookies where a browser has
    /// no default of `Lax`.
    ///
    /// ## How to fix it
    ///
    /// Compare the `Origin` with a list of whole origins and return it only if it is there. If
    /// everybody may read the resource, send `Access-Control-Allow-Origin: *` without
    /// `Access-Control-Allow-Credentials`.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    /// * [PortSwigger: Exploiting CORS misconfigurations](https://portswigger.net/research/exploiting-cors-misconfigurations-for-bitcoins-and-bounties)
    struct StrangerReadsWithCredentials {
        code: "CS201",
        name: "stranger-reads-with-credentials",
        topic: Cors,
        severity: High,
        profiles: All,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
    }
}

pub(super) static CHECK: &dyn Check = &StrangerReadsWithCredentials;

const SAID: Said = Said {
    what: "any origin is accepted",
    who: "Any website that the visitor opens",
    help: "return only origins of a list, or `*` without `Access-Control-Allow-Credentials` if \
           everybody may read it",
    site: Site::Other,
};

const SAID_OVER_HTTP: Said = Said {
    what: "any origin over plain `http` is accepted, though none over `https`",
    who: "Any website that the visitor opens over plain `http`, and whoever is on the visitor's \
          way to any",
    ..SAID
};

impl Check for StrangerReadsWithCredentials {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        for hole in strangers(context) {
            if hole.reach == Reach::Credentials {
                let severity = if has_far_reaching_session(context.cookies) {
                    Severity::Critical
                } else {
                    Severity::High
                };
                let said = if hole.is_of_insecure_strangers() { SAID_OVER_HTTP } else { SAID };
                let finding = hole.finding(&META, said, [severity, Severity::Info]);
                let confidence = hole.confidence_of_strangers(context.recording);
                findings.push(finding.confidence(confidence));
            }
        }
    }
}

/// Whether the site sets a cookie of a session that goes along with requests of other sites.
fn has_far_reaching_session(cookies: &[SetCookie<'_>]) -> bool {
    cookies.iter().any(|it| {
        let is_far_reaching =
            it.cookie.same_site.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("none"));
        let is_session = it.cookie.is_session_like() && !it.cookie.is_of_the_edge();
        is_far_reaching && it.cookie.secure && is_session
    })
}

#[cfg(test)]
mod tests {
    use crate::Confidence;
    use crate::scripted::{cors, found, list, noted, scan};

    #[test]
    fn it_alone_is_found() {
        let recording = scan(|request| list(request, |_| true));
        assert_eq!(found(&recording), ["stranger-reads-with-credentials high"]);
        let finding = &cors(&recording)[0];
        assert_eq!((finding.confidence, finding.evidence.len()), (Confidence::Certain, 2));
        assert_eq!(noted(&recording), ["trusted-origins"]);
    }

    #[test]
    fn over_http_only_it_says_so() {
        let any: fn(&str) -> bool = |_| true;
        for (accepts, says) in [
            (any, "any origin is accepted: "),
            (|it| it.starts_with("http://"), "any origin over plain `http` is accepted, though"),
        ] {
            let recording = scan(|request| list(request, accepts));
            assert_eq!(found(&recording), ["stranger-reads-with-credentials high"]);
            let message = &cors(&recording)[0].message;
            assert!(message.starts_with(says), "{message}");
        }
    }

    #[test]
    fn a_session_that_goes_along_makes_it_critical() {
        let with = |cookie: &'static str| {
            scan(move |request| {
                let mut answer = list(request, |_| true);
                answer.headers.append("Set-Cookie", cookie);
                answer
            })
        };
        let critical = with("session=1; Secure; HttpOnly; SameSite=None");
        assert_eq!(found(&critical), ["stranger-reads-with-credentials critical"]);
        for cookie in ["session=1; SameSite=Lax", "__cf_bm=1; Secure; SameSite=None"] {
            assert_eq!(found(&with(cookie)), ["stranger-reads-with-credentials high"], "{cookie}");
        }
    }

    #[test]
    fn one_stranger_alone_is_not_sure() {
        let stranger = format!("https://{}", crate::scripted::label().stranger());
        let recording = scan(|request| list(request, |it| it == stranger));
        assert_eq!(cors(&recording)[0].confidence, Confidence::Tentative);
    }
}
