use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A list makes a header of more than 4 KiB.
    ///
    /// ## What it does
    ///
    /// Reports `allow-methods`, `allow-headers` and `expose-headers` whose header value is longer
    /// than 4096 bytes.
    ///
    /// ## Why is this bad?
    ///
    /// Many servers and proxies limit a header line, or all headers together, to 8 KiB, some to 4.
    /// Beyond that they drop the response, and every preflight or every answer fails at once.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type", "X-1"]
    /// # and some hundred names more
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-headers = ["Content-Type", "Authorization"]
    /// ```
    ///
    /// ## References
    ///
    /// * [RFC 9110, section 5.4: field limits](https://www.rfc-editor.org/rfc/rfc9110#section-5.4)
    /// * [nginx: large_client_header_buffers](https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers)
    struct LongHeaderList {
        code: "CS056",
        name: "long-header-list",
        severity: Warning,
        since: "0.1.0",
        clause: "https://www.rfc-editor.org/rfc/rfc9110#section-5.4",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &LongHeaderList;

impl Rule for LongHeaderList {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in
            [context.methods(), context.allow_headers(), context.expose_headers()].iter().flatten()
        {
            // With a wildcard the value does not hold the names.
            let (Some(span), None) = (list.names.span, list.names.wildcard()) else { continue };
            let bytes: usize = list.names.named().map(|entry| entry.name.len() + ", ".len()).sum();
            if bytes <= MAX_BYTES {
                continue;
            }
            findings.report(&META, || {
                let message = format!(
                    "`{}` makes a header of {bytes} bytes, and many servers limit a header to 8 KiB, some to 4",
                    list.setting
                );
                Finding::new(&META, span, list.setting, message)
                    .help("split the policy by path, so that each lists only what it needs")
            });
        }
    }
}

/// Half of what Apache and nginx take by default, since other headers need room too.
const MAX_BYTES: usize = 4096;

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{passes, reported};

    #[test]
    fn vectors() {
        passes(
            &META,
            "two names",
            r#"allow-origins = ["https://a.example"]
allow-headers = ["Content-Type", "X-Trace"]"#,
        );
    }

    #[test]
    fn two_hundred_names_of_thirty_bytes_are_too_long() {
        let names: Vec<_> = (0..200).map(|number| format!("'X-{number:028}'")).collect();
        let toml = format!(
            "allow-origins = ['https://a.example']\nallow-headers = [{}]",
            names.join(", ")
        );
        assert_eq!(
            reported(&META, &toml),
            [
                "warning: `allow-headers` makes a header of 6400 bytes, and many servers limit a header to 8 KiB, some to 4"
            ]
        );
    }
}
