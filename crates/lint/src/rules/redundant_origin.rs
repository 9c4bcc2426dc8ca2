use corsmith_policy::OriginPattern;

use crate::context::OriginUse;
use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// An origin is covered by another entry.
    ///
    /// ## What it does
    ///
    /// Reports an entry of `allow-origins` whose every origin is matched without it: a repetition, a
    /// subdomain of an allowed domain, a port where any is allowed. Beside `*` it reports the list
    /// once.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever removes the entry to withdraw an origin withdraws nothing: the other still allows it.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.example.com", "https://app.example.com"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.example.com"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `https://example.com` beside `https://*.example.com` is not redundant: the pattern means
    /// subdomains only.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct RedundantOrigin {
        code: "CS080",
        name: "redundant-origin",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-cors-check",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &RedundantOrigin;

impl Rule for RedundantOrigin {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins() {
            if list.any.is_some() {
                beside_wildcard(list, findings);
            } else {
                covered(context, list, findings);
            }
        }
    }
}

fn beside_wildcard(list: &OriginUse<'_>, findings: &mut Findings) {
    let others = list.origins.set.len() - 1;
    let mut entries = list.origins.iter();
    let Some((first, span)) = entries.find(|(pattern, _)| **pattern != OriginPattern::Any) else {
        return;
    };
    findings.report(&META, || {
        let more = match others - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let message = format!("`*` allows `{first}`{more} already");
        Finding::new(&META, span, "allow-origins", message)
            .help("keep `*` alone if anyone may read; otherwise remove `*`")
    });
}

fn covered(context: &Context<'_>, list: &OriginUse<'_>, findings: &mut Findings) {
    let set = &list.origins.set;
    for (index, (pattern, span)) in list.origins.iter().enumerate() {
        let Some(covering) = set.covering(index).and_then(|other| set.patterns().get(other)) else {
            continue;
        };
        findings.report(&META, || {
            let message = if pattern == covering {
                format!("`{pattern}` is listed twice")
            } else {
                format!("`{pattern}` is covered by `{covering}`")
            };
            Finding::new(&META, span, "allow-origins", message)
                .fix(context.removal("remove it", span))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{findings, fires, passes};

    #[test]
    fn vectors() {
        fires(
            &META,
            "a repetition",
            r#"allow-origins = ["https://a.example", "https://a.example"]"#,
        );
        fires(
            &META,
            "a port where any is allowed",
            r#"allow-origins = ["http://localhost:*", "http://localhost:3000"]"#,
        );
        fires(
            &META,
            "an origin beside the wildcard",
            r#"allow-origins = ["*", "https://a.example"]"#,
        );
        passes(
            &META,
            "the domain beside its subdomains",
            r#"allow-origins = ["https://*.example.com", "https://example.com"]"#,
        );
        passes(
            &META,
            "another port",
            r#"allow-origins = ["https://a.example", "https://a.example:8443"]"#,
        );
        passes(&META, "the wildcard alone", r#"allow-origins = ["*"]"#);
    }

    #[test]
    fn an_entry_of_variables_is_not_removed() {
        let toml = r#"allow-origins = ["https://*.a.example", "${X:-https://b.a.example}"]"#;
        let findings = findings(toml);
        let finding = findings.iter().find(|finding| finding.rule.code == META.code).unwrap();
        assert!(finding.fix.is_none(), "elsewhere the variable may be another origin");
    }
}
