use crate::cookie::each;
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// An answer sets the same cookie twice.
    ///
    /// ## What it does
    ///
    /// Reports two `Set-Cookie` of one answer with the same name, `Domain` and `Path`. A removal
    /// before the setting is left out.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers keep the last, others that are between may keep the first. Often two parts of the
    /// application fight over one name, and the attributes of the wrong one count.
    ///
    /// ## How to fix it
    ///
    /// Set each cookie once in an answer.
    ///
    /// ## References
    ///
    /// * [RFC 6265, section 4.1.1](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1)
    struct CookieDuplicate {
        code: "CS508",
        name: "cookie-set-twice",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1",
    }
}

pub(super) static CHECK: &dyn Check = &CookieDuplicate;

impl Check for CookieDuplicate {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let cookies = context.cookies;
        let is_repeated = |place: usize| {
            let set = &cookies[place];
            let key = |it: &crate::cookie::SetCookie<'_>| {
                (it.index, it.cookie.name.clone(), it.cookie.domain.clone(), it.cookie.path.clone())
            };
            cookies[..place].iter().any(|earlier| key(earlier) == key(set))
        };
        let faulty = (0..cookies.len()).filter(|place| is_repeated(*place));
        for set in each(faulty.map(|place| &cookies[place])) {
            let name = &set.cookie.name;
            let message =
                format!("one answer sets the cookie {} twice: browsers keep the last", shown(name));
            findings.push(
                Finding::new(
                    &META,
                    (0, vec![set.index]),
                    message,
                    "set each cookie once in an answer",
                )
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
        fires(&META, "twice", "Set-Cookie: a=1\nSet-Cookie: a=2; Secure");
        passes(&META, "other names", "Set-Cookie: a=1\nSet-Cookie: b=1");
        passes(&META, "another path", "Set-Cookie: a=1; Path=/x\nSet-Cookie: a=1; Path=/");
        passes(&META, "another domain", "Set-Cookie: a=1\nSet-Cookie: a=1; Domain=example.com");
        passes(&META, "a removal before it", "Set-Cookie: a=; Max-Age=0\nSet-Cookie: a=1");
    }
}
