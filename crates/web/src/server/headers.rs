//! What every answer says for the safety of whoever reads it: errors and assets, too.

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};

/// Nothing but our own files, no inline code, nobody's frame; scripts write HTML only through the
/// one policy named here (Trusted Types).
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types corsmith";

/// Everything that a page like this never needs. Copying to the clipboard it does need.
const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), \
    browsing-topics=(), camera=(), clipboard-read=(), clipboard-write=(self), \
    display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), \
    gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
    publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), \
    serial=(), storage-access=(), usb=(), window-management=(), \
    xr-spatial-tracking=()";

const ALWAYS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
    (HeaderName::from_static("origin-agent-cluster"), "?1"),
];

/// A year. Not `includeSubDomains`: other hosts of the domain are not ours to speak for.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000";

/// How the server is reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Transport {
    /// By plain HTTP, as on the own machine.
    #[default]
    Plain,
    /// Through a proxy that speaks TLS to the browser: answers carry `Strict-Transport-Security`.
    /// Where browsers come by plain HTTP they ignore it (RFC 6797, section 8.1).
    BehindTls,
}

/// Adds them to an answer.
pub(super) fn protect(headers: &mut HeaderMap, transport: Transport) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if transport == Transport::BehindTls {
        let value = HeaderValue::from_static(STRICT_TRANSPORT_SECURITY);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
}

/// Who may keep an answer that does not say it: a page may be kept and is asked for again each
/// time; what came of a body may hold what was pasted, and is not kept at all.
pub(super) fn keep(headers: &mut HeaderMap, method: &Method, status: StatusCode) {
    if !headers.contains_key(header::CACHE_CONTROL) {
        let read = matches!(*method, Method::GET | Method::HEAD);
        let value = if read && status.is_success() { "no-cache" } else { "no-store" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
}
