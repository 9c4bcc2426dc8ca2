use std::collections::HashSet;

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A method that browsers do not normalise is in lower case.
    ///
    /// ## What it does
    ///
    /// Reports a method with lower-case letters, such as `patch`, that is not one of the six that
    /// browsers put into upper case: DELETE, GET, HEAD, OPTIONS, POST and PUT.
    ///
    /// ## Why is this bad?
    ///
    /// Methods are case-sensitive. `patch` allows only a page that types `patch`; the page that types
    /// `PATCH`, as nearly all do, is refused.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["patch"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["PATCH"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// A server whose method really is in lower case, and whose pages type it so, may keep the entry.
    ///
    /// ## References
    ///
    /// * [Fetch: normalize a method](https://fetch.spec.whatwg.org/#concept-method-normalize)
    /// * [RFC 5789: PATCH](https://www.rfc-editor.org/rfc/rfc5789)
    /// * [RFC 9110, section 9.1: methods are case-sensitive](https://www.rfc-editor.org/rfc/rfc9110#section-9.1)
    struct LowerCaseMethod {
        code: "CS042",
        name: "lower-case-method",
        severity: Warning,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-method-normalize",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &LowerCaseMethod;

impl Rule for LowerCaseMethod {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.methods() {
            let mut proposed = HashSet::new();
            for entry in list.names.named() {
                let upper = entry.name.to_ascii_uppercase();
                if entry.name == upper {
                    continue;
                }
                let name = &entry.name;
                let is_listed = list.names.named().any(|other| other.name == upper);
                // Two that become the same would make a duplicate.
                let is_first = proposed.insert(upper.clone());
                findings.report(&META, || {
                    let message = format!(
                        "`{name}` is not `{upper}`: methods are case-sensitive, and only a page that types `{name}` is allowed to send it"
                    );
                    let finding = Finding::new(&META, entry.span, list.setting, message);
                    if is_listed {
                        return finding
                            .help(format!("`{upper}` is listed as well: type it in the page"))
                            .fix(context.removal(format!("remove `{name}`"), entry.span));
                    }
                    let fix = is_first
                        .then(|| context.replacement(format!("use `{upper}`"), entry.span, &upper));
                    finding
                        .help(format!("list `{upper}`, and type `{upper}` in the page"))
                        .fix(fix.flatten())
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported};

    #[test]
    fn vectors() {
        fires(
            &META,
            "a method of your own",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["Purge"]"#,
        );
        passes(
            &META,
            "a method that is normalised",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["put"]"#,
        );
        passes(
            &META,
            "upper case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PATCH"]"#,
        );
        passes(
            &META,
            "the wildcard",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["*"]"#,
        );
    }

    #[test]
    fn the_fix_makes_no_duplicate() {
        let list = "allow-origins = ['https://a.example']\nallow-methods = ['patch', 'PATCH']";
        let findings = crate::vectors::findings(list);
        assert_eq!(findings[0].fix.as_ref().unwrap().replacement, [""; 0]);
        let list = "allow-origins = ['https://a.example']\nallow-methods = ['patch', 'Patch']";
        let fixes: Vec<_> =
            crate::vectors::findings(list).iter().map(|it| it.fix.is_some()).collect();
        assert_eq!(fixes, [true, false]);
    }

    #[test]
    fn the_message_names_both_methods() {
        insta::assert_snapshot!(
            reported(&META, "allow-origins = ['https://a.example']\nallow-methods = ['patch']").join("\n"),
            @"warning: `patch` is not `PATCH`: methods are case-sensitive, and only a page that types `patch` is allowed to send it"
        );
    }
}
