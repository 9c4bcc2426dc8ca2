use corsmith_fetch::Engine;

use crate::declare::declare_rule;
use crate::{Context, Finding, Findings, Rule, RuleMeta};

declare_rule! {
    /// `max-age` is longer than a browser keeps a preflight.
    ///
    /// ## What it does
    ///
    /// Reports a `max-age` above the cap of an engine, with the effective value in each: Chromium
    /// 7200 s, Firefox 86400 s, WebKit 600 s.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing is wrong: an engine takes its cap instead. But whoever counts on a day gets ten
    /// minutes in Safari, and has to size the servers for those preflights.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// max-age = 86400
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// [policy]
    /// allow-origins = ["https://app.example.com"]
    /// max-age = 600
    /// ```
    ///
    /// ## Exceptions
    ///
    /// A value above the lowest cap is reasonable: engines with a higher one make use of it.
    ///
    /// ## References
    ///
    /// * [Fetch: CORS-preflight fetch, step 7.10, "imposed limit on max-age"](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0)
    /// * [Chromium: preflight_result.cc, kMaxTimeout](https://source.chromium.org/chromium/chromium/src/+/main:services/network/public/cpp/cors/preflight_result.cc)
    /// * [MDN: Access-Control-Max-Age](https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age)
    struct MaxAgeAboveCap {
        code: "CS071",
        name: "max-age-above-cap",
        severity: Info,
        since: "0.1.0",
        clause: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
        refusal: None,
    }
}

pub(super) static RULE: &dyn Rule = &MaxAgeAboveCap;

impl Rule for MaxAgeAboveCap {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        for max_age in
            context.resolution.resources().filter_map(|resource| resource.max_age.as_ref())
        {
            let seconds = u64::from(max_age.value);
            let capped: Vec<_> = Engine::ALL
                .into_iter()
                .filter(|engine| engine.max_age_cap_seconds() < seconds)
                .map(|engine| format!("{engine} {} s", engine.max_age_cap_seconds()))
                .collect();
            if capped.is_empty() {
                continue;
            }
            findings.report(&META, || {
                let message =
                    format!("of {seconds} s, engines keep at most: {}", capped.join(", "));
                Finding::new(&META, max_age.span, "max-age", message)
                    .help("harmless; expect a preflight that much more often in these engines")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes, reported};

    #[test]
    fn vectors() {
        fires(
            &META,
            "one second more than WebKit keeps",
            r#"allow-origins = ["https://a.example"]
max-age = 601"#,
        );
        passes(
            &META,
            "the lowest cap",
            r#"allow-origins = ["https://a.example"]
max-age = 600"#,
        );
        passes(
            &META,
            "no caching",
            r#"allow-origins = ["https://a.example"]
max-age = 0"#,
        );
    }

    #[test]
    fn each_engine_that_caps_is_named() {
        let report = |max_age: &str| {
            reported(&META, &format!("allow-origins = ['https://a.example']\nmax-age = {max_age}"))
        };
        assert_eq!(report("7200"), ["info: of 7200 s, engines keep at most: WebKit 600 s"]);
        assert_eq!(
            report("7201"),
            ["info: of 7201 s, engines keep at most: Chromium 7200 s, WebKit 600 s"]
        );
    }
}
