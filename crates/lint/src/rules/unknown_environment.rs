use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// The chosen environment is not defined.
    ///
    /// ## What it does
    ///
    /// Reports an environment, chosen for example with `--env`, that the document does not define.
    ///
    /// ## Why is this bad?
    ///
    /// Falling back to `[policy]` would deploy the policy of another environment under the name that
    /// was asked for.
    ///
    /// ## Example
    ///
    /// ```toml
    /// # --env production
    /// [policy]
    /// allow-origins = ["http://localhost:3000"]
    ///
    /// [environment.prod]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// # --env production
    /// [policy]
    /// allow-origins = ["http://localhost:3000"]
    ///
    /// [environment.production]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## References
    ///
    /// * [The Twelve-Factor App: config](https://12factor.net/config)
    /// * [Fetch: HTTP responses, where the policy that is chosen becomes headers](https://fetch.spec.whatwg.org/#http-responses)
    struct UnknownEnvironment {
        code: "CS006",
        name: "unknown-environment",
        severity: Error,
        since: "0.1.0",
        clause: "https://12factor.net/config",
        refusal: Some(Refusal::UnknownEnvironment),
    }
}

pub(super) static RULE: &dyn Rule = &UnknownEnvironment;

impl Rule for UnknownEnvironment {
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
        fires(
            &META,
            "an environment that is not there",
            r#"# --env staging
[policy]
allow-origins = ["https://a.example"]"#,
        );
        passes(&META, "no environment", r#"allow-origins = ["https://a.example"]"#);
    }
}
