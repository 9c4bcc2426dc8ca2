use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A request header that seldom needs listing is listed.
    ///
    /// ## What it does
    ///
    /// Reports `Accept`, `Accept-Language`, `Content-Language` and `Range` in `allow-headers`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ask for these only if the value is unusual: longer than 128 bytes, with certain
    /// bytes, or more than one range. An ordinary value needs no listing and causes no preflight.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Accept", "Content-Type"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `Content-Type` is never reported. It is safelisted only for the three types of HTML forms, and
    /// JSON, which nearly every API takes, needs the listing. Keep one of the others where pages send
    /// values that are not safelisted, such as a range of suffix bytes.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
    struct SafelistedRequestHeaderListed {
        code: "CS054",
        name: "safelisted-request-header-listed",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &SafelistedRequestHeaderListed;

impl Rule for SafelistedRequestHeaderListed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.allow_headers().iter().filter(|list| list.names.wildcard().is_none()) {
            for entry in list.names.named().filter(|entry| seldom_needs_listing(&entry.name)) {
                findings.report(&META, || {
                    let name = &entry.name;
                    let message = format!(
                        "`{name}` needs no listing, unless pages send unusual values of it"
                    );
                    Finding::new(&META, entry.span, list.setting, message)
                        .help("values over 128 bytes, and some characters, are not safelisted")
                        .fix(context.removal("remove it", entry.span))
                });
            }
        }
    }
}

/// `Content-Type` is an exception: `application/json` is not safelisted.
fn seldom_needs_listing(name: &str) -> bool {
    corsmith_fetch::is_cors_safelisted_request_header_name(name)
        && !name.eq_ignore_ascii_case("content-type")
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "lower case",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["range"]"#,
        );
        fires(
            &META,
            "a language",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Accept-Language"]"#,
        );
        passes(
            &META,
            "Content-Type, which JSON needs",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Content-Type"]"#,
        );
        passes(
            &META,
            "the wildcard beside it",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["*", "Accept", "Authorization"]"#,
        );
    }
}
