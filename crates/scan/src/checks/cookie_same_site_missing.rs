use crate::cookie::each;
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Confidence, Finding};

declare_check! {
    /// A cookie that looks like a session has no `SameSite`.
    ///
    /// ## What it does
    ///
    /// Reports cookies without `SameSite` whose name says that they identify a session or a user.
    /// Other cookies are left out.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers made of Chromium treat the cookie as `Lax`, with an exception for the first two
    /// minutes; others send it with every request that another site causes, so that those requests
    /// act for the visitor.
    ///
    /// ## How to fix it
    ///
    /// Add `SameSite=Lax`, or `Strict`; `SameSite=None; Secure` if other sites have to use the
    /// session.
    ///
    /// ## References
    ///
    /// * [RFC 6265bis: SameSite](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7)
    struct CookieSameSiteMissing {
        code: "CS503",
        name: "cookie-without-samesite",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7",
    }
}

pub(super) static CHECK: &dyn Check = &CookieSameSiteMissing;

impl Check for CookieSameSiteMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let faulty = context
            .cookies
            .iter()
            .filter(|set| set.cookie.is_session_like() && set.cookie.same_site.is_none());
        for set in each(faulty) {
            let name = &set.cookie.name;
            let message = format!(
                "the cookie {}, by its name a session, has no `SameSite`: not every browser \
                then takes it for `Lax`",
                shown(name)
            );
            findings.push(
                Finding::new(
                    &META,
                    (0, vec![set.index]),
                    message,
                    "add `SameSite=Lax` or `Strict`",
                )
                .confidence(Confidence::Tentative)
                .who("a site that a logged-in visitor opens")
                .subject(name),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a session", "Set-Cookie: sid=1; Secure; HttpOnly");
        passes(&META, "Lax", "Set-Cookie: sid=1; SameSite=Lax");
        passes(&META, "an unknown value is another finding", "Set-Cookie: sid=1; SameSite=x");
        passes(&META, "a setting", "Set-Cookie: lang=1");
    }
}
