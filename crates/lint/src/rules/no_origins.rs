use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// No origin is listed.
    ///
    /// ## What it does
    ///
    /// Reports a policy without `allow-origins`, and an empty list.
    ///
    /// ## Why is this bad?
    ///
    /// An empty list has opposite meanings in libraries: rs/cors allows every origin, express none.
    /// Here it has none: say who may read.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = []
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
    /// * [Fetch: `Access-Control-Allow-Origin`](https://fetch.spec.whatwg.org/#http-access-control-allow-origin)
    struct NoOrigins {
        code: "CS010",
        name: "no-origins",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refusal: Some(Refusal::NoOrigins),
    }
}

pub(super) static RULE: &dyn Rule = &NoOrigins;

impl Rule for NoOrigins {
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
        fires(&META, "a policy without origins", "allow-credentials = true");
        passes(&META, "any origin", r#"allow-origins = ["*"]"#);
    }
}
