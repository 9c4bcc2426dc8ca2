use crate::cookie::{SetCookie, each};
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The name of a cookie promises what its attributes do not keep, and browsers refuse it.
    ///
    /// ## What it does
    ///
    /// Reports cookies whose prefix, in any case, asks for more than they have:
    ///
    /// * `__Secure-`: `Secure`, set over `https`;
    /// * `__Host-`: the same, `Path=/` and no `Domain`;
    /// * `__Http-`: `Secure` and `HttpOnly`, set over `https`;
    /// * `__Host-Http-`: all of it.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers drop the cookie without a word. Those that do not know the two newest prefixes keep
    /// it, so that the fault shows only in some.
    ///
    /// ## How to fix it
    ///
    /// Add what the prefix asks for, or give the cookie another name.
    ///
    /// ## References
    ///
    /// * [RFC 6265bis: cookie name prefixes](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3)
    /// * [HTTP state: layered cookies](https://github.com/httpwg/http-extensions/pull/3110)
    struct CookiePrefix {
        code: "CS506",
        name: "cookie-prefix-unmet",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3",
    }
}

pub(super) static CHECK: &dyn Check = &CookiePrefix;

impl Check for CookiePrefix {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let faulty = context.cookies.iter().filter(|set| !lacks(set).is_empty());
        for set in each(faulty) {
            let name = &set.cookie.name;
            let message = format!(
                "browsers refuse the cookie {}: its prefix asks for {}",
                shown(name),
                lacks(set).join(" and ")
            );
            let help = "add what the prefix asks for, or give the cookie another name";
            findings.push(Finding::new(&META, (0, vec![set.index]), message, help).subject(name));
        }
    }
}

/// What the prefix asks for and the cookie does not have.
fn lacks(set: &SetCookie<'_>) -> Vec<&'static str> {
    let cookie = &set.cookie;
    let name = cookie.name.to_ascii_lowercase();
    let has = |prefix: &str| name.starts_with(prefix);
    let of_host = has("__host-");
    let of_http = has("__http-") || has("__host-http-");
    let of_secure = has("__secure-") || of_host || of_http;
    let demands = [
        (of_secure && set.url.scheme() != "https", "`https`"),
        (of_secure && !cookie.secure, "`Secure`"),
        (of_http && !cookie.http_only, "`HttpOnly`"),
        (of_host && cookie.path.as_deref() != Some("/"), "`Path=/`"),
        (of_host && cookie.domain.is_some(), "no `Domain`"),
    ];
    demands.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect()
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit_to};

    #[test]
    fn vectors() {
        fires(&META, "no Secure", "Set-Cookie: __Secure-a=1");
        fires(&META, "no path", "Set-Cookie: __Host-a=1; Secure");
        fires(&META, "another path", "Set-Cookie: __Host-a=1; Secure; Path=/x");
        fires(&META, "a domain", "Set-Cookie: __Host-a=1; Secure; Path=/; Domain=example.com");
        fires(&META, "in any case", "Set-Cookie: __SECURE-a=1");
        fires(&META, "no HttpOnly", "Set-Cookie: __Http-a=1; Secure");
        fires(&META, "no HttpOnly of the host", "Set-Cookie: __Host-Http-a=1; Secure; Path=/");
        passes(&META, "kept", "Set-Cookie: __Host-a=1; Secure; Path=/");
        passes(&META, "kept with a domain", "Set-Cookie: __Secure-a=1; Secure; Domain=example.com");
        passes(&META, "all kept", "Set-Cookie: __Host-Http-a=1; Secure; HttpOnly; Path=/");
        passes(&META, "no prefix", "Set-Cookie: Host-a=1; Path=/x");
    }

    #[test]
    fn over_plain_http_none_is_kept() {
        let answer = "Set-Cookie: __Secure-a=1; Secure";
        assert_eq!(reported(&META, &visit_to("http://a.example.com/", answer)).len(), 1);
    }
}
