use crate::declare::declare_check;
use crate::referrer_policy::policy_of;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Referrer-Policy` has no word that browsers know.
    ///
    /// ## What it does
    ///
    /// Reports a field without any known policy. One known word among others is enough.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ignore the field and use their default, which may be less strict than what was
    /// meant.
    ///
    /// ## How to fix it
    ///
    /// Send `Referrer-Policy: strict-origin-when-cross-origin`, or another policy of the standard,
    /// without quotes.
    ///
    /// ## References
    ///
    /// * [Referrer Policy: parsing](https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header)
    struct ReferrerPolicyInvalid {
        code: "CS316",
        name: "referrer-policy-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header",
    }
}

pub(super) static CHECK: &dyn Check = &ReferrerPolicyInvalid;

impl Check for ReferrerPolicyInvalid {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("referrer-policy") else { return };
        if value.trim().is_empty() || policy_of(seen.answer, &[]).is_some() {
            return;
        }
        let message = format!("browsers know no word of `Referrer-Policy`: {}", shown(&value));
        let help = "send a policy of the standard, such as `strict-origin-when-cross-origin`, \
        without quotes";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .fix("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a misspelt word", "Referrer-Policy: no-referer");
        fires(&META, "quotes", "Referrer-Policy: \"no-referrer\"");
        fires(&META, "a word of old markup", "Referrer-Policy: never");
        fires(&META, "semicolons", "Referrer-Policy: no-referrer; origin");
        passes(&META, "a known word", "Referrer-Policy: no-referrer");
        passes(&META, "a known word among others", "Referrer-Policy: x, No-Referrer");
        passes(&META, "an empty field", "Referrer-Policy:");
        passes(&META, "none", "Vary: Origin");
    }
}
