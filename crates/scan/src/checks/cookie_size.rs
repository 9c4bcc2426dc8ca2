use crate::cookie::{MAX_COOKIES, each};
use crate::declare::declare_check;
use crate::shown::shown;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// Cookies are more or bigger than browsers keep.
    ///
    /// ## What it does
    ///
    /// Reports a cookie whose name and value have more than 4,096 bytes, and a visit that sets more
    /// than 50 cookies. At most 100 cookies of a visit are judged, by this and by every other
    /// check.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers refuse a cookie that is too big, and need to keep no more than 50 of one domain.
    /// What is kept is sent with every request.
    ///
    /// ## How to fix it
    ///
    /// Keep data on the server, and an identifier in the cookie.
    ///
    /// ## References
    ///
    /// * [RFC 6265, section 6.1](https://www.rfc-editor.org/rfc/rfc6265#section-6.1)
    struct CookieSize {
        code: "CS509",
        name: "cookies-beyond-limits",
        topic: Site,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6265#section-6.1",
    }
}

pub(super) static CHECK: &dyn Check = &CookieSize;

impl Check for CookieSize {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let cookies = context.cookies;
        let mut names: Vec<&str> = cookies.iter().map(|set| set.cookie.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() > MANY {
            let rest = if cookies.len() == MAX_COOKIES {
                " or more, of which no more are judged"
            } else {
                ""
            };
            let message = format!(
                "the visit sets {} cookies{rest}; browsers need to keep no more than {MANY} of \
                one domain",
                names.len()
            );
            let place = (0, vec![cookies[0].index]);
            findings.push(Finding::new(&META, place, message, "keep data on the server"));
        }
        for set in each(cookies.iter().filter(|set| set.cookie.is_too_big())) {
            let name = &set.cookie.name;
            let message = format!(
                "the cookie {} has {} bytes: browsers refuse more than 4,096",
                shown(name),
                set.cookie.bytes
            );
            let help = "keep the data on the server, and an identifier in the cookie";
            findings.push(Finding::new(&META, (0, vec![set.index]), message, help).subject(name));
        }
    }
}

/// What browsers keep at least of one domain.
const MANY: usize = 50;

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{passes, reported, visit};

    #[test]
    fn vectors() {
        passes(&META, "small ones", "Set-Cookie: a=1\nSet-Cookie: b=1");
    }

    #[test]
    fn limits() {
        let many = |count: usize| -> String {
            (0..count).map(|number| format!("Set-Cookie: a{number}=1\n")).collect()
        };
        let big = |bytes: usize| format!("Set-Cookie: a={}", "x".repeat(bytes - 1));
        for (answer, count) in
            [(many(50), 0), (many(51), 1), (many(10_000), 1), (big(4_096), 0), (big(4_097), 1)]
        {
            assert_eq!(reported(&META, &visit(&answer)).len(), count, "{answer:.40}");
        }
    }
}
