use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// The page has no `Permissions-Policy`.
    ///
    /// ## What it does
    ///
    /// Notes a page without `Permissions-Policy` (and without the older `Feature-Policy`). This is
    /// no fault: only browsers made of Chromium read the field, and most powerful features ask the
    /// visitor first, and are closed to frames of other sites without it.
    ///
    /// ## Why is this bad?
    ///
    /// With the field a page can give up what it does not use, such as camera, microphone and
    /// location, for itself and for what it embeds, also for a script that somebody manages to
    /// inject.
    ///
    /// ## How to fix it
    ///
    /// Send for example `Permissions-Policy: camera=(), microphone=(), geolocation=()`, with what
    /// the page does not use.
    ///
    /// ## References
    ///
    /// * [Permissions Policy: the header](https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field)
    struct PermissionsPolicyMissing {
        code: "CS320",
        name: "no-permissions-policy",
        topic: Headers,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field",
    }
}

pub(super) static CHECK: &dyn Check = &PermissionsPolicyMissing;

impl Check for PermissionsPolicyMissing {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::page_of(context) else { return };
        let headers = &seen.answer.headers;
        if headers.contains("permissions-policy") || headers.contains("feature-policy") {
            return;
        }
        let message = "there is no `Permissions-Policy`: with it a page gives up what it does \
        not use (only Chromium reads it)";
        let help =
            "send for example `Permissions-Policy: camera=(), microphone=(), geolocation=()`";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "a page without it", "Content-Type: text/html");
        passes(&META, "the field", "Content-Type: text/html\nPermissions-Policy: camera=()");
        passes(
            &META,
            "the old field is another finding",
            "Content-Type: text/html\nFeature-Policy: camera 'none'",
        );
        passes(&META, "no page", "Content-Type: application/json");
    }
}
