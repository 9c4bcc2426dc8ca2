use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// `OPTIONS` is listed as a method.
    ///
    /// ## What it does
    ///
    /// Reports `OPTIONS` in `allow-methods`.
    ///
    /// ## Why is this bad?
    ///
    /// A preflight uses OPTIONS, but does not ask for it: what is compared with the list is the
    /// method of the request that follows. Many guides list it in the belief that preflights need it.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PUT", "OPTIONS"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PUT"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// An API whose pages send OPTIONS requests themselves, by `fetch(url, { method: "OPTIONS" })`,
    /// needs it.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch, step 7.5](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct OptionsListed {
        code: "CS044",
        name: "options-listed",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &OptionsListed;

impl Rule for OptionsListed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.methods().iter().filter(|list| list.names.wildcard().is_none()) {
            for entry in list.names.named().filter(|entry| entry.name == "OPTIONS") {
                findings.report(&META, || {
                    let message = "`OPTIONS` needs no listing for preflights: what they ask for is the method of the request that follows";
                    Finding::new(&META, entry.span, list.setting, message)
                        .help("keep it only if a page sends OPTIONS requests itself")
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
            "lower case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["options"]"#,
        );
        passes(
            &META,
            "other methods",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT"]"#,
        );
    }
}
