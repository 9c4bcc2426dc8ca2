use crate::cookie::each;
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `SameSite` of a cookie has a value that browsers do not know.
    ///
    /// ## What it does
    ///
    /// Reports values but `Strict`, `Lax` and `None`, in any case. Of several `SameSite` of one
    /// cookie the last counts.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers act as if `SameSite` were not there.
    ///
    /// ## How to fix it
    ///
    /// Write `SameSite=Lax`, `Strict` or `None; Secure`.
    ///
    /// ## References
    ///
    /// * [RFC 6265bis: SameSite](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7)
    struct CookieSameSiteInvalid {
        code: "CS504",
        name: "cookie-samesite-ignored",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7",
    }
}

pub(super) static CHECK: &dyn Check = &CookieSameSiteInvalid;

impl Check for CookieSameSiteInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let is_unknown = |value: &String| {
            !["strict", "lax", "none"].iter().any(|known| known.eq_ignore_ascii_case(value))
        };
        let faulty = context
            .cookies
            .iter()
            .filter(|set| set.cookie.same_site.as_ref().is_some_and(is_unknown));
        for set in each(faulty) {
            let name = &set.cookie.name;
            let value = set.cookie.same_site.as_deref().unwrap_or_default();
            let message = format!(
                "`SameSite` of the cookie {} is {}, which browsers do not know",
                shown(name),
                shown(value)
            );
            let help = "write `SameSite=Lax`, `SameSite=Strict` or `SameSite=None; Secure`";
            findings.push(Finding::new(&META, (0, vec![set.index]), message, help).subject(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a word", "Set-Cookie: a=1; SameSite=Relaxed");
        fires(&META, "nothing", "Set-Cookie: a=1; SameSite");
        fires(&META, "the last counts", "Set-Cookie: a=1; SameSite=Lax; SameSite=x");
        passes(&META, "in any case", "Set-Cookie: a=1; samesite=STRICT");
        passes(&META, "None", "Set-Cookie: a=1; SameSite=None");
        passes(&META, "none at all", "Set-Cookie: a=1");
    }
}
