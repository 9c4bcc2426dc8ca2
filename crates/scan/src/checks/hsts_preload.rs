use crate::declare::declare_check;
use crate::hsts;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Strict-Transport-Security` asks to be preloaded, and does not meet the conditions.
    ///
    /// ## What it does
    ///
    /// Reports `preload` without `includeSubDomains` or with a `max-age` of less than one year
    /// (31,536,000 seconds). That the host redirects, and that every subdomain has `https`, is not
    /// checked here.
    ///
    /// ## Why is this bad?
    ///
    /// `preload` is the consent to be in the lists that browsers carry. A host that does not meet
    /// the conditions is not taken up, and may be dropped where it is in them.
    ///
    /// ## How to fix it
    ///
    /// Send `Strict-Transport-Security: max-age=31536000; includeSubDomains; preload` if every
    /// subdomain has `https`, and drop `preload` otherwise.
    ///
    /// ## References
    ///
    /// * [The conditions of the preload list](https://hstspreload.org/#submission-requirements)
    struct HstsPreload {
        code: "CS306",
        name: "hsts-preload-unmet",
        topic: Headers,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://hstspreload.org/#submission-requirements",
    }
}

pub(super) static CHECK: &dyn Check = &HstsPreload;

impl Check for HstsPreload {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::with_hsts(context) else { return };
        let Some(value) = seen.answer.texts("strict-transport-security").next() else { return };
        let Ok(policy) = hsts::parse(&value) else { return };
        // What lasts for no time at all is on its way out, and asks for nothing.
        if !policy.preload || policy.max_age == 0 {
            return;
        }
        let lacks = match (policy.include_subdomains, policy.max_age >= hsts::YEAR) {
            (true, true) => return,
            (false, true) => "without `includeSubDomains`",
            (true, false) => "with a `max-age` of less than one year",
            (false, false) => {
                "without `includeSubDomains` and with a `max-age` of less than one year"
            }
        };
        let message =
            format!("`Strict-Transport-Security` says `preload` {lacks}: it is not taken up");
        let help = "meet the conditions of hstspreload.org, or drop `preload`";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "no subdomains", "Strict-Transport-Security: max-age=63072000; preload");
        fires(
            &META,
            "too short",
            "Strict-Transport-Security: max-age=31535999; includeSubDomains; preload",
        );
        passes(
            &META,
            "all conditions",
            "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload",
        );
        passes(&META, "no wish", "Strict-Transport-Security: max-age=1");
        passes(&META, "given up", "Strict-Transport-Security: max-age=0; preload");
    }
}
