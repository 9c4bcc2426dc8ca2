use crate::declare::declare_check;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Feature-Policy` has become `Permissions-Policy`.
    ///
    /// ## What it does
    ///
    /// Notes a `Feature-Policy`. Without a `Permissions-Policy` beside it the finding says what to
    /// write instead.
    ///
    /// ## Why is this bad?
    ///
    /// The field was renamed and its syntax changed in 2020. Browsers that still read the old one
    /// read the new one too, and the new one counts where both are.
    ///
    /// ## How to fix it
    ///
    /// Send `Permissions-Policy`, and drop the old field: `camera 'none'; usb 'self'` becomes
    /// `camera=(), usb=(self)`.
    ///
    /// ## References
    ///
    /// * [Permissions Policy: the header](https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field)
    struct FeaturePolicy {
        code: "CS322",
        name: "feature-policy",
        topic: Headers,
        severity: Info,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field",
    }
}

pub(super) static CHECK: &dyn Check = &FeaturePolicy;

impl Check for FeaturePolicy {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let headers = &seen.answer.headers;
        if !headers.contains("feature-policy") {
            return;
        }
        let message = if headers.contains("permissions-policy") {
            "`Feature-Policy` is sent beside `Permissions-Policy`, which has replaced it"
        } else {
            "`Feature-Policy` has been replaced by `Permissions-Policy`, which has another syntax"
        };
        let help =
            "write `camera 'none'; usb 'self'` as `Permissions-Policy: camera=(), usb=(self)`";
        findings.push(Finding::new(&META, seen.place(), message, help).fix("Feature-Policy", None));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "alone", "Feature-Policy: camera 'none'");
        fires(
            &META,
            "with its successor",
            "Feature-Policy: camera 'none'\nPermissions-Policy: camera=()",
        );
        passes(&META, "the successor", "Permissions-Policy: camera=()");
    }
}
