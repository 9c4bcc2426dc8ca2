use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A header name is listed beside `*`.
    ///
    /// ## What it does
    ///
    /// Reports request header names that are listed together with the wildcard, once for each list.
    ///
    /// ## Why is this bad?
    ///
    /// The wildcard covers every name but `Authorization`, so the others have no effect. A reader may
    /// take them for the limit.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["*", "Authorization", "Content-Type"]
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
    /// `Authorization` beside `*` is needed.
    ///
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Allow-Headers`](https://fetch.spec.whatwg.org/#http-access-control-allow-headers)
    struct HeaderBesideWildcard {
        code: "CS055",
        name: "header-beside-wildcard",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-allow-headers",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &HeaderBesideWildcard;

impl Rule for HeaderBesideWildcard {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.allow_headers() {
            if list.names.wildcard().is_none() {
                continue;
            }
            let beside: Vec<_> = list
                .names
                .named()
                .filter(|entry| {
                    !corsmith_fetch::is_cors_non_wildcard_request_header_name(&entry.name)
                })
                .collect();
            let Some(first) = beside.first() else { continue };
            findings.report(&META, || {
                let others = match beside.len() - 1 {
                    0 => String::new(),
                    others => format!(" (and {others} more)"),
                };
                let message = format!("`*` covers `{}`{others} already", first.name);
                let fix = (beside.len() == 1).then(|| context.removal("remove it", first.span));
                Finding::new(&META, first.span, list.setting, message)
                    .help("keep the names and drop `*`, or keep `*` and `Authorization`")
                    .fix(fix.flatten())
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
            "a name",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["X-Trace", "*"]"#,
        );
        passes(
            &META,
            "Authorization",
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
