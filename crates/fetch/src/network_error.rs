//! Why a fetch fails.

use std::error::Error;
use std::fmt;

use crate::cors_check::CorsCheckFailure;
use crate::preflight_check::PreflightFailure;
use crate::quoted::{Quoted, QuotedBytes};
use crate::request::RequestError;
use crate::resource_policy::ResourcePolicyFailure;
use crate::trace::{Algorithm, Step};

/// Every way a `fetch()` can fail that the standard's CORS part knows. To the page they are one and
/// the same `TypeError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// `new Request()` threw: nothing was sent.
    Constructor(RequestError),
    /// The port is a [bad port](https://fetch.spec.whatwg.org/#port-blocking).
    BadPort {
        /// The port.
        port: u16,
    },
    /// Mode `same-origin`, and the URL is of another origin.
    SameOriginMode,
    /// Mode `no-cors`, another origin, and a redirect mode other than `follow`.
    NoCorsRedirectMode,
    /// The URL of another origin is neither `http:` nor `https:`.
    UnsupportedScheme {
        /// The scheme.
        scheme: String,
    },
    /// A `data:` URL that cannot be parsed.
    InvalidDataUrl,
    /// The connection failed, or no complete response came.
    ConnectionFailed {
        /// Whether it was the CORS-preflight request that got no answer.
        during: ExchangeKind,
    },
    /// The response failed the CORS check.
    CorsCheck(CorsCheckFailure),
    /// The CORS check failed since the request's `Origin` became `null` on its way through another
    /// origin.
    RedirectTaintedOrigin {
        /// `Access-Control-Allow-Origin` of the response.
        value: Vec<u8>,
        /// Which response.
        during: ExchangeKind,
    },
    /// The CORS-preflight response does not allow the request.
    Preflight(PreflightFailure),
    /// `Cross-Origin-Resource-Policy` blocks a `no-cors` response.
    ResourcePolicy(ResourcePolicyFailure),
    /// A redirect, and the redirect mode is `error`.
    RedirectMode,
    /// A redirect's `Location` is there twice or cannot be parsed.
    RedirectLocation {
        /// The value, all fields joined with `, `.
        location: Vec<u8>,
    },
    /// A redirect to a URL that is neither `http:` nor `https:`.
    RedirectScheme {
        /// The scheme.
        scheme: String,
    },
    /// The 21st redirect.
    TooManyRedirects,
    /// A redirect of a CORS request to a URL with a username or password in it.
    RedirectCredentials,
    /// Status 407 from a server that is no proxy.
    ProxyAuthentication,
}

/// What an exchange is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExchangeKind {
    /// The CORS-preflight request and its response.
    Preflight,
    /// The request itself.
    Actual,
}

