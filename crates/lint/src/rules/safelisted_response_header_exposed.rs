use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A response header that every script may read is exposed.
    ///
    /// ## What it does
    ///
    /// Reports `Cache-Control`, `Content-Language`, `Content-Length`, `Content-Type`, `Expires`,
    /// `Last-Modified` and `Pragma` in `expose-headers`.
    ///
    /// ## Why is this bad?
    ///
    /// The seven are CORS-safelisted: scripts read them without listing. Nothing is wrong, but the
    /// header grows on every response.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["Content-Type", "ETag"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["ETag"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)
    struct SafelistedResponseHeaderExposed {
        code: "CS062",
        name: "safelisted-response-header-exposed",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &SafelistedResponseHeaderExposed;

impl Rule for SafelistedResponseHeaderExposed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.expose_headers().iter().filter(|list| list.names.wildcard().is_none()) {
            for entry in list.names.named() {
                if !corsmith_fetch::is_cors_safelisted_response_header_name(&entry.name) {
                    continue;
                }
                findings.report(&META, || {
                    let message =
                        format!("`{}` needs no listing: every script may read it", entry.name);
                    Finding::new(&META, entry.span, list.setting, message)
                        .fix(context.removal("remove it", entry.span))
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "a length in lower case",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["content-length"]"#,
        );
        passes(
            &META,
            "ETag, which is not safelisted",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["ETag"]"#,
        );
        passes(
            &META,
            "the wildcard beside it",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["*", "Pragma"]"#,
        );
    }
}
