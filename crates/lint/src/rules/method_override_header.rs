use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A header that replaces the method is allowed.
    ///
    /// ## What it does
    ///
    /// Reports `X-HTTP-Method`, `X-HTTP-Method-Override` and `X-Method-Override` in `allow-headers`.
    ///
    /// ## Why is this bad?
    ///
    /// Frameworks that honour such a header treat a POST as the method it names. `allow-methods`
    /// compares the POST, which is always allowed, so the list no longer limits anything.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["X-HTTP-Method-Override"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["DELETE"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// A server that does not honour the header is not affected, and does not need it listed either.
    ///
    /// ## References
    ///
    /// * [Fetch: forbidden request-header, which knows these three names](https://fetch.spec.whatwg.org/#forbidden-request-header)
    /// * [Fetch: CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
    struct MethodOverrideHeader {
        code: "CS057",
        name: "method-override-header",
        severity: Warning,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#forbidden-request-header",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &MethodOverrideHeader;

impl Rule for MethodOverrideHeader {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.allow_headers() {
            for entry in list.names.named().filter(|entry| replaces_method(&entry.name)) {
                findings.report(&META, || {
                    let message = format!(
                        "`{}` lets a page send a POST that counts as another method, so `allow-methods` limits nothing",
                        entry.name
                    );
                    Finding::new(&META, entry.span, list.setting, message)
                        .help("list the methods themselves in `allow-methods`")
                        .fix(context.removal("remove it", entry.span))
                });
            }
        }
    }
}

fn replaces_method(name: &str) -> bool {
    ["x-http-method", "x-http-method-override", "x-method-override"]
        .iter()
        .any(|other| name.eq_ignore_ascii_case(other))
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
allow-headers = ["x-method-override"]"#,
        );
        passes(
            &META,
            "another name",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X-Requested-With"]"#,
        );
    }
}
