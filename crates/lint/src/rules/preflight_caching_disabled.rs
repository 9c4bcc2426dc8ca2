use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Preflights are never reused.
    ///
    /// ## What it does
    ///
    /// Reports `max-age = 0`.
    ///
    /// ## Why is this bad?
    ///
    /// Each request that needs a preflight then costs two round trips. It is right while a policy is
    /// being developed, and slow afterwards.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// max-age = 0
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// max-age = 600
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age)
    /// * [Fetch: CORS-preflight cache](https://fetch.spec.whatwg.org/#cors-preflight-cache)
    struct PreflightCachingDisabled {
        code: "CS072",
        name: "preflight-caching-disabled",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &PreflightCachingDisabled;

impl Rule for PreflightCachingDisabled {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for max_age in
            context.resolution.resources().filter_map(|resource| resource.max_age.as_ref())
        {
            if max_age.value != 0 {
                continue;
            }
            findings.report(&META, || {
                let message = "preflights are never reused, so each request that needs one takes two round trips";
                Finding::new(&META, max_age.span, "max-age", message)
                    .help("600 s is kept by every engine, and a change of policy is in force after ten minutes")
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
            "zero with a unit",
            r#"allow-origins = ["https://a.example"]
max-age = "0s""#,
        );
        passes(
            &META,
            "one second",
            r#"allow-origins = ["https://a.example"]
max-age = 1"#,
        );
        passes(&META, "no max-age", r#"allow-origins = ["https://a.example"]"#);
    }
}
