use crate::cookie::{SetCookie, each};
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Domain` of a cookie is not one that the host may set, and browsers refuse the cookie.
    ///
    /// ## What it does
    ///
    /// Reports a `Domain` that does not cover the host that sets the cookie, and one that is a
    /// public suffix such as `co.uk` or `github.io`, which belongs to nobody. A host that is a
    /// public suffix itself may name itself.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers drop the cookie. Were one to keep it, everybody under the suffix would get it.
    ///
    /// ## How to fix it
    ///
    /// Leave `Domain` out: the cookie then belongs to the host alone. Name the registrable domain
    /// only if other hosts of the site need the cookie.
    ///
    /// ## References
    ///
    /// * [RFC 6265bis: storage model](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.7)
    /// * [The public suffix list](https://publicsuffix.org/)
    struct CookieDomain {
        code: "CS507",
        name: "cookie-domain-refused",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.7",
    }
}

pub(super) static CHECK: &dyn Check = &CookieDomain;

impl Check for CookieDomain {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let faulty = context.cookies.iter().filter(|set| fault(set).is_some());
        for set in each(faulty) {
            let name = &set.cookie.name;
            let message = format!(
                "browsers refuse the cookie {}: its `Domain` {} {}",
                shown(name),
                shown(set.cookie.domain.as_deref().unwrap_or_default()),
                fault(set).unwrap_or_default()
            );
            let help = "leave `Domain` out, or name the registrable domain of the host";
            findings.push(Finding::new(&META, (0, vec![set.index]), message, help).subject(name));
        }
    }
}

/// Why browsers refuse the cookie.
fn fault(set: &SetCookie<'_>) -> Option<&'static str> {
    let domain = set.cookie.domain.as_deref()?;
    let host = set.url.host_str()?;
    if domain == host {
        return None;
    }
    // An address has no domain above it.
    let is_name = matches!(set.url.host(), Some(url::Host::Domain(_)));
    let is_above = is_name && host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    if !is_above {
        return Some("is not the host's, nor one above it");
    }
    crate::registrable(domain).is_none().then_some("is a public suffix, which belongs to nobody")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit_to};

    #[test]
    fn vectors() {
        fires(&META, "a public suffix", "Set-Cookie: a=1; Domain=com");
        fires(&META, "another site", "Set-Cookie: a=1; Domain=other.test");
        fires(&META, "a host below", "Set-Cookie: a=1; Domain=x.api.example.com");
        fires(&META, "half a label", "Set-Cookie: a=1; Domain=ample.com");
        passes(&META, "the host", "Set-Cookie: a=1; Domain=api.example.com");
        passes(&META, "the site", "Set-Cookie: a=1; Domain=.EXAMPLE.com");
        passes(&META, "none", "Set-Cookie: a=1; Domain=");
        passes(&META, "no attribute", "Set-Cookie: a=1");
    }

    #[test]
    fn of_the_host_itself() {
        for (url, answer, count) in [
            ("https://a.github.io/", "Set-Cookie: a=1; Domain=github.io", 1),
            ("https://github.io/", "Set-Cookie: a=1; Domain=github.io", 0),
            ("https://192.0.2.1/", "Set-Cookie: a=1; Domain=192.0.2.1", 0),
            ("https://192.0.2.1/", "Set-Cookie: a=1; Domain=2.1", 1),
            ("http://localhost/", "Set-Cookie: a=1; Domain=localhost", 0),
        ] {
            assert_eq!(reported(&META, &visit_to(url, answer)).len(), count, "{url} {answer}");
        }
    }
}
