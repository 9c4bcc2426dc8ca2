//! The 77 results.

/// One result of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct MdnResult {
    /// Its name.
    pub id: &'static str,
    /// What it adds to the score, or takes.
    pub modifier: i32,
    /// Whether the subject is passed; `None` where there is nothing to pass.
    pub pass: Option<bool>,
    /// What it means, in our words.
    pub description: &'static str,
}

impl MdnResult {
    /// Every result.
    ///
    /// ```
    /// assert_eq!(corsmith_scan::MdnResult::all().count(), 77);
    /// ```
    pub fn all() -> impl Iterator<Item = &'static Self> {
        ALL.iter().copied()
    }
}

macro_rules! results {
    ($($name:ident: $id:literal, $modifier:literal, $pass:expr, $description:literal;)*) => {
        $(pub(super) static $name: MdnResult = MdnResult {
            id: $id,
            modifier: $modifier,
            pass: $pass,
            description: $description,
        };)*

        static ALL: &[&MdnResult] = &[$(&$name),*];
    };
}

results! {
    CSP_IMPLEMENTED_WITH_NO_UNSAFE_DEFAULT_SRC_NONE:
        "csp-implemented-with-no-unsafe-default-src-none", 10, Some(true),
        "A policy allows nothing unsafe, and by default nothing at all.";
    CSP_IMPLEMENTED_WITH_NO_UNSAFE:
        "csp-implemented-with-no-unsafe", 5, Some(true),
        "A policy allows nothing unsafe.";
    CSP_IMPLEMENTED_WITH_UNSAFE_INLINE_IN_STYLE_SRC_ONLY:
        "csp-implemented-with-unsafe-inline-in-style-src-only", 0, Some(true),
        "A policy allows unsafe sources for styles only.";
    CSP_IMPLEMENTED_BUT_DUPLICATE_DIRECTIVES:
        "csp-implemented-but-duplicate-directives", 0, Some(true),
        "A policy names its report address twice.";
    CSP_IMPLEMENTED_WITH_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY:
        "csp-implemented-with-insecure-scheme-in-passive-content-only", -10, Some(true),
        "A policy of an https page allows pictures or media over http.";
    CSP_IMPLEMENTED_WITH_UNSAFE_EVAL:
        "csp-implemented-with-unsafe-eval", -10, Some(false),
        "A policy allows text to be run as a script.";
    CSP_IMPLEMENTED_WITH_UNSAFE_INLINE:
        "csp-implemented-with-unsafe-inline", -20, Some(false),
        "A policy allows inline scripts, scripts from anywhere, or plugins from anywhere.";
    CSP_IMPLEMENTED_WITH_INSECURE_SCHEME:
        "csp-implemented-with-insecure-scheme", -20, Some(false),
        "A policy of an https page allows active content over http.";
    CSP_HEADER_INVALID:
        "csp-header-invalid", -25, Some(false),
        "A policy cannot be parsed.";
    CSP_NOT_IMPLEMENTED:
        "csp-not-implemented", -25, Some(false),
        "There is no policy.";
    CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED:
        "csp-not-implemented-but-reporting-enabled", -25, Some(false),
        "There is only a policy that reports.";
    COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE:
        "cookies-secure-with-httponly-sessions-and-samesite", 5, Some(true),
        "Cookies are Secure and have SameSite, session cookies are HttpOnly.";
    COOKIES_SECURE_WITH_HTTPONLY_SESSIONS:
        "cookies-secure-with-httponly-sessions", 0, Some(true),
        "Cookies are Secure, session cookies are HttpOnly.";
    COOKIES_NOT_FOUND:
        "cookies-not-found", 0, None,
        "There are no cookies.";
    COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS:
        "cookies-without-secure-flag-but-protected-by-hsts", -5, Some(false),
        "Cookies are not Secure; HSTS keeps them off http.";
    COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS:
        "cookies-session-without-secure-flag-but-protected-by-hsts", -10, Some(false),
        "A session cookie is not Secure; HSTS keeps it off http.";
    COOKIES_WITHOUT_SECURE_FLAG:
        "cookies-without-secure-flag", -20, Some(false),
        "Cookies are not Secure.";
    COOKIES_SAMESITE_FLAG_INVALID:
        "cookies-samesite-flag-invalid", -20, Some(false),
        "SameSite of a cookie has no meaning, or is None without Secure.";
    COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG:
        "cookies-anticsrf-without-samesite-flag", -20, Some(false),
        "A cookie against request forgery has no SameSite.";
    COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG:
        "cookies-session-without-httponly-flag", -30, Some(false),
        "A session cookie is not HttpOnly.";
    COOKIES_SESSION_WITHOUT_SECURE_FLAG:
        "cookies-session-without-secure-flag", -40, Some(false),
        "A session cookie is not Secure.";
    COEP_IMPLEMENTED_WITH_REQUIRE_CORP:
        "coep-implemented-with-require-corp", 10, Some(true),
        "What is embedded must agree to it.";
    COEP_IMPLEMENTED_WITH_CREDENTIALLESS:
        "coep-implemented-with-credentialless", 10, Some(true),
        "What is embedded is asked for without credentials.";
    COEP_IMPLEMENTED_WITH_UNSAFE_NONE:
        "coep-implemented-with-unsafe-none", 0, Some(true),
        "Anything can be embedded, which is the default.";
    COEP_NOT_IMPLEMENTED:
        "coep-not-implemented", 0, Some(true),
        "There is no Cross-Origin-Embedder-Policy.";
    COEP_HEADER_INVALID:
        "coep-header-invalid", -5, Some(false),
        "Cross-Origin-Embedder-Policy is not understood.";
    COOP_IMPLEMENTED_WITH_SAME_ORIGIN:
        "coop-implemented-with-same-origin", 10, Some(true),
        "The page shares its group only with its own origin.";
    COOP_IMPLEMENTED_WITH_SAME_ORIGIN_ALLOW_POPUPS:
        "coop-implemented-with-same-origin-allow-popups", 10, Some(true),
        "The page is apart from others, except for windows that it opens.";
    COOP_IMPLEMENTED_WITH_NOOPENER_ALLOW_POPUPS:
        "coop-implemented-with-noopener-allow-popups", 10, Some(true),
        "The page is apart from what opened it, its own origin included.";
    COOP_IMPLEMENTED_WITH_UNSAFE_NONE:
        "coop-implemented-with-unsafe-none", 0, Some(true),
        "The page shares its group with others, which is the default.";
    COOP_NOT_IMPLEMENTED:
        "coop-not-implemented", 0, Some(true),
        "There is no Cross-Origin-Opener-Policy.";
    COOP_HEADER_INVALID:
        "coop-header-invalid", -5, Some(false),
        "Cross-Origin-Opener-Policy is not understood.";
    CROSS_ORIGIN_RESOURCE_SHARING_NOT_IMPLEMENTED:
        "cross-origin-resource-sharing-not-implemented", 0, Some(true),
        "Nothing is shared with other origins.";
    CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_PUBLIC_ACCESS:
        "cross-origin-resource-sharing-implemented-with-public-access", 0, Some(true),
        "Everything is shared with everybody, without credentials.";
    CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_RESTRICTED_ACCESS:
        "cross-origin-resource-sharing-implemented-with-restricted-access", 0, Some(true),
        "Something is shared with certain origins.";
    CROSS_ORIGIN_RESOURCE_SHARING_IMPLEMENTED_WITH_UNIVERSAL_ACCESS:
        "cross-origin-resource-sharing-implemented-with-universal-access", -50, Some(false),
        "Everything is shared with everybody, with credentials.";
    REDIRECTION_ALL_REDIRECTS_PRELOADED:
        "redirection-all-redirects-preloaded", 0, Some(true),
        "Browsers use https for every host on the way, without having been there.";
    REDIRECTION_TO_HTTPS:
        "redirection-to-https", 0, Some(true),
        "http leads to https of the same host.";
    REDIRECTION_NOT_NEEDED_NO_HTTP:
        "redirection-not-needed-no-http", 0, Some(true),
        "Nothing answers over http.";
    REDIRECTION_OFF_HOST_FROM_HTTP:
        "redirection-off-host-from-http", -5, Some(false),
        "http leads to https of another host, so that HSTS never covers this one.";
    REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION:
        "redirection-not-to-https-on-initial-redirection", -10, Some(false),
        "http leads to http first, to https later.";
    REDIRECTION_NOT_TO_HTTPS:
        "redirection-not-to-https", -20, Some(false),
        "http leads elsewhere, not to https.";
    REDIRECTION_MISSING:
        "redirection-missing", -20, Some(false),
        "http stays http.";
    REDIRECTION_INVALID_CERT:
        "redirection-invalid-cert", -20, Some(false),
        "http leads to a certificate that is not valid.";
    REFERRER_POLICY_PRIVATE:
        "referrer-policy-private", 5, Some(true),
        "Other sites learn at most the origin, and only over https.";
    REFERRER_POLICY_NOT_IMPLEMENTED:
        "referrer-policy-not-implemented", 0, None,
        "There is no Referrer-Policy; browsers have a private default.";
    REFERRER_POLICY_UNSAFE:
        "referrer-policy-unsafe", -5, Some(false),
        "Other sites learn more than the default tells them.";
    REFERRER_POLICY_HEADER_INVALID:
        "referrer-policy-header-invalid", -5, Some(false),
        "Referrer-Policy is not understood.";
    HSTS_PRELOADED:
        "hsts-preloaded", 5, Some(true),
        "Browsers use https for this host without having been there.";
    HSTS_IMPLEMENTED_MAX_AGE_AT_LEAST_SIX_MONTHS:
        "hsts-implemented-max-age-at-least-six-months", 0, Some(true),
        "HSTS holds for six months or more.";
    HSTS_IMPLEMENTED_MAX_AGE_LESS_THAN_SIX_MONTHS:
        "hsts-implemented-max-age-less-than-six-months", -10, Some(false),
        "HSTS holds for less than six months.";
    HSTS_NOT_IMPLEMENTED:
        "hsts-not-implemented", -20, Some(false),
        "There is no HSTS.";
    HSTS_HEADER_INVALID:
        "hsts-header-invalid", -20, Some(false),
        "Strict-Transport-Security is not understood.";
    HSTS_NOT_IMPLEMENTED_NO_HTTPS:
        "hsts-not-implemented-no-https", -20, Some(false),
        "Nothing answers over https, so that there is no HSTS.";
    HSTS_INVALID_CERT:
        "hsts-invalid-cert", -20, Some(false),
        "The certificate is not valid, so that there is no HSTS.";
    SRI_IMPLEMENTED_AND_ALL_SCRIPTS_LOADED_SECURELY:
        "sri-implemented-and-all-scripts-loaded-securely", 5, Some(true),
        "Scripts have hashes, also those of the own site.";
    SRI_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_LOADED_SECURELY:
        "sri-implemented-and-external-scripts-loaded-securely", 5, Some(true),
        "Scripts of others have hashes and come over https.";
    SRI_NOT_IMPLEMENTED_RESPONSE_NOT_HTML:
        "sri-not-implemented-response-not-html", 0, None,
        "The answer is not HTML.";
    SRI_NOT_IMPLEMENTED_BUT_NO_SCRIPTS_LOADED:
        "sri-not-implemented-but-no-scripts-loaded", 0, None,
        "The page has no scripts.";
    SRI_NOT_IMPLEMENTED_BUT_ALL_SCRIPTS_LOADED_FROM_SECURE_ORIGIN:
        "sri-not-implemented-but-all-scripts-loaded-from-secure-origin", 0, None,
        "Every script is of the own site.";
    SRI_NOT_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_LOADED_SECURELY:
        "sri-not-implemented-but-external-scripts-loaded-securely", -5, Some(false),
        "Scripts of others come over https without a hash.";
    SRI_IMPLEMENTED_BUT_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY:
        "sri-implemented-but-external-scripts-not-loaded-securely", -20, Some(false),
        "Scripts of others have hashes, but may come over http.";
    SRI_NOT_IMPLEMENTED_AND_EXTERNAL_SCRIPTS_NOT_LOADED_SECURELY:
        "sri-not-implemented-and-external-scripts-not-loaded-securely", -50, Some(false),
        "Scripts of others have no hash and may come over http.";
    X_CONTENT_TYPE_OPTIONS_NOSNIFF:
        "x-content-type-options-nosniff", 0, Some(true),
        "Browsers do not guess types.";
    X_CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED:
        "x-content-type-options-not-implemented", -5, Some(false),
        "There is no X-Content-Type-Options.";
    X_CONTENT_TYPE_OPTIONS_HEADER_INVALID:
        "x-content-type-options-header-invalid", -5, Some(false),
        "X-Content-Type-Options is not understood.";
    X_FRAME_OPTIONS_IMPLEMENTED_VIA_CSP:
        "x-frame-options-implemented-via-csp", 5, Some(true),
        "A policy says who may frame the page.";
    X_FRAME_OPTIONS_SAMEORIGIN_OR_DENY:
        "x-frame-options-sameorigin-or-deny", 5, Some(true),
        "X-Frame-Options keeps others from framing the page.";
    X_FRAME_OPTIONS_ALLOW_FROM_ORIGIN:
        "x-frame-options-allow-from-origin", 0, Some(true),
        "X-Frame-Options names an origin, which browsers ignore.";
    X_FRAME_OPTIONS_NOT_IMPLEMENTED:
        "x-frame-options-not-implemented", -20, Some(false),
        "Anybody can frame the page.";
    X_FRAME_OPTIONS_HEADER_INVALID:
        "x-frame-options-header-invalid", -20, Some(false),
        "X-Frame-Options is not understood.";
    CORP_IMPLEMENTED_WITH_SAME_ORIGIN:
        "corp-implemented-with-same-origin", 10, Some(true),
        "Only the own origin may embed the resource.";
    CORP_IMPLEMENTED_WITH_SAME_SITE:
        "corp-implemented-with-same-site", 10, Some(true),
        "Only the own site may embed the resource.";
    CORP_IMPLEMENTED_WITH_CROSS_ORIGIN:
        "corp-implemented-with-cross-origin", 0, Some(true),
        "Anybody may embed the resource.";
    CORP_NOT_IMPLEMENTED:
        "corp-not-implemented", 0, None,
        "There is no Cross-Origin-Resource-Policy.";
    CORP_HEADER_INVALID:
        "corp-header-invalid", -5, Some(false),
        "Cross-Origin-Resource-Policy is not understood.";
    HTML_NOT_PARSEABLE:
        "html-not-parseable", -20, Some(false),
        "The answer says that it is HTML, and cannot be read as such.";
}
