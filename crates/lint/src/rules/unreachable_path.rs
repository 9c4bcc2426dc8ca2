use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A path policy is never used.
    ///
    /// ## What it does
    ///
    /// Reports a per-path policy whose every path is matched by an earlier one. The first match wins.
    ///
    /// ## Why is this bad?
    ///
    /// What it allows or forbids is not in force. If it is the stricter of the two, paths are open
    /// that somebody meant to close.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    ///
    /// [[policy.path]]
    /// match = "/public/*"
    /// allow-origins = ["*"]
    /// data = "public"
    ///
    /// [[policy.path]]
    /// match = "/public/admin/*"
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    ///
    /// [[policy.path]]
    /// match = "/public/admin/*"
    ///
    /// [[policy.path]]
    /// match = "/public/*"
    /// allow-origins = ["*"]
    /// data = "public"
    /// ```
    ///
    /// ## References
    ///
    /// * [RFC 3986, section 6: comparison of URIs](https://www.rfc-editor.org/rfc/rfc3986#section-6)
    struct UnreachablePath {
        code: "CS090",
        name: "unreachable-path",
        severity: Warning,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc3986#section-6",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &UnreachablePath;

impl Rule for UnreachablePath {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let paths: Vec<_> =
            context.resolution.paths.iter().filter_map(|resource| resource.path.as_ref()).collect();
        for (index, path) in paths.iter().enumerate() {
            let mut earlier = paths.iter().take(index);
            let Some(covering) = earlier.find(|earlier| earlier.value.covers(&path.value)) else {
                continue;
            };
            findings.report(&META, || {
                let message = format!(
                    "`{}` is never used: `{}` comes first, and the first match wins",
                    path.value, covering.value
                );
                Finding::new(&META, path.span, "match", message)
                    .help("put the more specific path first, or remove it")
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
            "the same path twice",
            r#"[policy]
allow-origins = ["https://a.example"]
[[policy.path]]
match = "/a"
[[policy.path]]
match = "/a""#,
        );
        passes(
            &META,
            "a path that only begins alike",
            r#"[policy]
allow-origins = ["https://a.example"]
[[policy.path]]
match = "/public/*"
[[policy.path]]
match = "/publicity""#,
        );
    }
}
