use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A method is listed beside `*`.
    ///
    /// ## What it does
    ///
    /// Reports methods that are listed together with the wildcard, once for each list.
    ///
    /// ## Why is this bad?
    ///
    /// The wildcard allows every method, so the names have no effect. A reader may take them for the
    /// limit.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["*", "PUT"]
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
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Allow-Methods`](https://fetch.spec.whatwg.org/#http-access-control-allow-methods)
    struct MethodBesideWildcard {
        code: "CS046",
        name: "method-beside-wildcard",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &MethodBesideWildcard;

impl Rule for MethodBesideWildcard {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.methods() {
            if list.names.wildcard().is_none() {
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
            "two methods",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT", "*", "DELETE"]"#,
        );
        passes(
            &META,
            "the wildcard alone",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["*"]"#,
        );
        passes(
            &META,
            "no wildcard",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT", "DELETE"]"#,
        );
    }
}
