//! Content Security Policy.

use crate::mdn::csp::{Invalid, Merged};
use crate::mdn::results::{
    CSP_HEADER_INVALID, CSP_IMPLEMENTED_BUT_DUPLICATE_DIRECTIVES,
    CSP_IMPLEMENTED_WITH_INSECURE_SCHEME,
    CSP_IMPLEMENTED_WITH_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY, CSP_IMPLEMENTED_WITH_NO_UNSAFE,
    CSP_IMPLEMENTED_WITH_NO_UNSAFE_DEFAULT_SRC_NONE, CSP_IMPLEMENTED_WITH_UNSAFE_EVAL,
    CSP_IMPLEMENTED_WITH_UNSAFE_INLINE, CSP_IMPLEMENTED_WITH_UNSAFE_INLINE_IN_STYLE_SRC_ONLY,
    CSP_NOT_IMPLEMENTED, CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED, MdnResult,
};
use crate::mdn::seen::Seen;

/// The result, and whether a policy that was read has `frame-ancestors`.
pub(super) struct Judged {
    pub(super) result: &'static MdnResult,
    pub(super) has_frame_ancestors: bool,
}

const BROAD: [&str; 8] =
    ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];
const PASSIVE: [&str; 2] = ["img-src", "media-src"];

pub(super) fn judge(seen: &Seen<'_>) -> Judged {
    let divided =
        |text: String| text.split(',').map(|it| it.trim().to_owned()).collect::<Vec<String>>();
    let header: Vec<String> =
        seen.page.texts("content-security-policy").flat_map(divided).collect();
    let meta: Vec<String> = seen.markup.csp.iter().cloned().flat_map(divided).collect();
    let none = |result| Judged { result, has_frame_ancestors: false };
    let Ok(merged) = Merged::parse(&[&header[..], &meta[..]].concat()) else {
        return none(&CSP_HEADER_INVALID);
    };
    let is_empty = |read: Result<Merged, Invalid>| read.is_ok_and(|merged| merged.is_empty());
    if is_empty(Merged::parse(&header)) && is_empty(Merged::parse_meta(&meta)) {
        return none(match seen.field("content-security-policy-report-only") {
            Some(_) => &CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED,
            None => &CSP_NOT_IMPLEMENTED,
        });
    }
    let has_frame_ancestors = merged.get("frame-ancestors").is_some();
    Judged { result: judged(merged, seen.url.scheme() == "https"), has_frame_ancestors }
}

fn judged(mut csp: Merged, is_https: bool) -> &'static MdnResult {
    let scripts = csp.first(&["script-src", "default-src"]);
    let styles = csp.first(&["style-src", "default-src"]);
    let objects = csp.first(&["object-src", "default-src"]);
    for name in [scripts, styles].into_iter().flatten() {
        if has_exact(&csp, name) {
            csp.drop_sources(name, |source| source == "'unsafe-inline'");
        }
    }
    if let Some(name) = scripts.filter(|name| has(&csp, name, "'strict-dynamic'")) {
        if !has_exact(&csp, name) {
            return &CSP_HEADER_INVALID;
        }
        csp.drop_sources(name, |source| {
            matches!(source, "'self'" | "'unsafe-inline'")
                || BROAD.iter().any(|it| source.starts_with(it))
        });
    }
    let everything = ["*".to_owned()];
    let sources = |name: Option<&str>| name.and_then(|it| csp.get(it)).unwrap_or(&everything);
    let (scripts, styles, objects) = (sources(scripts), sources(styles), sources(objects));
    let result = if any(scripts, is_broad_or_inline) || any(objects, is_broad) {
        &CSP_IMPLEMENTED_WITH_UNSAFE_INLINE
    } else if is_https && active(&csp).chain(scripts).any(|it| is_insecure(it)) {
        &CSP_IMPLEMENTED_WITH_INSECURE_SCHEME
    } else if scripts.iter().chain(styles).any(|source| source == "'unsafe-eval'") {
        &CSP_IMPLEMENTED_WITH_UNSAFE_EVAL
    } else if is_https && passive(&csp).any(|it| is_insecure(it)) {
        &CSP_IMPLEMENTED_WITH_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY
    } else if any(styles, is_broad_or_inline) {
        &CSP_IMPLEMENTED_WITH_UNSAFE_INLINE_IN_STYLE_SRC_ONLY
    } else if csp.get("default-src").is_some_and(|it| it == ["'none'"]) {
        &CSP_IMPLEMENTED_WITH_NO_UNSAFE_DEFAULT_SRC_NONE
    } else {
        &CSP_IMPLEMENTED_WITH_NO_UNSAFE
    };
    if csp.is_repeated && result.pass == Some(true) {
        return &CSP_IMPLEMENTED_BUT_DUPLICATE_DIRECTIVES;
    }
    result
}

fn has(csp: &Merged, name: &str, source: &str) -> bool {
    csp.get(name).is_some_and(|sources| sources.iter().any(|it| it == source))
}

/// Whether a directive has a nonce or hash.
fn has_exact(csp: &Merged, name: &str) -> bool {
    let exact = ["'sha256-", "'sha384-", "'sha512-", "'nonce-"];
    let is_exact = |source: &String| exact.iter().any(|it| source.starts_with(it));
    csp.get(name).is_some_and(|sources| sources.iter().any(is_exact))
}

fn active(csp: &Merged) -> impl Iterator<Item = &String> {
    let is_active = |name: &str| !PASSIVE.contains(&name) && name != "script-src";
    csp.iter().filter(move |(name, _)| is_active(name)).flat_map(|(_, sources)| sources)
}

fn passive(csp: &Merged) -> impl Iterator<Item = &String> {
    let lists = PASSIVE.iter().filter_map(|name| csp.get(csp.first(&[name, "default-src"])?));
    lists.flatten()
}

fn any(sources: &[String], is_meant: fn(&str) -> bool) -> bool {
    sources.iter().any(|source| is_meant(source))
}

fn is_broad(source: &str) -> bool {
    BROAD.contains(&source)
}

fn is_broad_or_inline(source: &str) -> bool {
    is_broad(source) || matches!(source, "'unsafe-inline'" | "data:")
}

fn is_insecure(source: &str) -> bool {
    source.starts_with("http:") || source.starts_with("ftp:")
}
