use corsmith_policy::is_subdomains_of_public_suffix;

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// Subdomains of a public suffix are allowed.
    ///
    /// ## What it does
    ///
    /// Reports a pattern such as `https://*.github.io` or `https://*.co.uk`, unless the data is said
    /// to be public or credentials make it an error. Both sections of the Public Suffix List count.
    ///
    /// ## Why is this bad?
    ///
    /// Anyone can register a name under a public suffix. The pattern reads like a limit, and is open
    /// to whoever wants in.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://*.github.io"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://example.github.io"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `http://*.localhost` is this machine.
    ///
    /// ## References
    ///
    /// * [Public Suffix List](https://publicsuffix.org/list/)
    struct PublicSuffixPattern {
        code: "CS086",
        name: "public-suffix-pattern",
        severity: Warning,
        since: "0.1.0",
        clause: "https://publicsuffix.org/list/",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &PublicSuffixPattern;

impl Rule for PublicSuffixPattern {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins() {
            if list.is_used_with_credentials() || list.is_public() {
                continue;
            }
            for &(pattern, span) in list.notable() {
                if !is_subdomains_of_public_suffix(pattern) {
                    continue;
                }
                findings.report(&META, || {
                    let message = format!(
                        "`{}` is open to strangers: anyone can register a name under `{}`",
                        pattern.as_str(),
                        pattern.host()
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .help("name the sites that are yours; if anyone may read, write `*` and `data = \"public\"`")
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
        fires(&META, "a top-level domain", r#"allow-origins = ["https://*.com"]"#);
        passes(&META, "localhost", r#"allow-origins = ["http://*.localhost"]"#);
        passes(&META, "a site of your own", r#"allow-origins = ["https://*.example.co.uk"]"#);
        passes(&META, "one name under it", r#"allow-origins = ["https://me.github.io"]"#);
    }
}
