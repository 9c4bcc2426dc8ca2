use corsmith_policy::Refusal;

use crate::declare::declare_rule;
use crate::{Rule, RuleMeta};

declare_rule! {
    /// Several origins stand in one text.
    ///
    /// ## What it does
    ///
    /// Reports an entry that holds several origins, separated by commas or spaces.
    ///
    /// ## Why is this bad?
    ///
    /// `Access-Control-Allow-Origin` takes one origin. Servers that send a list are refused by every
    /// browser, and a list in one entry is usually copied from such a header.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://a.example.com, https://b.example.com"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://a.example.com", "https://b.example.com"]
    /// ```
    ///
    /// ## References
    ///
    /// * [Fetch: `Access-Control-Allow-Origin` is `origin-or-null` or `*`](https://fetch.spec.whatwg.org/#http-new-header-syntax)
    struct OriginList {
        code: "CS015",
        name: "origin-list",
        severity: Error,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin",
        refusal: Some(Refusal::OriginList),
    }
}

pub(super) static RULE: &dyn Rule = &OriginList;

impl Rule for OriginList {
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
            "two origins and a space",
            r#"allow-origins = ["https://a.example https://b.example"]"#,
        );
        passes(
            &META,
            "two entries",
            r#"allow-origins = ["https://a.example", "https://b.example"]"#,
        );
    }
}
