use crate::declare::declare_check;
use crate::shown::shown;
use crate::structured::dictionary;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// `Permissions-Policy` is malformed, and browsers ignore it whole.
    ///
    /// ## What it does
    ///
    /// Reports a `Permissions-Policy` that is no dictionary of structured fields (RFC 9651). The
    /// usual causes are the syntax of the older `Feature-Policy` (`camera 'none'; microphone
    /// 'self'`), addresses without quotes, and semicolons instead of commas. Names of features are
    /// not judged: browsers skip those that they do not know.
    ///
    /// ## Why is this bad?
    ///
    /// One mistake anywhere, and no member of the field counts.
    ///
    /// ## How to fix it
    ///
    /// Write `Permissions-Policy: camera=(), geolocation=(self "https://maps.example")`: commas
    /// between members, an equals sign, parentheses, and addresses in double quotes.
    ///
    /// ## References
    ///
    /// * [Permissions Policy: the header](https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field)
    /// * [RFC 9651, section 3.2](https://www.rfc-editor.org/rfc/rfc9651#section-3.2)
    struct PermissionsPolicyMalformed {
        code: "CS321",
        name: "permissions-policy-ignored",
        topic: Headers,
        severity: Low,
        profiles: Site,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field",
    }
}

pub(super) static CHECK: &dyn Check = &PermissionsPolicyMalformed;

impl Check for PermissionsPolicyMalformed {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        let Some(value) = seen.answer.text("permissions-policy") else { return };
        if dictionary(&value).is_some() {
            return;
        }
        let why = if value.contains("'none'") || value.contains("'self'") {
            "it is in the syntax of `Feature-Policy`"
        } else if value.contains(';') {
            "members are separated by commas, not semicolons"
        } else {
            "it is no dictionary of structured fields"
        };
        let message =
            format!("browsers ignore `Permissions-Policy` {} whole: {why}", shown(&value));
        let help = "write it like `camera=(), geolocation=(self \"https://maps.example\")`";
        findings.push(Finding::new(&META, seen.place(), message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "the old syntax", "Permissions-Policy: camera 'none'; microphone 'self'");
        fires(&META, "the old words in parentheses", "Permissions-Policy: camera=('self')");
        fires(&META, "semicolons", "Permissions-Policy: camera=(); microphone=()");
        fires(
            &META,
            "an address without quotes",
            "Permissions-Policy: camera=(self //a.example,b)",
        );
        fires(&META, "a comma at the end", "Permissions-Policy: camera=(),");
        fires(&META, "capital letters", "Permissions-Policy: Camera=()");
        fires(
            &META,
            "two fields of which one is wrong",
            "Permissions-Policy: camera=()\nPermissions-Policy: usb 'none'",
        );
        passes(&META, "nothing", "Vary: Origin");
        passes(
            &META,
            "every form",
            "Permissions-Policy: camera=(), a=*, b=self, c=(self \"https://a.example\"), \
            d=(*);report-to=x",
        );
        passes(
            &META,
            "several fields",
            "Permissions-Policy: camera=()\nPermissions-Policy: usb=()",
        );
        passes(&META, "an unknown feature", "Permissions-Policy: interest-cohort=()");
        passes(&META, "empty", "Permissions-Policy:");
    }
}
