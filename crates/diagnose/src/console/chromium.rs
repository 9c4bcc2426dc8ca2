//! Chromium's console.

use corsmith_fetch::{
    CorsCheckFailure as F, Engine, NetworkError as E, PreflightFailure as P, RequestError as R,
    ResourcePolicyFailure,
};

use super::status_text::status_text;
use super::{cors_check, message, redirect_status, redirect_target};
use crate::failed_fetch::{FailedFetch, Initiator};

/// Schemes that Chromium 156 lists as those with cross-origin requests.
const SCHEMES: &str = "chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app";

/// What `fetch()` is told of a wrong value of `Access-Control-Allow-Origin`.
const VALID_VALUE: &str = " Have the server send the header with a valid value.";

/// What `XMLHttpRequest` is told about credentials.
const WITH_CREDENTIALS: &str = " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.";

pub(super) fn lines(failed: &FailedFetch<'_>) -> Vec<String> {
    let net =
        |error: &str| vec![network(failed, failed.url, error, failed.response.map(|it| it.0))];
    match failed.error {
        E::Constructor(error) => vec![constructor(error, failed)],
        E::SameOriginMode => {
            vec![fill("request-mode", &[("url", failed.url), ("origin", failed.origin)])]
        }
        E::NoCorsRedirectMode => vec![fill("no-cors-redirect", &[("url", failed.url)])],
        E::UnsupportedScheme { scheme } if scheme == "file" => {
            vec![fill("local-resource", &[("url", failed.url)])]
        }
        E::UnsupportedScheme { scheme } if failed.initiator == Initiator::Fetch => {
            vec![fill("url-scheme", &[("url", failed.url), ("scheme", scheme)])]
        }
        E::UnsupportedScheme { .. } => blocked(failed, failed.url, "C15", &[("list", SCHEMES)]),
        E::RedirectScheme { scheme } if matches!(scheme.as_str(), "file" | "data") => {
            net("ERR_UNSAFE_REDIRECT")
        }
        E::RedirectScheme { .. } => {
            blocked(failed, &redirect_target(failed), "C15", &[("list", SCHEMES)])
        }
        E::RedirectCredentials => blocked(failed, failed.url, "C22", &[]),
        E::RedirectMode => {
            vec![network(failed, &redirect_target(failed), "ERR_FAILED", redirect_status(failed))]
        }
        E::RedirectLocation { .. } => {
            let fields =
                failed.response.map_or(0, |(_, headers)| headers.values("Location").count());
            net(if fields > 1 {
                "ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION"
            } else {
                "ERR_INVALID_REDIRECT"
            })
        }
        E::InvalidDataUrl => net("ERR_INVALID_URL"),
        E::BadPort { .. } => net("ERR_UNSAFE_PORT"),
        E::ConnectionFailed { .. } => net("ERR_EMPTY_RESPONSE"),
        E::TooManyRedirects => net("ERR_TOO_MANY_REDIRECTS"),
        E::ProxyAuthentication => net("ERR_UNEXPECTED_PROXY_AUTH"),
        E::ResourcePolicy(ResourcePolicyFailure::SameOrigin) => {
            net("ERR_BLOCKED_BY_RESPONSE.NotSameOrigin")
        }
        E::ResourcePolicy(ResourcePolicyFailure::SameSite) => {
            net("ERR_BLOCKED_BY_RESPONSE.NotSameSite")
        }
        E::CorsCheck(_) | E::RedirectTaintedOrigin { .. } => cors(failed),
        E::Preflight(failure) => preflight(failure, failed),
    }
}

fn fill(id: &str, values: &[(&str, &str)]) -> String {
    message(Engine::Chromium, id, values)
}

/// The line with the reason, and the line of the network.
fn blocked(failed: &FailedFetch<'_>, url: &str, id: &str, values: &[(&str, &str)]) -> Vec<String> {
    let body = fill(id, values);
    let tail = match (failed.initiator, id) {
        (Initiator::Fetch, "C7" | "C8" | "C9" | "C10" | "C11" | "C12") => VALID_VALUE,
        (Initiator::XmlHttpRequest, "C3" | "C4" | "C13" | "C14") => WITH_CREDENTIALS,
        _ => "",
    };
    let from = if url == failed.initial_url {
        String::new()
    } else {
        format!("(redirected from '{}') ", failed.initial_url)
    };
    let kind = failed.initiator.chromium_kind();
    let origin = failed.origin;
    let status = match failed.error {
        E::Preflight(_) => None,
        _ => failed.response.map(|(status, _)| status),
    };
    vec![
        format!(
            "Access to {kind} at '{url}' {from}from origin '{origin}' has been blocked by CORS policy: {body}{tail}"
        ),
        network(failed, url, "ERR_FAILED", status),
    ]
}

