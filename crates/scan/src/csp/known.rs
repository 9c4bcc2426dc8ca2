//! The directives and keywords that there are and were.

/// What a directive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// In the standard, or in one that adds to it.
    Current,
    /// It was once; what stands in its place.
    Former(&'static str),
}

/// CSP level 3 (2026-04), fenced frames, Trusted Types, Upgrade Insecure Requests.
const CURRENT: &[&str] = &[
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "fenced-frame-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "report-to",
    "report-uri",
    "require-trusted-types-for",
    "sandbox",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "trusted-types",
    "upgrade-insecure-requests",
    "webrtc",
    "worker-src",
];

const FORMER: &[(&str, &str)] = &[
    ("block-all-mixed-content", "browsers block or upgrade mixed content by themselves"),
    ("disown-opener", "send `Cross-Origin-Opener-Policy` instead"),
    ("navigate-to", "nothing stands in its place"),
    ("plugin-types", "browsers have no plugins; use `object-src 'none'`"),
    ("prefetch-src", "`default-src` and the other directives govern what is prefetched"),
    ("referrer", "send `Referrer-Policy` instead"),
    ("reflected-xss", "nothing stands in its place"),
    ("require-sri-for", "send `Integrity-Policy` instead"),
];

/// What a directive, in lower case, is; `None` if there never was one of this name.
pub(crate) fn standing(name: &str) -> Option<Standing> {
    if CURRENT.contains(&name) {
        return Some(Standing::Current);
    }
    FORMER.iter().find(|(former, _)| *former == name).map(|(_, instead)| Standing::Former(instead))
}

/// Whether the values of a directive are sources.
pub(crate) fn is_source_list(name: &str) -> bool {
    let is_fetch = (name.ends_with("-src") || name.contains("-src-")) && standing(name).is_some();
    is_fetch || matches!(name, "base-uri" | "form-action" | "frame-ancestors" | "navigate-to")
}

/// The words that `sandbox` takes
/// (<https://html.spec.whatwg.org/#parse-a-sandboxing-directive>).
pub(crate) const SANDBOX_WORDS: &[&str] = &[
    "allow-downloads",
    "allow-forms",
    "allow-modals",
    "allow-orientation-lock",
    "allow-pointer-lock",
    "allow-popups",
    "allow-popups-to-escape-sandbox",
    "allow-presentation",
    "allow-same-origin",
    "allow-scripts",
    "allow-storage-access-by-user-activation",
    "allow-top-navigation",
    "allow-top-navigation-by-user-activation",
    "allow-top-navigation-to-custom-protocols",
];

/// Whether any directive has a word in quotes, written in lower case.
pub(super) fn is_keyword(word: &str) -> bool {
    let directives = ["script-src", "trusted-types", "require-trusted-types-for", "webrtc"];
    directives.iter().any(|it| keywords_of(it).contains(&word)) || word == "'strict-dynamic-url'"
}

/// The words in quotes that a directive can have, beside nonces and hashes.
pub(crate) fn keywords_of(directive: &str) -> &'static [&'static str] {
    match directive {
        "require-trusted-types-for" => &["'script'"],
        "trusted-types" => &["'allow-duplicates'", "'none'"],
        "webrtc" => &["'allow'", "'block'"],
        _ if is_source_list(directive) => &[
            "'none'",
            "'self'",
            "'inline-speculation-rules'",
            "'report-sample'",
            "'report-sha256'",
            "'report-sha384'",
            "'report-sha512'",
            "'strict-dynamic'",
            "'trusted-types-eval'",
            "'unsafe-allow-redirects'",
            "'unsafe-eval'",
            "'unsafe-hashes'",
            "'unsafe-inline'",
            "'unsafe-webtransport-hashes'",
            "'wasm-unsafe-eval'",
        ],
        _ => &[],
    }
}
