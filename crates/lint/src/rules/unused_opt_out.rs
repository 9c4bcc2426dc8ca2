use corsmith_policy::{Span, settings};

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// An opt-out of `[dangerously]` has nothing to admit.
    ///
    /// ## What it does
    ///
    /// Reports an opt-out that is on where no entry of `allow-origins`, in any environment, could
    /// need it.
    ///
    /// ## Why is this bad?
    ///
    /// It admits nothing today, and would admit in silence what someone adds tomorrow.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    ///
    /// [dangerously]
    /// allow-null-origin = true
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// An entry with a variable may need any opt-out, so a document that has one is not reported.
    ///
    /// ## References
    ///
    /// * [CWE-1164: irrelevant code](https://cwe.mitre.org/data/definitions/1164.html)
    /// * [HTML: serialization of an origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    struct UnusedOptOut {
        code: "CS091",
        name: "unused-opt-out",
        severity: Info,
        since: "0.1.0",
        clause: "https://cwe.mitre.org/data/definitions/1164.html",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &UnusedOptOut;

impl Rule for UnusedOptOut {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn is_of_document(&self) -> bool {
        true
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let dangerously = &context.document.dangerously;
        let opt_outs: [OptOut; 3] = [
            OptOut {
                span: dangerously.allow_null_origin,
                name: settings::ALLOW_NULL_ORIGIN,
                may_need: may_be_null,
            },
            OptOut {
                span: dangerously.allow_insecure_origins_with_credentials,
                name: settings::ALLOW_INSECURE_ORIGINS_WITH_CREDENTIALS,
                may_need: may_be_insecure,
            },
            OptOut {
                span: dangerously.allow_subdomains_of_public_suffixes,
                name: settings::ALLOW_SUBDOMAINS_OF_PUBLIC_SUFFIXES,
                may_need: may_be_subdomains,
            },
        ];
        for OptOut { span, name, may_need } in opt_outs {
            let Some(span) = span else { continue };
            let mut origins = context
                .every_settings()
                .filter_map(|settings| settings.allow_origins.as_ref())
                .flat_map(|list| &list.value);
            if origins.any(|text| text.value.contains("${") || may_need(&text.value)) {
                continue;
            }
            findings.report(&META, || {
                let message = format!("`{name}` is on, and no origin needs it");
                Finding::new(&META, span, name, message).help("remove it")
            });
        }
    }
}

struct OptOut {
    span: Option<Span>,
    name: &'static str,
    may_need: fn(&str) -> bool,
}

// What an opt-out could admit in any environment, judged by the text alone: whether credentials
// are allowed there is not asked, since silence about a needed opt-out is the smaller fault.

fn may_be_null(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("null")
}

fn may_be_insecure(text: &str) -> bool {
    text.contains("://") && !text.starts_with("https://")
}

fn may_be_subdomains(text: &str) -> bool {
    text.contains("*.")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "only secure origins",
            r#"[policy]
allow-origins = ["https://a.example"]
allow-credentials = true
[dangerously]
allow-insecure-origins-with-credentials = true"#,
        );
        passes(
            &META,
            "an origin of another environment",
            r#"[policy]
allow-origins = ["https://a.example"]
[environment.dev]
allow-origins = ["null"]
[dangerously]
allow-null-origin = true"#,
        );
        passes(
            &META,
            "an opt-out that is off",
            r#"[policy]
allow-origins = ["https://a.example"]
[dangerously]
allow-null-origin = false"#,
        );
        passes(
            &META,
            "subdomains",
            r#"[policy]
allow-origins = ["https://*.github.io"]
allow-credentials = true
[dangerously]
allow-subdomains-of-public-suffixes = true"#,
        );
    }
}
