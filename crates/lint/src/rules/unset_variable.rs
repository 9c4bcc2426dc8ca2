use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// A variable expands to nothing.
    ///
    /// ## What it does
    ///
    /// Reports `${VARIABLE}` where the variable is unset or empty and no default is given.
    ///
    /// ## Why is this bad?
    ///
    /// An origin list that came out empty has opposite meanings in libraries: rs/cors allows every
    /// origin, express allows none. Whoever forgets a variable in a new deployment should be told,
    /// not surprised.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["${APP_ORIGIN}"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["${APP_ORIGIN:-https://app.example.com}"]
    /// ```
    ///
    /// ## References
    ///
    /// * [POSIX: parameter expansion, whose `${NAME:-default}` this is](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02)
    /// * [Fetch: CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
    struct UnsetVariable {
        code: "CS007",
        name: "unset-variable",
        severity: Error,
        since: "0.1.0",
        clause: "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02",
        refusal: Some(Refusal::UnsetVariable),
    }
}

pub(super) static RULE: &dyn Rule = &UnsetVariable;

impl Rule for UnsetVariable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "an empty default", r#"allow-origins = ["${APP:-}"]"#);
        fires(&META, "a brace that is not closed", r#"allow-origins = ["${APP"]"#);
        passes(&META, "no variable", r#"allow-origins = ["https://a.example"]"#);
    }
}
