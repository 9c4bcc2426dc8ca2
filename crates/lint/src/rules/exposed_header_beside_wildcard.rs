use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A header name is exposed beside `*`.
    ///
    /// ## What it does
    ///
    /// Reports response header names that are listed together with the wildcard, once for each list.
    ///
    /// ## Why is this bad?
    ///
    /// The wildcard exposes every header of the response, so the names have no effect. A reader may
    /// take them for the limit.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// expose-headers = ["*", "ETag"]
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
    /// ## Exceptions
    ///
    /// With credentials `*` is refused, by another rule.
    ///
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
    struct ExposedHeaderBesideWildcard {
        code: "CS063",
        name: "exposed-header-beside-wildcard",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &ExposedHeaderBesideWildcard;

impl Rule for ExposedHeaderBesideWildcard {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.expose_headers() {
            if list.names.wildcard().is_none() || list.is_used_with_credentials() {
                continue;
            }
            let beside: Vec<_> = list.names.named().collect();
            let Some(first) = beside.first() else { continue };
            findings.report(&META, || {
                let others = match beside.len() - 1 {
                    0 => String::new(),
                    others => format!(" (and {others} more)"),
                };
                let message = format!("`*` covers `{}`{others} already", first.name);
                let fix = (beside.len() == 1).then(|| context.removal("remove it", first.span));
                Finding::new(&META, first.span, list.setting, message)
                    .help("keep the names and drop `*`, or keep `*` alone")
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
            "two names",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["ETag", "*", "Link"]"#,
        );
        passes(
            &META,
            "the wildcard alone",
            r#"allow-origins = ["https://a.example"]
expose-headers = ["*"]"#,
        );
    }
}