impl NetworkError {
    /// The code of the cause: public, stable, never reused.
    ///
    /// ```
    /// use corsmith_fetch::{CorsCheckFailure, NetworkError};
    ///
    /// let error = NetworkError::CorsCheck(CorsCheckFailure::AllowOriginMissing);
    /// assert_eq!(error.code(), "allow-origin-missing");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Constructor(error) => match error {
                RequestError::InvalidUrl { .. } => "invalid-url",
                RequestError::UrlCredentials => "url-credentials",
                RequestError::InvalidMethod { .. } => "invalid-method",
                RequestError::ForbiddenMethod { .. } => "forbidden-method",
                RequestError::NoCorsMethod { .. } => "no-cors-method",
                RequestError::InvalidHeaderName { .. }
                | RequestError::InvalidHeaderValue { .. }
                | RequestError::NotAByteString { .. } => "invalid-header",
            },
            Self::BadPort { .. } => "bad-port",
            Self::SameOriginMode => "same-origin-mode",
            Self::NoCorsRedirectMode => "no-cors-redirect-mode",
            Self::UnsupportedScheme { .. } => "unsupported-scheme",
            Self::InvalidDataUrl => "invalid-data-url",
            Self::ConnectionFailed { during: ExchangeKind::Actual } => "connection-failed",
            Self::ConnectionFailed { during: ExchangeKind::Preflight } => {
                "preflight-connection-failed"
            }
            Self::CorsCheck(failure) => match failure {
                CorsCheckFailure::AllowOriginMissing => "allow-origin-missing",
                CorsCheckFailure::AllowOriginMismatch { .. } => "allow-origin-mismatch",
                CorsCheckFailure::AllowOriginInvalid { .. } => "allow-origin-invalid",
                CorsCheckFailure::WildcardWithCredentials => "wildcard-with-credentials",
                CorsCheckFailure::AllowOriginMultiple { .. } => "allow-origin-multiple",
                CorsCheckFailure::AllowCredentialsNotTrue { .. } => "allow-credentials-not-true",
            },
            Self::RedirectTaintedOrigin { .. } => "redirect-tainted-origin",
            Self::Preflight(failure) => match failure {
                PreflightFailure::CorsCheck(failure) => match failure {
                    CorsCheckFailure::AllowOriginMissing => "preflight-allow-origin-missing",
                    CorsCheckFailure::AllowOriginMismatch { .. } => {
                        "preflight-allow-origin-mismatch"
                    }
                    CorsCheckFailure::AllowOriginInvalid { .. } => "preflight-allow-origin-invalid",
                    CorsCheckFailure::WildcardWithCredentials => {
                        "preflight-wildcard-with-credentials"
                    }
                    CorsCheckFailure::AllowOriginMultiple { .. } => {
                        "preflight-allow-origin-multiple"
                    }
                    CorsCheckFailure::AllowCredentialsNotTrue { .. } => {
                        "preflight-allow-credentials-not-true"
                    }
                },
                PreflightFailure::NotOkStatus { status } => {
                    if is_redirect_status(*status) {
                        "preflight-redirect"
                    } else {
                        "preflight-status"
                    }
                }
                PreflightFailure::InvalidAllowMethods => "allow-methods-invalid",
                PreflightFailure::InvalidAllowHeaders => "allow-headers-invalid",
                PreflightFailure::MethodNotAllowed { .. } => "method-not-allowed",
                PreflightFailure::AuthorizationNotAllowed => "authorization-not-allowed",
                PreflightFailure::HeaderNotAllowed { .. } => "header-not-allowed",
            },
            Self::ResourcePolicy(_) => "resource-policy",
            Self::RedirectMode => "redirect-mode",
            Self::RedirectLocation { .. } => "redirect-location",
            Self::RedirectScheme { .. } => "redirect-scheme",
            Self::TooManyRedirects => "too-many-redirects",
            Self::RedirectCredentials => "redirect-credentials",
            Self::ProxyAuthentication => "proxy-authentication",
        }
    }

    /// Every code that [`NetworkError::code`] gives, sorted.
    pub const CODES: [&'static str; 40] = [
        "allow-credentials-not-true",
        "allow-headers-invalid",
        "allow-methods-invalid",
        "allow-origin-invalid",
        "allow-origin-mismatch",
        "allow-origin-missing",
        "allow-origin-multiple",
        "authorization-not-allowed",
        "bad-port",
        "connection-failed",
        "forbidden-method",
        "header-not-allowed",
        "invalid-data-url",
        "invalid-header",
        "invalid-method",
        "invalid-url",
        "method-not-allowed",
        "no-cors-method",
        "no-cors-redirect-mode",
        "preflight-allow-credentials-not-true",
        "preflight-allow-origin-invalid",
        "preflight-allow-origin-mismatch",
        "preflight-allow-origin-missing",
        "preflight-allow-origin-multiple",
        "preflight-connection-failed",
        "preflight-redirect",
        "preflight-status",
        "preflight-wildcard-with-credentials",
        "proxy-authentication",
        "redirect-credentials",
        "redirect-location",
        "redirect-mode",
        "redirect-scheme",
        "redirect-tainted-origin",
        "resource-policy",
        "same-origin-mode",
        "too-many-redirects",
        "unsupported-scheme",
        "url-credentials",
        "wildcard-with-credentials",
    ];

    /// The step of the standard that gives it.
    #[must_use]
    pub const fn step(&self) -> Step {
        use Algorithm as A;
        let (algorithm, number) =
            match self {
                Self::Constructor(error) => (
                    A::RequestConstructor,
                    match error {
                        RequestError::InvalidUrl { .. } => "5.2",
                        RequestError::UrlCredentials => "5.3",
                        RequestError::InvalidMethod { .. }
                        | RequestError::ForbiddenMethod { .. } => "25.2",
                        RequestError::NoCorsMethod { .. } => "32.1",
                        RequestError::InvalidHeaderName { .. }
                        | RequestError::InvalidHeaderValue { .. }
                        | RequestError::NotAByteString { .. } => "33.5",
                    },
                ),
                Self::BadPort { .. } => (A::MainFetch, "7"),
                Self::SameOriginMode
                | Self::NoCorsRedirectMode
                | Self::UnsupportedScheme { .. } => (A::MainFetch, "12"),
                Self::InvalidDataUrl => (A::SchemeFetch, "2"),
                Self::ConnectionFailed { during: ExchangeKind::Actual } => (A::HttpFetch, "4.3"),
                Self::ConnectionFailed { during: ExchangeKind::Preflight } => {
                    (A::CorsPreflightFetch, "6")
                }
                Self::CorsCheck(failure) => (A::CorsCheck, failure.step_number()),
                Self::RedirectTaintedOrigin { .. } => (A::CorsCheck, "4"),
                Self::Preflight(failure) => match failure {
                    PreflightFailure::CorsCheck(failure) => (A::CorsCheck, failure.step_number()),
                    PreflightFailure::NotOkStatus { .. } => (A::CorsPreflightFetch, "7"),
                    PreflightFailure::InvalidAllowMethods
                    | PreflightFailure::InvalidAllowHeaders => (A::CorsPreflightFetch, "7.3"),
                    PreflightFailure::MethodNotAllowed { .. } => (A::CorsPreflightFetch, "7.5"),
                    PreflightFailure::AuthorizationNotAllowed => (A::CorsPreflightFetch, "7.6"),
                    PreflightFailure::HeaderNotAllowed { .. } => (A::CorsPreflightFetch, "7.7"),
                },
                Self::ResourcePolicy(_) => (A::CrossOriginResourcePolicyCheck, ""),
                Self::RedirectMode => (A::HttpFetch, "6.3"),
                Self::RedirectLocation { .. } => (A::HttpRedirectFetch, "5"),
                Self::RedirectScheme { .. } => (A::HttpRedirectFetch, "6"),
                Self::TooManyRedirects => (A::HttpRedirectFetch, "7"),
                Self::RedirectCredentials => (A::HttpRedirectFetch, "9"),
                Self::ProxyAuthentication => (A::HttpNetworkOrCacheFetch, "15"),
            };
        Step::new(algorithm, number)
    }
}

