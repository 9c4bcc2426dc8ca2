//! WebKit's console, as Safari's Web Inspector shows it.

use corsmith_fetch::{
    CorsCheckFailure as F, Engine, NetworkError as E, PreflightFailure as P, RequestError as R,
};
use url::Url;

use super::{cors_check, message, redirect_status, redirect_target, response_header};
use crate::failed_fetch::FailedFetch;

pub(super) fn lines(failed: &FailedFetch<'_>) -> Vec<String> {
    let url = failed.url;
    match failed.error {
        E::Constructor(error) => vec![constructor(error)],
        E::NoCorsRedirectMode => {
            vec![fill("no-cors-redirect", &[]), fill("not-allowed", &[]), load(failed)]
        }
        E::UnsupportedScheme { .. } => vec![fill("W14", &[]), load(failed)],
        E::SameOriginMode | E::InvalidDataUrl => {
            vec![format!("{} cannot load {url}.", name(failed))]
        }
        E::BadPort { port } => {
            vec![fill("restricted-port", &[("port", &port.to_string()), ("url", url)])]
        }
        // The system's own words, of which these are the English ones for a connection that broke.
        E::ConnectionFailed { .. } => {
            vec![load(failed), format!("Failed to load resource: {}", fill("lost", &[]))]
        }
        // To it, 407 is a response like any other.
        E::ProxyAuthentication => Vec::new(),
        E::RedirectMode => reasons(failed, fill("W11", &[("url", url)])),
        E::TooManyRedirects => reasons(failed, fill("W12", &[])),
        E::RedirectScheme { scheme } if scheme == "ftp" => reasons(failed, fill("ftp", &[])),
        E::RedirectScheme { .. } | E::RedirectLocation { .. } => reasons(
            failed,
            redirection(
                failed,
                "not allowed to follow a cross-origin CORS redirection with non CORS scheme",
            ),
        ),
        E::RedirectCredentials => {
            let reason = format!("redirection URL {} has credentials", redirect_target(failed));
            reasons(failed, redirection(failed, &reason))
        }
        E::ResourcePolicy(_) => reasons(failed, fill("corp", &[("url", url)])),
        E::CorsCheck(_) | E::RedirectTaintedOrigin { .. } => {
            let reason = cors(failed);
            if redirect_status(failed).is_some() {
                reasons(failed, redirection(failed, &reason))
            } else {
                reasons(failed, reason)
            }
        }
        E::Preflight(failure) => reasons(failed, preflight(failure, failed)),
    }
}

fn fill(id: &str, values: &[(&str, &str)]) -> String {
    message(Engine::WebKit, id, values)
}

fn name(failed: &FailedFetch<'_>) -> &'static str {
    failed.initiator.webkit_name()
}

fn load(failed: &FailedFetch<'_>) -> String {
    format!("{} {}", name(failed), fill("load", &[("url", failed.url)]))
}

/// The reason, the line of the load, and the reason again.
fn reasons(failed: &FailedFetch<'_>, reason: String) -> Vec<String> {
    let echo = format!("Failed to load resource: {reason}");
    vec![reason, load(failed), echo]
}

/// A redirect that was not followed; its URL is shown without username and password.
fn redirection(failed: &FailedFetch<'_>, reason: &str) -> String {
    let mut target = redirect_target(failed);
    if let Ok(mut url) = Url::parse(&target)
        && url.set_username("").is_ok()
        && url.set_password(None).is_ok()
    {
        target = url.to_string();
    }
    fill("W10", &[("redirect", &target)]) + " " + reason
}

fn cors(failed: &FailedFetch<'_>) -> String {
    match (failed.error, cors_check(failed.error)) {
        (_, Some(F::WildcardWithCredentials)) => fill("W2", &[]),
        (_, Some(F::AllowCredentialsNotTrue { .. })) => fill("W4", &[]),
        (_, Some(F::AllowOriginMultiple { values }))
            if values.len() > 1 || values.iter().any(|value| value.contains(&b',')) =>
        {
            fill("W3", &[])
        }
        (error, _) => {
            // The origin that was sent.
            let is_tainted = matches!(error, E::RedirectTaintedOrigin { .. });
            let origin = if is_tainted { "null" } else { failed.origin };
            let status = failed.response.map(|(status, _)| status.to_string());
            let status = status.unwrap_or_default();
            fill("W1", &[("origin", origin), ("status", &status)])
        }
    }
}

fn preflight(failure: &P, failed: &FailedFetch<'_>) -> String {
    // The status is judged first.
    if let Some((status, _)) = failed.response
        && !(200..=299).contains(&status)
    {
        return fill("W5", &[("status", &status.to_string())]);
    }
    match failure {
        P::NotOkStatus { status } => fill("W5", &[("status", &status.to_string())]),
        P::InvalidAllowMethods => {
            fill("W6", &[("value", &response_header(failed, "Access-Control-Allow-Methods"))])
        }
        P::InvalidAllowHeaders => {
            fill("W7", &[("value", &response_header(failed, "Access-Control-Allow-Headers"))])
        }
        P::MethodNotAllowed { method } => fill("W8", &[("method", method)]),
        P::AuthorizationNotAllowed => fill("W9", &[("header", spelled(failed, "authorization"))]),
        P::HeaderNotAllowed { name } => fill("W9", &[("header", spelled(failed, name))]),
        _ => cors(failed),
    }
}

/// The header's name as the author wrote it.
fn spelled<'a>(failed: &FailedFetch<'a>, name: &'a str) -> &'a str {
    let mut names = failed.request_headers.iter().map(|(own, _)| own);
    names.find(|own| own.eq_ignore_ascii_case(name)).unwrap_or(name)
}

fn constructor(error: &R) -> String {
    let text = match error {
        R::InvalidUrl { .. } | R::UrlCredentials => fill("js-url", &[]),
        R::InvalidMethod { .. } => fill("js-method", &[]),
        R::ForbiddenMethod { .. } => fill("js-method-forbidden", &[]),
        R::NoCorsMethod { .. } => fill("js-method-no-cors", &[]),
        R::InvalidHeaderName { name } => fill("js-header-name", &[("name", name)]),
        R::InvalidHeaderValue { name, value } => {
            let value = String::from_utf8_lossy(value);
            fill("js-header-value", &[("name", name), ("value", value.as_ref())])
        }
        R::NotAByteString { .. } => fill("js-byte-string", &[]),
    };
    format!("Unhandled Promise Rejection: TypeError: {text}")
}
