use corsmith_policy::{Data, OriginPattern};

use crate::context::{OriginUse, data, is_served_locally};
use crate::declare::declare_rule;
use crate::environment::is_production;
use crate::{Context, Finding, Findings, Rule, RuleMeta, Severity};

declare_rule! {
    /// This machine is an allowed origin in production.
    ///
    /// ## What it does
    ///
    /// Reports `localhost`, its subdomains, 127.0.0.0/8 and `[::1]` in an environment whose name says
    /// production (`prod`, `production`, `live`, `release`, also with a suffix such as `prod-eu`).
    /// Where no environment is chosen, it is an info, and only with credentials or private data. The
    /// scheme of an app, as in `capacitor://localhost`, is none that a web server can have.
    ///
    /// ## Why is this bad?
    ///
    /// For the browser of a user, localhost is the machine of that user. Any program there that
    /// serves pages, a development server with a hole or unwanted software, reads the production API
    /// as an allowed origin.
    ///
    /// ## Example
    ///
    /// ```toml
    /// # --env production
    /// [policy]
    /// allow-origins = ["https://app.example.com", "http://localhost:3000"]
    ///
    /// [environment.production]
    /// allow-credentials = true
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// # --env production
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    ///
    /// [environment.production]
    /// allow-credentials = true
    ///
    /// [environment.development]
    /// allow-origins = ["http://localhost:3000"]
    /// ```
    ///
    /// ## References
    ///
    /// * [RFC 6761, section 6.3: localhost](https://www.rfc-editor.org/rfc/rfc6761#section-6.3)
    struct LocalhostInProduction {
        code: "CS089",
        name: "localhost-in-production",
        severity: Warning,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc6761#section-6.3",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &LocalhostInProduction;

impl Rule for LocalhostInProduction {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let environment = context.resolution.environment.as_deref();
        for list in context.origins() {
            let (severity, place) = match environment {
                Some(name) if is_production(name) => (Severity::Warning, "in production"),
                None if has_something_to_lose(list) => (Severity::Info, "in every environment"),
                _ => continue,
            };
            for (pattern, span) in list.origins.iter() {
                let OriginPattern::Tuple(tuple) = pattern else { continue };
                // `capacitor://localhost` is an app's own scheme: no program that serves has it.
                if !is_served_locally(tuple) {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!(
                        "`{pattern}` is allowed {place}: any program on a user's machine that serves pages can read as that origin"
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .severity(severity)
                        .help("allow it in `[environment.development]` only")
                });
            }
        }
    }
}

fn has_something_to_lose(list: &OriginUse<'_>) -> bool {
    list.is_used_with_credentials()
        || list.resources.iter().any(|resource| data(resource) == Some(Data::Private))
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "no environment, and credentials",
            r#"allow-origins = ["http://localhost:3000"]
allow-credentials = true"#,
        );
        fires(
            &META,
            "an IPv6 address in production",
            r#"# --env live
[policy]
allow-origins = ["https://[::1]"]
[environment.live]
max-age = 5"#,
        );
        passes(
            &META,
            "a development environment",
            r#"# --env dev
[policy]
allow-origins = ["http://localhost:3000"]
allow-credentials = true
[environment.dev]
max-age = 5"#,
        );
        passes(
            &META,
            "the origin of an app in production",
            r#"# --env production
[policy]
allow-origins = ["capacitor://localhost"]
allow-credentials = true
[environment.production]
max-age = 5"#,
        );
        passes(
            &META,
            "no environment and nothing to lose",
            r#"allow-origins = ["http://localhost:3000"]"#,
        );
    }
}