/// A [redirect status](https://fetch.spec.whatwg.org/#redirect-status).
///
/// ```
/// use corsmith_fetch::is_redirect_status;
///
/// assert!(is_redirect_status(307) && !is_redirect_status(304));
/// ```
#[must_use]
pub const fn is_redirect_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constructor(error) => error.fmt(f),
            Self::BadPort { port } => write!(f, "the port {port} is blocked in every browser"),
            Self::SameOriginMode => f.write_str(
                "the mode is `same-origin`, and the URL is of another origin than the page",
            ),
            Self::NoCorsRedirectMode => f.write_str(
                "in mode `no-cors`, another origin can only be asked with the redirect mode `follow`",
            ),
            Self::UnsupportedScheme { scheme } => write!(
                f,
                "another origin can only be asked over `http:` or `https:`, not {}",
                Quoted(&format!("{scheme}:"))
            ),
            Self::InvalidDataUrl => f.write_str("the `data:` URL has no comma, so no data"),
            Self::ConnectionFailed { during } => write!(
                f,
                "no response to the {}: the connection failed or was closed",
                match during {
                    ExchangeKind::Preflight => "CORS-preflight request",
                    ExchangeKind::Actual => "request",
                }
            ),
            Self::CorsCheck(failure) => failure.fmt(f),
            Self::RedirectTaintedOrigin { value, during } => write!(
                f,
                "the request was redirected from another origin to yet another, so its `Origin` is `null`, and the `Access-Control-Allow-Origin` header{} is {}",
                match during {
                    ExchangeKind::Preflight => " of the CORS-preflight response",
                    ExchangeKind::Actual => "",
                },
                QuotedBytes(value)
            ),
            Self::Preflight(failure) => failure.fmt(f),
            Self::ResourcePolicy(failure) => failure.fmt(f),
            Self::RedirectMode => {
                f.write_str("the response is a redirect, and the redirect mode is `error`")
            }
            Self::RedirectLocation { location } => write!(
                f,
                "the `Location` header of the redirect, {}, is not one URL",
                QuotedBytes(location)
            ),
            Self::RedirectScheme { scheme } => write!(
                f,
                "the redirect leads to {}, and only `http:` and `https:` can be followed",
                Quoted(&format!("{scheme}:"))
            ),
            Self::TooManyRedirects => f.write_str("more than 20 redirects"),
            Self::RedirectCredentials => f.write_str(
                "the redirect leads to a URL with a username or a password in it, which the CORS protocol does not allow",
            ),
            Self::ProxyAuthentication => {
                f.write_str("the status 407 asks for proxy authentication, and there is no proxy")
            }
        }
    }
}

impl Error for NetworkError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Constructor(error) => Some(error),
            Self::CorsCheck(failure) => Some(failure),
            Self::Preflight(failure) => Some(failure),
            Self::ResourcePolicy(failure) => Some(failure),
            _ => None,
        }
    }
}