fn network(failed: &FailedFetch<'_>, url: &str, error: &str, status: Option<u16>) -> String {
    let method = failed.method;
    match status {
        Some(status) if !status_text(status).is_empty() => {
            format!("{method} {url} net::{error} {status} ({})", status_text(status))
        }
        Some(status) => format!("{method} {url} net::{error} {status}"),
        None => format!("{method} {url} net::{error}"),
    }
}

/// A failed CORS check. The value that was received is shown, invisible characters escaped.
fn cors(failed: &FailedFetch<'_>) -> Vec<String> {
    let is_preflight = matches!(failed.error, E::Preflight(_));
    let with = |actual, preflight| if is_preflight { preflight } else { actual };
    let (id, value) = match (failed.error, cors_check(failed.error)) {
        (E::RedirectTaintedOrigin { value, .. }, _) => {
            ("C11", String::from_utf8_lossy(value).into_owned())
        }
        (_, None | Some(F::AllowOriginMissing)) => (with("C5", "C6"), String::new()),
        (_, Some(F::AllowOriginMismatch { value, .. })) => (with("C11", "C12"), shown(value)),
        (_, Some(F::AllowOriginInvalid { value, .. })) => (with("C9", "C10"), shown(value)),
        (_, Some(F::WildcardWithCredentials)) => (with("C3", "C4"), String::new()),
        (_, Some(F::AllowOriginMultiple { values })) => {
            (with("C7", "C8"), shown(&values.join(&b", "[..])))
        }
        (_, Some(F::AllowCredentialsNotTrue { value })) => {
            (with("C13", "C14"), shown(value.as_deref().unwrap_or_default()))
        }
        (_, Some(_)) => return Vec::new(),
    };
    blocked(failed, failed.url, id, &[("value", &value)])
}

fn shown(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    text.chars().fold(String::new(), |mut shown, char| {
        if char.is_control() {
            shown.push_str(&format!("\\u{:04X}", u32::from(char)));
        } else {
            shown.push(char);
        }
        shown
    })
}

fn preflight(failure: &P, failed: &FailedFetch<'_>) -> Vec<String> {
    let url = failed.url;
    // A redirect is refused before anything else is looked at.
    if redirect_status(failed).is_some() {
        return blocked(failed, url, "C17", &[]);
    }
    match failure {
        P::CorsCheck(_) => cors(failed),
        P::NotOkStatus { status } if corsmith_fetch::is_redirect_status(*status) => {
            blocked(failed, url, "C17", &[])
        }
        P::NotOkStatus { .. } => blocked(failed, url, "C16", &[]),
        P::InvalidAllowMethods => blocked(failed, url, "C18", &[]),
        P::InvalidAllowHeaders => blocked(failed, url, "C19", &[]),
        P::MethodNotAllowed { method } => blocked(failed, url, "C20", &[("method", method)]),
        P::AuthorizationNotAllowed => blocked(failed, url, "C21", &[("header", "authorization")]),
        P::HeaderNotAllowed { name } => blocked(failed, url, "C21", &[("header", name)]),
        _ => Vec::new(),
    }
}

fn constructor(error: &R, failed: &FailedFetch<'_>) -> String {
    let text = match error {
        R::InvalidUrl { url, .. } => fill("js-url", &[("url", url)]),
        R::UrlCredentials => fill("js-url-credentials", &[("url", failed.url)]),
        R::InvalidMethod { method } => fill("js-method", &[("method", method)]),
        R::ForbiddenMethod { method } => fill("js-method-forbidden", &[("method", method)]),
        R::NoCorsMethod { method } => fill("js-method-no-cors", &[("method", method)]),
        R::InvalidHeaderName { .. } => fill("js-header-name", &[]),
        R::InvalidHeaderValue { .. } => fill("js-header-value", &[]),
        R::NotAByteString { .. } => fill("js-byte-string", &[]),
    };
    format!("Uncaught (in promise) TypeError: {text}")
}
