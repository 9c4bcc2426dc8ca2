use crate::cookie::each;
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// A cookie has `SameSite=None` without `Secure`, and browsers refuse it.
    ///
    /// ## What it does
    ///
    /// Reports cookies with `SameSite=None` and without `Secure`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers made of Chromium, and others after them, drop the cookie. What needs it does not
    /// work, and in browsers that keep it the cookie travels over plain `http`.
    ///
    /// ## How to fix it
    ///
    /// Write `SameSite=None; Secure`.
    ///
    /// ## References
    ///
    /// * [RFC 6265bis: SameSite](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7)
    struct CookieSameSiteNone {
        code: "CS505",
        name: "cookie-samesite-none-refused",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7",
    }
}

pub(super) static CHECK: &dyn Check = &CookieSameSiteNone;

impl Check for CookieSameSiteNone {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let is_none = |value: &String| value.eq_ignore_ascii_case("none");
        let faulty = context
            .cookies
            .iter()
            .filter(|set| !set.cookie.secure && set.cookie.same_site.as_ref().is_some_and(is_none));
        for set in each(faulty) {
            let name = &set.cookie.name;
            let message = format!(
                "the cookie {} has `SameSite=None` without `Secure`: browsers refuse it",
                shown(name)
            );
            findings.push(
                Finding::new(&META, (0, vec![set.index]), message, "write `SameSite=None; Secure`")
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
        fires(&META, "None", "Set-Cookie: a=1; SameSite=None");
        passes(&META, "with Secure", "Set-Cookie: a=1; SameSite=none; Secure");
        passes(&META, "Lax", "Set-Cookie: a=1; SameSite=Lax");
    }
}
