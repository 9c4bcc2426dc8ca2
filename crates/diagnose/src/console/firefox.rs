//! Firefox's console.

use corsmith_fetch::{
    CorsCheckFailure as F, Engine, ExchangeKind, NetworkError as E, PreflightFailure as P,
    RequestError as R, is_method,
};

use super::{cors_check, message, redirect_status, redirect_target, response_header};
use crate::failed_fetch::FailedFetch;

pub(super) fn lines(failed: &FailedFetch<'_>) -> Vec<String> {
    let url = failed.url;
    let did_not_succeed = || blocked(url, "F2", &[]) + " Status code: (null).";
    match failed.error {
        E::Constructor(error) => vec![constructor(error, failed)],
        E::SameOriginMode => vec![security("may-not-load", failed.origin, url)],
        E::UnsupportedScheme { scheme } => match scheme.as_str() {
            "file" => vec![security("may-not-link", failed.origin, url)],
            "blob" => vec![security("may-not-load", failed.origin, url)],
            _ => vec![blocked(url, "F5", &[])],
        },
        E::RedirectScheme { scheme } => {
            let target = redirect_target(failed);
            let mut lines = match scheme.as_str() {
                "file" => vec![fill("may-not-link", &[("page", url), ("url", &target)])],
                "data" => Vec::new(),
                _ => vec![blocked(&target, "F5", &[])],
            };
            lines.push(did_not_succeed());
            lines
        }
        E::ConnectionFailed { during: ExchangeKind::Actual }
        | E::RedirectCredentials
        | E::RedirectLocation { .. }
        | E::TooManyRedirects => vec![did_not_succeed()],
        E::ConnectionFailed { during: ExchangeKind::Preflight } => {
            vec![did_not_succeed(), did_not_succeed()]
        }
        E::ResourcePolicy(_) => vec![fill("corp", &[("url", url)])],
        // It prints nothing of these, and 407 is a response like any other to it.
        E::NoCorsRedirectMode
        | E::InvalidDataUrl
        | E::BadPort { .. }
        | E::RedirectMode
        | E::ProxyAuthentication => Vec::new(),
        E::CorsCheck(_) | E::RedirectTaintedOrigin { .. } => {
            let mut lines = vec![cors(failed)];
            if redirect_status(failed).is_some() {
                lines.push(did_not_succeed());
            }
            lines
        }
        E::Preflight(failure) => {
            let mut lines = preflight(failure, failed);
            lines.push(did_not_succeed());
            lines
        }
    }
}

fn fill(id: &str, values: &[(&str, &str)]) -> String {
    message(Engine::Firefox, id, values)
}

fn blocked(url: &str, id: &str, values: &[(&str, &str)]) -> String {
    let reason = fill(id, values);
    // This one message has its URL quoted.
    let url = if id == "F9" { format!("‘{url}’") } else { url.to_owned() };
    format!(
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. ({reason})."
    )
}

fn with_status(failed: &FailedFetch<'_>, id: &str) -> String {
    let status =
        failed.response.map_or_else(|| "(null)".to_owned(), |(status, _)| status.to_string());
    format!("{} Status code: {status}.", blocked(failed.url, id, &[]))
}

fn security(id: &str, origin: &str, url: &str) -> String {
    fill(id, &[("page", &format!("{origin}/")), ("url", url)])
}

fn cors(failed: &FailedFetch<'_>) -> String {
    let url = failed.url;
    let mismatch =
        |value: &[u8]| blocked(url, "F8", &[("value", String::from_utf8_lossy(value).as_ref())]);
    match (failed.error, cors_check(failed.error)) {
        (E::RedirectTaintedOrigin { value, .. }, _) => mismatch(value),
        (_, None | Some(F::AllowOriginMissing)) => with_status(failed, "F6"),
        (_, Some(F::AllowOriginMismatch { value, .. } | F::AllowOriginInvalid { value, .. })) => {
            mismatch(value)
        }
        (_, Some(F::WildcardWithCredentials)) => blocked(url, "F9", &[]),
        // A list in one field is a value like any other to it.
        (_, Some(F::AllowOriginMultiple { values })) => match values.as_slice() {
            [value] => mismatch(value),
            _ => blocked(url, "F7", &[]),
        },
        (_, Some(_)) => blocked(url, "F11", &[]),
    }
}

fn preflight(failure: &P, failed: &FailedFetch<'_>) -> Vec<String> {
    let url = failed.url;
    let token = |name| invalid_token(&response_header(failed, name));
    let line = match failure {
        P::CorsCheck(_) => cors(failed),
        P::NotOkStatus { status } => {
            let refused = with_status(failed, "F12");
            if corsmith_fetch::is_redirect_status(*status) {
                return vec![blocked(url, "F4", &[]), refused];
            }
            refused
        }
        P::InvalidAllowMethods => {
            blocked(url, "F13", &[("value", &token("Access-Control-Allow-Methods"))])
        }
        P::InvalidAllowHeaders => {
            blocked(url, "F14", &[("value", &token("Access-Control-Allow-Headers"))])
        }
        P::MethodNotAllowed { .. } => blocked(url, "F10", &[]),
        P::AuthorizationNotAllowed => blocked(url, "F15", &[("header", "authorization")]),
        P::HeaderNotAllowed { name } => blocked(url, "F15", &[("header", name)]),
        _ => return Vec::new(),
    };
    vec![line]
}

/// The first member of a list that is no token.
fn invalid_token(list: &str) -> String {
    let mut members = list.split(',').map(str::trim).filter(|member| !member.is_empty());
    members.find(|member| !is_method(member)).unwrap_or_default().to_owned()
}

fn constructor(error: &R, failed: &FailedFetch<'_>) -> String {
    let text = match error {
        R::InvalidUrl { url, .. } => fill("js-url", &[("url", url)]),
        R::UrlCredentials => fill("js-url-credentials", &[("url", failed.url)]),
        R::InvalidMethod { method }
        | R::ForbiddenMethod { method }
        | R::NoCorsMethod { method } => fill("js-method", &[("method", method)]),
        R::InvalidHeaderName { name } => fill("js-header-name", &[("name", name)]),
        R::InvalidHeaderValue { value, .. } => {
            fill("js-header-value", &[("value", String::from_utf8_lossy(value).as_ref())])
        }
        R::NotAByteString { text } => {
            let above = text.chars().enumerate().find(|(_, char)| u32::from(*char) > 255);
            let (index, char) = above.unwrap_or_default();
            let (index, code) = (index.to_string(), u32::from(char).to_string());
            fill("js-byte-string", &[("index", &index), ("code", &code)])
        }
    };
    format!("Uncaught (in promise) TypeError: {text}")
}
