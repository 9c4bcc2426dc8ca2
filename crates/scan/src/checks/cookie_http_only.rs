use crate::cookie::each;
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Confidence, Finding};

declare_check! {
    /// A cookie that looks like a session has no `HttpOnly`.
    ///
    /// ## What it does
    ///
    /// Reports cookies without `HttpOnly` whose name says that they identify a session or a user,
    /// such as `PHPSESSID`, `connect.sid` or `auth_token`. A name is a hint and no proof. Tokens
    /// against CSRF are left out, since scripts have to read them.
    ///
    /// ## Why is this bad?
    ///
    /// Every script of the page can read the cookie, also one that somebody manages to inject, and
    /// send the session elsewhere.
    ///
    /// ## How to fix it
    ///
    /// Add `HttpOnly`, unless a script of the page has to read the cookie.
    ///
    /// ## References
    ///
    /// * [RFC 6265, section 4.1.2.6](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2.6)
    struct CookieHttpOnly {
        code: "CS502",
        name: "session-cookie-without-httponly",
        topic: Site,
        severity: Medium,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2.6",
    }
}

pub(super) static CHECK: &dyn Check = &CookieHttpOnly;

impl Check for CookieHttpOnly {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let faulty = context
            .cookies
            .iter()
            .filter(|set| set.cookie.is_session_like() && !set.cookie.http_only);
        for set in each(faulty) {
            let name = &set.cookie.name;
            let message = format!(
                "the cookie {}, by its name a session, has no `HttpOnly`: every script can read it",
                shown(name)
            );
            let help = "add `HttpOnly`, unless a script of the page has to read the cookie";
            findings.push(
                Finding::new(&META, (0, vec![set.index]), message, help)
                    .confidence(Confidence::Tentative)
                    .who("a script that somebody manages to inject")
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
        fires(&META, "PHP", "Set-Cookie: PHPSESSID=1; Secure");
        fires(&META, "Express", "Set-Cookie: connect.sid=1; Secure");
        passes(&META, "HttpOnly", "Set-Cookie: PHPSESSID=1; HTTPONLY");
        passes(&META, "a token against CSRF", "Set-Cookie: XSRF-TOKEN=1");
        passes(&META, "a setting", "Set-Cookie: theme=dark");
        passes(&META, "a balancer's", "Set-Cookie: heroku-session-affinity=1");
    }
}
