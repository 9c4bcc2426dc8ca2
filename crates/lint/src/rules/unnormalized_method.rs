use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A method is not written as browsers send it.
    ///
    /// ## What it does
    ///
    /// Reports one of DELETE, GET, HEAD, OPTIONS, POST and PUT in lower or mixed case. Corsmith puts
    /// it into upper case.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing is wrong here: browsers normalise these six, and so does Corsmith. Copied into a
    /// server's configuration as it stands, `put` would allow nothing.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["put"]
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
    /// * [Fetch: normalize a method](https://fetch.spec.whatwg.org/#concept-method-normalize)
    struct UnnormalizedMethod {
        code: "CS043",
        name: "unnormalized-method",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#concept-method-normalize",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &UnnormalizedMethod;

impl Rule for UnnormalizedMethod {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.methods() {
            for entry in list.names.named().filter(|entry| entry.name != entry.written) {
                findings.report(&META, || {
                    let (written, name) = (&entry.written, &entry.name);
                    let message =
                        format!("`{written}` is read as `{name}`, the form that browsers send");
                    Finding::new(&META, entry.span, list.setting, message).fix(context.replacement(
                        format!("write `{name}`"),
                        entry.span,
                        name,
                    ))
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
            "mixed case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["Delete"]"#,
        );
        passes(
            &META,
            "a method that is never normalised",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["patch"]"#,
        );
        passes(
            &META,
            "upper case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["PUT"]"#,
        );
    }
}
