use crate::csp::{
    Combine, Policies, Rule, SANDBOX_WORDS, Standing, Weakness, is_hash, is_nonce, is_source_list,
    is_well_formed, keywords_of, report, shown, standing,
};
use crate::declare::declare_check;
use crate::{Check, CheckContext, CheckMeta, Confidence, Csp, Finding, Severity};

declare_check! {
    /// The Content Security Policy has a source that browsers do not understand.
    ///
    /// ## What it does
    ///
    /// Reports keywords, nonces and hashes without their quotes, words in quotes that are no
    /// keyword (`'wasm-eval'` and `'unsafe-hashed-attributes'` are no more), and sources outside
    /// the grammar, such as `https//a.example`.
    ///
    /// ## Why is this bad?
    ///
    /// Browsers ignore such a source. Without quotes, `unsafe-inline` is a host of that name.
    ///
    /// ## How to fix it
    ///
    /// Write keywords, nonces and hashes in single quotes.
    ///
    /// ## References
    ///
    /// * [CSP: Source lists](https://w3c.github.io/webappsec-csp/#framework-directive-source-list)
    struct InvalidSource {
        code: "CS420",
        name: "csp-invalid-source",
        topic: Csp,
        severity: Low,
        profiles: All,
        since: "0.1.0",
        clause: "https://w3c.github.io/webappsec-csp/#framework-directive-source-list",
    }
}

pub(super) static CHECK: &dyn Check = &InvalidSource;

static RULE: Rule = Rule {
    meta: &META,
    policies: Policies::All,
    combine: Combine::Any,
    confidence: Confidence::Certain,
    why: "browsers ignore it",
    who: None,
    help: "write keywords, nonces and hashes in single quotes, and hosts as `https://cdn.example.com`",
    find,
};

impl Check for InvalidSource {
    fn meta(&self) -> &'static CheckMeta {
        &META
    }

    fn check(&self, context: &CheckContext<'_>, findings: &mut Vec<Finding>) {
        report(&RULE, context, findings);
    }
}

fn find(csp: &Csp) -> Vec<Weakness> {
    csp.values()
        .filter_map(|(directive, value)| {
            let problem = problem(directive, value)?;
            let what = format!("{} in {} {problem}", shown(value), shown(directive));
            Some(Weakness::whole(what, Severity::Low))
        })
        .collect()
}

fn problem(directive: &str, value: &str) -> Option<&'static str> {
    // Of an unknown directive nothing is known.
    if standing(directive) != Some(Standing::Current) {
        return None;
    }
    let keywords = keywords_of(directive);
    if value.starts_with('\'') {
        let is_exact = is_nonce(value) || is_hash(value) || is_on_trial(value);
        let is_known = is_source_list(directive) && is_exact || keywords.contains(&value);
        return (!is_known).then_some("is no keyword there");
    }
    let is_bare = |keyword: &&str| keyword.trim_matches('\'').eq_ignore_ascii_case(value);
    let is_named =
        ["nonce-", "sha256-", "sha384-", "sha512-"].iter().any(|it| value.starts_with(it));
    if keywords.iter().any(is_bare) || (is_source_list(directive) && is_named) {
        return Some("lacks its single quotes");
    }
    let is_sandbox_word = SANDBOX_WORDS.iter().any(|word| value.eq_ignore_ascii_case(word));
    if directive == "sandbox" && !is_sandbox_word {
        return Some("is no word of it");
    }
    (is_source_list(directive) && !is_well_formed(value)).then_some("is no source")
}

/// Hashes of addresses and of what `eval` runs, which Chromium has been trying since version 141
/// (<https://developer.chrome.com/blog/script-src-hashes>): no mistake, and nothing to build on.
fn is_on_trial(value: &str) -> bool {
    let hash = value.strip_prefix("'url-").or_else(|| value.strip_prefix("'eval-"));
    hash.is_some_and(|hash| is_hash(&format!("'{hash}"))) || value == "'strict-dynamic-url'"
}

#[cfg(test)]
mod tests {
    use super::META;
    use crate::vectors::{fires, passes};

    #[test]
    fn vectors() {
        fires(&META, "without quotes", "Content-Security-Policy: script-src self");
        fires(
            &META,
            "a nonce without quotes",
            "Content-Security-Policy: script-src nonce-abcdefgh",
        );
        fires(&META, "an unknown keyword", "Content-Security-Policy: script-src 'foo'");
        fires(&META, "a broken hash", "Content-Security-Policy: script-src 'sha256-$'");
        fires(&META, "a word of before", "Content-Security-Policy: script-src 'wasm-eval'");
        fires(
            &META,
            "an address of version 6",
            "Content-Security-Policy: script-src https://[::1]",
        );
        fires(&META, "no source", "Content-Security-Policy: img-src https//a.example");
        fires(
            &META,
            "other quotes",
            "Content-Security-Policy: default-src ‘self’; script-src \"self\"",
        );
        fires(&META, "a keyword elsewhere", "Content-Security-Policy: sandbox 'self'");
        passes(
            &META,
            "keywords",
            "Content-Security-Policy: script-src 'self' 'report-sample' 'report-sha256' 'inline-speculation-rules' 'trusted-types-eval' 'strict-dynamic' 'nonce-abcdefgh'",
        );
        passes(
            &META,
            "words on trial",
            "Content-Security-Policy: script-src 'url-sha256-Abc=' 'eval-sha384-Abc=' 'strict-dynamic-url'",
        );
        passes(
            &META,
            "trusted types",
            "Content-Security-Policy: require-trusted-types-for 'script'; trusted-types 'allow-duplicates' self none-of-mine *",
        );
        passes(&META, "webrtc", "Content-Security-Policy: webrtc 'block'");
        passes(
            &META,
            "hosts",
            "Content-Security-Policy: connect-src wss://a.example:* *.b.example/path/ localhost:3000",
        );
        fires(&META, "a word of no sandbox", "Content-Security-Policy: sandbox allow-script");
        passes(
            &META,
            "a sandbox",
            "Content-Security-Policy: sandbox allow-scripts Allow-Downloads",
        );
        passes(
            &META,
            "WebTransport",
            "Content-Security-Policy: connect-src 'unsafe-webtransport-hashes'",
        );
    }
}
