use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// A method that needs no listing is listed.
    ///
    /// ## What it does
    ///
    /// Reports `GET` and `POST` in `allow-methods`, once for each list.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing is wrong: the two are CORS-safelisted, so browsers do not compare them with the list.
    /// The reverse is what matters. Leaving `POST` out does not forbid it.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// allow-methods = ["GET", "POST", "PUT"]
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
    /// ## Exceptions
    ///
    /// `HEAD` is safelisted too, but Firefox compares it with the list when it looks up a cached
    /// preflight, so listing it saves preflights there.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
    /// * [Fetch: CORS-preflight fetch, step 7.5](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    struct SafelistedMethodListed {
        code: "CS045",
        name: "safelisted-method-listed",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-safelisted-method",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &SafelistedMethodListed;

impl Rule for SafelistedMethodListed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for list in context.methods().iter().filter(|list| list.names.wildcard().is_none()) {
            let listed: Vec<_> =
                list.names.named().filter(|entry| needs_no_listing(&entry.name)).collect();
            let Some(first) = listed.first() else { continue };
            findings.report(&META, || {
                let names: Vec<_> =
                    listed.iter().map(|entry| format!("`{}`", entry.name)).collect();
                let need = if names.len() == 1 { "needs" } else { "need" };
                let message = format!("{} {need} no listing: always allowed", names.join(" and "));
                Finding::new(&META, first.span, list.setting, message).help(
                    "harmless; a server that must refuse a method does so itself, not by CORS",
                )
            });
        }
    }
}

/// `HEAD` is an exception: Firefox's cache of preflights exempts only GET and POST.
fn needs_no_listing(method: &str) -> bool {
    corsmith_fetch::is_cors_safelisted_method(method) && method != "HEAD"
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported};

    #[test]
    fn vectors() {
        fires(
            &META,
            "get in lower case",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["get"]"#,
        );
        passes(
            &META,
            "HEAD",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["HEAD"]"#,
        );
        passes(
            &META,
            "the wildcard beside it",
            r#"allow-origins = ["https://a.example"]
allow-methods = ["*", "GET"]"#,
        );
    }

    #[test]
    fn one_finding_for_each_list() {
        let toml = "allow-origins = ['https://a.example']\nallow-methods = ['GET', 'PUT', 'POST']";
        assert_eq!(
            reported(&META, toml),
            ["info: `GET` and `POST` need no listing: always allowed"]
        );
    }
}
