use crate::cookie::each;
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// A cookie has `Partitioned` without `Secure`, and browsers refuse it.
    ///
    /// ## What it does
    ///
    /// Reports cookies with `Partitioned` and without `Secure`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers that know `Partitioned` drop the cookie, and what needs it does not work there.
    /// Others keep it as if the word were not there.
    ///
    /// ## How to fix it
    ///
    /// Add `Secure`, and `SameSite=None` where the cookie is for pages of other sites, which is what
    /// `Partitioned` is about.
    ///
    /// ## References
    ///
    /// * [CHIPS: Partitioned cookies](https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies)
    struct CookiePartitioned {
        code: "CS510",
        name: "cookie-partitioned-refused",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies",
    }
}

pub(super) static CHECK: &dyn Check = &CookiePartitioned;

impl Check for CookiePartitioned {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let is_refused = |cookie: &crate::cookie::Cookie| cookie.partitioned && !cookie.secure;
        for set in each(context.cookies.iter().filter(|set| is_refused(&set.cookie))) {
            let name = &set.cookie.name;
            let message = format!(
                "the cookie {} has `Partitioned` without `Secure`: browsers that know it refuse it",
                shown(name)
            );
            findings.push(
                Finding::new(&META, (0, vec![set.index]), message, "add `Secure` to the cookie")
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
        fires(&META, "without Secure", "Set-Cookie: a=1; SameSite=None; PARTITIONED");
        passes(&META, "with Secure", "Set-Cookie: a=1; SameSite=None; Partitioned; Secure");
        passes(&META, "in the value", "Set-Cookie: a=Partitioned; SameSite=Lax");
    }
}
