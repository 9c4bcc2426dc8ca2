use crate::declare::declare_check;
use crate::hsts;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Strict-Transport-Security` lasts for less than half a year.
    ///
    /// ## What it does
    ///
    /// Reports a `max-age` between one second and 15,552,000 seconds (180 days). Addresses and
    /// `localhost` are left out.
    ///
    /// ## Why is this bad?
    ///
    /// The time begins anew with each visit. Who comes back later than that begins over plain
    /// `http` again.
    ///
    /// ## How to fix it
    ///
    /// Raise `max-age` to 31536000, one year, once the site works with it.
    ///
    /// ## References
    ///
    /// * [RFC 6797, section 6.1.1](https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1)
    struct HstsShort {
        code: "CS304",
        name: "hsts-short",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1",
    }
}

pub(super) static CHECK: &dyn Check = &HstsShort;

impl Check for HstsShort {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::in_need_of_hsts(context) else { return };
        let Some(value) = seen.answer.texts("strict-transport-security").next() else { return };
        let Ok(policy) = hsts::parse(&value) else { return };
        if !(1..HALF_A_YEAR).contains(&policy.max_age) {
            return;
        }
        let time = match policy.max_age / 86_400 {
            0 => "less than a day".to_owned(),
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        };
        let message =
            format!("`Strict-Transport-Security` lasts for {time}, and is forgotten then");
        let subdomains = if policy.include_subdomains { "; includeSubDomains" } else { "" };
        let fixed = format!("max-age={}{subdomains}", hsts::YEAR);
        let help = "raise `max-age` to 31536000 once the site works with it";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .fix("Strict-Transport-Security", fixed),
        );
    }
}

/// 180 days in seconds: the shortest time that counts in common score tables.
const HALF_A_YEAR: u64 = 15_552_000;

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported, visit_to};

    #[test]
    fn vectors() {
        fires(&META, "a day", "Strict-Transport-Security: max-age=86400");
        fires(
            &META,
            "a second too short",
            "Strict-Transport-Security: max-age=15551999; includeSubDomains",
        );
        passes(&META, "half a year", "Strict-Transport-Security: max-age=15552000");
        passes(&META, "zero is another finding", "Strict-Transport-Security: max-age=0");
        passes(&META, "malformed is another finding", "Strict-Transport-Security: max-age=1, x");
        passes(&META, "more than fits", "Strict-Transport-Security: max-age=99999999999999999999");
    }

    #[test]
    fn where_it_does_not_apply() {
        for (url, count) in [
            ("https://localhost/", 0),
            ("https://127.0.0.1/", 0),
            ("https://[::1]/", 0),
            ("https://localhost.example/", 1),
        ] {
            let visit = visit_to(url, "Strict-Transport-Security: max-age=1");
            assert_eq!(reported(&META, &visit).len(), count, "{url}");
        }
    }
}
