use crate::declare::declare_check;
use crate::referrer_policy::policy_of;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding, Severity};

declare_check! {
    /// The referrer policy tells other sites more than browsers do by themselves.
    ///
    /// ## What it does
    ///
    /// Reports a policy that is weaker than the default of every browser,
    /// `strict-origin-when-cross-origin`. The last known word of `Referrer-Policy` counts, and
    /// after it that of `<meta name=referrer>`. Without any policy the default holds, and nothing
    /// is reported.
    ///
    /// ## Why is this bad?
    ///
    /// `unsafe-url` and `no-referrer-when-downgrade` send the whole address, with what is in its
    /// path and query, to every site that the page links to or loads from. `origin` and
    /// `origin-when-cross-origin` name the site over plain `http` as well.
    ///
    /// ## How to fix it
    ///
    /// Send `Referrer-Policy: strict-origin-when-cross-origin`, or a stricter one such as
    /// `same-origin`.
    ///
    /// ## References
    ///
    /// * [Referrer Policy: parsing](https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header)
    /// * [Referrer Policy: the policies](https://w3c.github.io/webappsec-referrer-policy/#referrer-policies)
    struct ReferrerPolicyUnsafe {
        code: "CS315",
        name: "referrer-policy-leaks",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header",
    }
}

pub(super) static CHECK: &dyn Check = &ReferrerPolicyUnsafe;

impl Check for ReferrerPolicyUnsafe {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let metas = context.page.map(|page| page.meta_referrer.as_slice()).unwrap_or_default();
        let Some(policy) = policy_of(seen.answer, metas) else { return };
        let (severity, what) = match policy {
            "unsafe-url" => {
                (Severity::Medium, "sends whole addresses to every site, over plain `http` too")
            }
            "no-referrer-when-downgrade" => (Severity::Low, "sends whole addresses to every site"),
            "origin" | "origin-when-cross-origin" => {
                (Severity::Info, "names the site over plain `http` as well")
            }
            _ => return,
        };
        let message = format!("the referrer policy `{policy}` {what}");
        let help = "send `Referrer-Policy: strict-origin-when-cross-origin`, which is also what \
        browsers do by default";
        findings.push(
            Finding::new(&META, seen.place(), message, help)
                .severity(severity)
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
        fires(&META, "the whole address", "Referrer-Policy: unsafe-url");
        fires(&META, "the old default", "Referrer-Policy: no-referrer-when-downgrade");
        fires(&META, "the last word counts", "Referrer-Policy: no-referrer, origin");
        fires(&META, "unknown words are skipped", "Referrer-Policy: unsafe-url, x");
        fires(
            &META,
            "in the markup",
            "Referrer-Policy: no-referrer\nContent-Type: text/html\n\n<meta name=referrer \
            content=always>",
        );
        passes(&META, "nothing", "Content-Type: text/html");
        passes(&META, "the default", "Referrer-Policy: strict-origin-when-cross-origin");
        passes(&META, "a fallback for old browsers", "Referrer-Policy: unsafe-url, strict-origin");
        passes(&META, "an empty word changes nothing", "Referrer-Policy:");
        passes(
            &META,
            "made stricter in the markup",
            "Referrer-Policy: unsafe-url\nContent-Type: text/html\n\n<meta name=referrer \
            content=never>",
        );
    }
}
