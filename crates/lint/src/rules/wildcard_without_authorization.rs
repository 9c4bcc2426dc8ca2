use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// `*` in `allow-headers` does not cover `Authorization`.
    ///
    /// ## What it does
    ///
    /// Reports a list of request headers that has the wildcard, and does not have `Authorization`.
    ///
    /// ## Why is this bad?
    ///
    /// By the standard `*` covers every name but `Authorization`. Chromium, Firefox and WebKit still
    /// let it pass today, Firefox with a warning on the console, so the page works until the day they
    /// follow the standard.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["*"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["*", "Authorization"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// An API that reads no `Authorization` header needs no change: then the limit is welcome.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name)
    /// * [Fetch issue 1919, compatibility](https://github.com/whatwg/fetch/issues/1919)
    struct WildcardWithoutAuthorization {
        code: "CS053",
        name: "wildcard-without-authorization",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &WildcardWithoutAuthorization;

impl Rule for WildcardWithoutAuthorization {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.allow_headers() {
            let Some(wildcard) = list.names.wildcard() else { continue };
            let is_authorization = corsmith_fetch::is_cors_non_wildcard_request_header_name;
            if list.names.named().any(|entry| is_authorization(&entry.name)) {
                continue;
            }
            findings.report(&META, || {
                let message = "`*` does not cover `Authorization`, which pages can send only if it is listed by name";
                // No fix: it would allow more than was written.
                Finding::new(&META, wildcard.span, list.setting, message)
                    .help("if pages send tokens, list `Authorization` beside `*`")
            });
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
            "another name beside it",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["*", "X-Trace"]"#,
        );
        passes(
            &META,
            "the name in lower case",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["*", "authorization"]"#,
        );
        passes(
            &META,
            "no wildcard",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X-Trace"]"#,
        );
    }
}
