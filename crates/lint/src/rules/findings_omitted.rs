use crate::declare::declare_rule;
use crate::{Context, Findings, Rule, RuleMeta};

declare_rule! {
    /// More was found than is shown.
    ///
    /// ## What it does
    ///
    /// Counts the findings beyond the limits of a report: 200 in all, and 50 of one rule. Errors come
    /// first, then warnings. Where no environment is chosen and a document has so many large ones that not
    /// all are judged, it says which are not, as a warning.
    ///
    /// ## Why is this bad?
    ///
    /// It is no fault of the document. It says that the list is not complete, so that nobody takes it
    /// for all there is.
    ///
    /// ## Example
    ///
    /// ```toml
    /// # And 51 origins without TLS, for example.
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 2.3: length requirements](https://www.rfc-editor.org/rfc/rfc9110#section-2.3)
    struct FindingsOmitted {
        code: "CS009",
        name: "findings-omitted",
        severity: Info,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-2.3",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &FindingsOmitted;

impl Rule for FindingsOmitted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    /// [`Findings`] itself reports: only it knows what was left out.
    fn check(&self, _context: &Context<'_>, _findings: &mut Findings) {}
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{passes, reported};

    #[test]
    fn vectors() {
        passes(
            &META,
            "a document with nothing to report",
            r#"allow-origins = ["https://a.example"]"#,
        );
    }

    #[test]
    fn a_flood_of_one_rule_is_counted() {
        let origins: Vec<_> = (0..60).map(|number| format!("'http://a{number}.example'")).collect();
        let toml = format!("allow-origins = [{}]", origins.join(", "));
        assert_eq!(reported(&META, &toml), ["info: 10 more findings are not shown: 10 of CS082"]);
    }
}
