use crate::cookie::{SetCookie, each};
use crate::declare::declare_check;
use crate::hsts;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Confidence, Finding, Severity};

declare_check! {
    /// A cookie that is set over `https` has no `Secure`.
    ///
    /// ## What it does
    ///
    /// Reports cookies that an answer of the site sets over `https` without `Secure`, on any hop of
    /// the visit. A cookie whose name says that it identifies a session counts as `medium`.
    /// Removals are left out, and the cookies of other sites that a login led through.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers send the cookie over plain `http` too. Whoever controls the network can make a
    /// visitor's browser ask the host over `http`, and reads the cookie.
    ///
    /// ## How to fix it
    ///
    /// Add `Secure` to every cookie.
    ///
    /// ## References
    ///
    /// * [RFC 6265, section 8.3](https://www.rfc-editor.org/rfc/rfc6265#section-8.3)
    struct CookieSecure {
        code: "CS501",
        name: "cookie-without-secure",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6265#section-8.3",
    }
}

pub(super) static CHECK: &dyn Check = &CookieSecure;

impl Check for CookieSecure {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let faulty =
            context.cookies.iter().filter(|set| set.url.scheme() == "https" && !set.cookie.secure);
        for set in each(faulty) {
            let name = &set.cookie.name;
            let message = format!(
                "the cookie {} has no `Secure`: browsers send it over plain `http` too",
                shown(name)
            );
            let finding =
                Finding::new(&META, (0, vec![set.index]), message, "add `Secure` to the cookie")
                    .who("whoever controls the network of a visitor")
                    .subject(name);
            let is_session = set.cookie.is_session_like();
            // A balancer's cookie is no secret, and its owner has no say in it.
            let is_covered = is_protected(context, set) || set.cookie.is_of_the_edge();
            let finding = if is_session { finding.confidence(Confidence::Firm) } else { finding };
            findings.push(finding.severity(match (is_session, is_covered) {
                (true, false) => Severity::Medium,
                (true, true) | (false, false) => Severity::Low,
                (false, true) => Severity::Info,
            }));
        }
    }
}

/// Whether HSTS covers every host that gets the cookie: a browser that has been here before sends it
/// over `https` only.
fn is_protected(context: &CheckContext<'_>, set: &SetCookie<'_>) -> bool {
    let answer = context.recording.entries[set.index].response();
    let field = answer.and_then(|it| it.texts("strict-transport-security").next());
    field.and_then(|field| hsts::parse(&field).ok()).is_some_and(|policy| {
        policy.max_age > 0 && (set.cookie.domain.is_none() || policy.include_subdomains)
    })
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, hops, passes, reported, visit, visit_to};
    use crate::{Purpose, Severity};

    #[test]
    fn vectors() {
        fires(&META, "a session", "Set-Cookie: PHPSESSID=1; HttpOnly");
        fires(&META, "another one", "Set-Cookie: lang=en");
        fires(&META, "the second of two", "Set-Cookie: a=1; Secure\nSet-Cookie: b=1");
        passes(&META, "Secure", "Set-Cookie: sid=1; secure");
        passes(&META, "a removal", "Set-Cookie: sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        passes(&META, "none", "Vary: Cookie");
    }

    #[test]
    fn sessions_weigh_more() {
        let severity = |answer: &str| reported(&META, &visit(answer))[0].severity;
        assert_eq!(severity("Set-Cookie: sid=1"), Severity::Medium);
        assert_eq!(severity("Set-Cookie: lang=1"), Severity::Low);
        let hsts = "Strict-Transport-Security: max-age=1\n";
        assert_eq!(severity(&format!("{hsts}Set-Cookie: sid=1")), Severity::Low);
        assert_eq!(severity(&format!("{hsts}Set-Cookie: lang=1")), Severity::Info);
        assert_eq!(severity("Set-Cookie: AWSALB=1"), Severity::Info);
        let wide = format!("{hsts}Set-Cookie: sid=1; Domain=example.com");
        assert_eq!(severity(&wide), Severity::Medium);
    }

    #[test]
    fn where_it_does_not_apply() {
        assert!(reported(&META, &visit_to("http://a.example.com/", "Set-Cookie: a=1")).is_empty());
        let login = [
            ("https://a.example.com/", "302\nLocation: https://login.test/"),
            ("https://login.test/", "Set-Cookie: sid=1"),
        ];
        assert!(reported(&META, &hops(Purpose::Visit, &login)).is_empty());
        let hop = [
            ("https://example.com/", "302\nSet-Cookie: sid=1"),
            ("https://www.example.com/", "Set-Cookie: sid=1"),
        ];
        assert_eq!(reported(&META, &hops(Purpose::Visit, &hop)).len(), 1);
    }
}
