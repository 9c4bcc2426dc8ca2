use corsmith_policy::is_insecure;

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// An origin without TLS is allowed.
    ///
    /// ## What it does
    ///
    /// Reports a pattern with the scheme `http`, unless its host is this machine, the data is said to
    /// be public, or credentials make it an error.
    ///
    /// ## Why is this bad?
    ///
    /// Anyone on the network path can put a script into an `http` page, which then reads as that
    /// origin. Without credentials it reads only what needs none, but it also gets any token that the
    /// page holds.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["http://app.example.com"]
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// ```
    ///
    /// ## Exceptions
    ///
    /// `localhost`, its subdomains, 127.0.0.0/8 and `[::1]` do not cross a network. Schemes of
    /// applications, such as `chrome-extension`, do not either.
    ///
    /// ## References
    ///
    /// * [Secure Contexts: potentially trustworthy origin](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)
    struct InsecureOrigin {
        code: "CS082",
        name: "insecure-origin",
        severity: Warning,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &InsecureOrigin;

impl Rule for InsecureOrigin {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.origins() {
            if list.is_used_with_credentials() || list.is_public() {
                continue;
            }
            for &(pattern, span) in list.notable() {
                if pattern.scheme() != "http" || !is_insecure(pattern) {
                    continue;
                }
                findings.report(&META, || {
                    let secure = pattern.as_str().replacen("http://", "https://", 1);
                    let message = format!(
                        "`{}` is not secure: anyone on the network path can read as that origin",
                        pattern.as_str()
                    );
                    Finding::new(&META, span, "allow-origins", message)
                        .help("use `https`; if anyone may read the data, say `data = \"public\"`")
                        .fix(context.replacement(format!("use `{secure}`"), span, &secure))
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
        fires(&META, "an address of a network", r#"allow-origins = ["http://192.168.1.10:3000"]"#);
        passes(&META, "localhost", r#"allow-origins = ["http://localhost:3000"]"#);
        passes(
            &META,
            "public data",
            r#"allow-origins = ["http://a.example"]
data = "public""#,
        );
        passes(&META, "an extension", r#"allow-origins = ["chrome-extension://abcdefghijklmnop"]"#);
    }
}
