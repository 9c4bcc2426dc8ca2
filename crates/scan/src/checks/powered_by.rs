use crate::declare::declare_check;
use crate::shown::shown;
use crate::visited::Visited;

use crate::{Check, CheckContext, CheckMeta, Finding};

declare_check! {
    /// A field tells what the application is made with.
    ///
    /// ## What it does
    ///
    /// Notes fields that only tell what the application is made with: `X-Powered-By`,
    /// `X-AspNet-Version`, `X-AspNetMvc-Version`, `X-Generator`, `X-Powered-CMS`, `X-Drupal-Cache`,
    /// `MicrosoftSharePointTeamServices`, `Liferay-Portal`, `X-SourceFiles`.
    ///
    /// ## Why is this bad?
    ///
    /// Who looks for applications with a known hole finds this one in a list. It is a help to
    /// attackers and no hole by itself.
    ///
    /// ## How to fix it
    ///
    /// Do not send it: `app.disable('x-powered-by')` in Express, `expose_php = Off` in PHP,
    /// `<remove name="X-Powered-By" />` in IIS.
    ///
    /// ## References
    ///
    /// * [OWASP: fields to remove](https://owasp.org/www-project-secure-headers/)
    struct PoweredBy {
        code: "CS356",
        name: "powered-by",
        topic: Headers,
        severity: Info,
        profiles: All,
        since: "0.1.0",
        clause: "https://owasp.org/www-project-secure-headers/",
    }
}

pub(super) static CHECK: &dyn Check = &PoweredBy;

impl Check for PoweredBy {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        let Some(seen) = Visited::of(context) else { return };
        for field in FIELDS {
            if let Some(value) = seen.answer.text(field) {
                let message =
                    format!("`{field}` tells what the application is made with: {}", shown(&value));
                let help = if value.to_ascii_lowercase().contains("php/") {
                    "do not send the field: `expose_php = Off` in php.ini"
                } else {
                    "do not send the field"
                };
                findings.push(
                    Finding::new(&META, seen.place(), message, help)
                        .subject(*field)
                        .fix(field, None),
                );
            }
        }
    }
}

const FIELDS: &[&str] = &[
    "X-Powered-By",
    "X-AspNet-Version",
    "X-AspNetMvc-Version",
    "X-Generator",
    "X-Powered-CMS",
    "X-Drupal-Cache",
    "MicrosoftSharePointTeamServices",
    "Liferay-Portal",
    "X-SourceFiles",
];

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "Express", "X-Powered-By: Express");
        fires(&META, "ASP.NET", "x-aspnet-version: 4.0.30319");
        passes(&META, "other fields", "Server: nginx\nX-Request-Id: 1");
    }
}
