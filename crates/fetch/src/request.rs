//! A request as a page makes it.

use std::error::Error;
use std::fmt;

use url::Url;

use crate::credentials::CredentialsMode;
use crate::header_list::{HTTP_WHITESPACE, HeaderList, trim};
use crate::header_name::{is_forbidden_request_header, is_header_name};
use crate::method::{is_cors_safelisted_method, is_forbidden_method, is_method, normalize_method};
use crate::origin::Origin;
use crate::preflight_check::PreflightFlag;
use crate::quoted::{Quoted, QuotedBytes};
use crate::safelisted_request_header::is_no_cors_safelisted_request_header;

/// The standard's [request mode](https://fetch.spec.whatwg.org/#concept-request-mode), as far as a
/// script may choose it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RequestMode {
    /// Another origin is a network error.
    SameOrigin,
    /// Another origin is asked by the CORS protocol: the default of `fetch()`.
    #[default]
    Cors,
    /// Another origin is asked without it; the page gets a response it cannot read.
    NoCors,
}

impl fmt::Display for RequestMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SameOrigin => "same-origin",
            Self::Cors => "cors",
            Self::NoCors => "no-cors",
        })
    }
}

/// The standard's [redirect mode](https://fetch.spec.whatwg.org/#concept-request-redirect-mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RedirectMode {
    /// Redirects are followed: the default.
    #[default]
    Follow,
    /// A redirect is a network error.
    Error,
    /// A redirect is handed to the page as a response it cannot read.
    Manual,
}

impl fmt::Display for RedirectMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Follow => "follow",
            Self::Error => "error",
            Self::Manual => "manual",
        })
    }
}

/// The [referrer policy](https://w3c.github.io/webappsec-referrer-policy/#referrer-policies). Here
/// it decides one thing: the `Origin` header of requests outside the CORS protocol
/// ([#append-a-request-origin-header](https://fetch.spec.whatwg.org/#append-a-request-origin-header)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the specification's own names")]
pub enum ReferrerPolicy {
    NoReferrer,
    NoReferrerWhenDowngrade,
    SameOrigin,
    Origin,
    StrictOrigin,
    OriginWhenCrossOrigin,
    /// The default.
    #[default]
    StrictOriginWhenCrossOrigin,
    UnsafeUrl,
}

impl ReferrerPolicy {
    /// Every policy and its name.
    const NAMES: [(Self, &'static str); 8] = [
        (Self::NoReferrer, "no-referrer"),
        (Self::NoReferrerWhenDowngrade, "no-referrer-when-downgrade"),
        (Self::SameOrigin, "same-origin"),
        (Self::Origin, "origin"),
        (Self::StrictOrigin, "strict-origin"),
        (Self::OriginWhenCrossOrigin, "origin-when-cross-origin"),
        (Self::StrictOriginWhenCrossOrigin, "strict-origin-when-cross-origin"),
        (Self::UnsafeUrl, "unsafe-url"),
    ];

    /// The policy of this name; the empty string is the default. `None` for anything else.
    ///
    /// ```
    /// use corsmith_fetch::ReferrerPolicy;
    ///
    /// assert_eq!(ReferrerPolicy::from_name("no-referrer"), Some(ReferrerPolicy::NoReferrer));
    /// assert_eq!(ReferrerPolicy::from_name("never"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(Self::default());
        }
        Self::NAMES.iter().find(|(_, own)| *own == name).map(|(policy, _)| *policy)
    }

    /// The policy that a response's `Referrer-Policy` sets for the requests after a redirect: the
    /// last known name of the list, if any
    /// ([set request's referrer policy on redirect](https://w3c.github.io/webappsec-referrer-policy/#set-requests-referrer-policy-on-redirect)).
    pub(crate) fn from_response(headers: &HeaderList) -> Option<Self> {
        let value = headers.get("Referrer-Policy")?;
        let text = str::from_utf8(&value).ok()?;
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.filter_map(|name| Self::from_name(&name.to_ascii_lowercase())).next_back()
    }
}

impl fmt::Display for ReferrerPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(policy, _)| policy == self);
        f.write_str(name.map_or("", |(_, name)| name))
    }
}

/// What a script gives to `new Request(url, init)`: as written, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestInit {
    /// The origin of the page; [`Origin::Opaque`] for a sandboxed frame or a `data:` document.
    pub origin: Origin,
    /// The URL, relative to the page's origin if it is not absolute.
    pub url: String,
    /// The method, before normalisation.
    pub method: String,
    /// Names and values, forbidden ones included.
    pub headers: Vec<(String, Vec<u8>)>,
    /// `credentials`.
    pub credentials: CredentialsMode,
    /// `mode`.
    pub mode: RequestMode,
    /// `redirect`.
    pub redirect: RedirectMode,
    /// `referrerPolicy`.
    pub referrer_policy: ReferrerPolicy,
    /// Set where an `XMLHttpRequest` has upload listeners, or the body is a stream.
    pub use_cors_preflight_flag: PreflightFlag,
}

impl RequestInit {
    /// `fetch(url)`, with every default, from a page of `origin`.
    #[must_use]
    pub fn new(origin: Origin, url: impl Into<String>) -> Self {
        Self {
            origin,
            url: url.into(),
            method: "GET".into(),
            headers: Vec::new(),
            credentials: CredentialsMode::default(),
            mode: RequestMode::default(),
            redirect: RedirectMode::default(),
            referrer_policy: ReferrerPolicy::default(),
            use_cors_preflight_flag: PreflightFlag::default(),
        }
    }
}

/// A [request](https://fetch.spec.whatwg.org/#concept-request) as it enters
/// [main fetch](https://fetch.spec.whatwg.org/#main-fetch): method normalised, forbidden
/// request-headers gone, unsafe-request flag set (as `fetch()` and `XMLHttpRequest` always do).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub(crate) origin: Origin,
    pub(crate) url: Url,
    pub(crate) method: String,
    pub(crate) headers: HeaderList,
    pub(crate) credentials: CredentialsMode,
    pub(crate) mode: RequestMode,
    pub(crate) redirect: RedirectMode,
    pub(crate) referrer_policy: ReferrerPolicy,
    pub(crate) use_cors_preflight_flag: PreflightFlag,
}

impl Request {
    /// [`new Request(url, init)`](https://fetch.spec.whatwg.org/#dom-request), step by step.
    /// Forbidden request-headers are dropped in silence, and so is, in mode `no-cors`, every header
    /// that is no [no-CORS-safelisted request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header).
    ///
    /// # Errors
    ///
    /// Where the constructor throws a `TypeError`: nothing is sent then.
    ///
    /// ```
    /// use corsmith_fetch::{Origin, Request, RequestError, RequestInit};
    ///
    /// let page = Origin::parse("https://app.example")?;
    /// let mut init = RequestInit::new(page, "https://api.example/orders");
    /// init.method = "put".into();
    /// init.headers = vec![("Host".into(), b"forbidden".to_vec()), ("X-A".into(), b" 1 ".to_vec())];
    /// let request = Request::new(&init)?;
    /// assert_eq!(request.method(), "PUT");
    /// assert_eq!(request.headers().iter().collect::<Vec<_>>(), [("X-A", &b"1"[..])]);
    ///
    /// init.method = "TRACE".into();
    /// assert!(matches!(Request::new(&init), Err(RequestError::ForbiddenMethod { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(init: &RequestInit) -> Result<Self, RequestError> {
        // Step 5.1 to 5.3.
        let url = parse_url(&init.url, &init.origin)?;
        if includes_credentials(&url) {
            return Err(RequestError::UrlCredentials);
        }
        // Step 25.
        if !is_method(&init.method) {
            return Err(RequestError::InvalidMethod { method: init.method.clone() });
        }
        if is_forbidden_method(&init.method) {
            return Err(RequestError::ForbiddenMethod { method: init.method.clone() });
        }
        let method = normalize_method(&init.method).into_owned();
        // Step 32.
        if init.mode == RequestMode::NoCors && !is_cors_safelisted_method(&method) {
            return Err(RequestError::NoCorsMethod { method });
        }
        // Step 33.
        let headers = fill(&init.headers, init.mode)?;
        Ok(Self {
            origin: init.origin.clone(),
            url,
            method,
            headers,
            credentials: init.credentials,
            mode: init.mode,
            redirect: init.redirect,
            referrer_policy: init.referrer_policy,
            use_cors_preflight_flag: init.use_cors_preflight_flag,
        })
    }

    /// The method, normalised.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The URL.
    #[must_use]
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// The page's origin.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The author's headers that may be sent, in order.
    #[must_use]
    pub const fn headers(&self) -> &HeaderList {
        &self.headers
    }

    /// The credentials mode.
    #[must_use]
    pub const fn credentials(&self) -> CredentialsMode {
        self.credentials
    }

    /// The mode.
    #[must_use]
    pub const fn mode(&self) -> RequestMode {
        self.mode
    }
}

/// A URL [includes credentials](https://url.spec.whatwg.org/#include-credentials) if its username or
/// password is not empty: `https://@a.example` and `https://:@a.example` do not.
pub(crate) fn includes_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty())
}

fn parse_url(text: &str, origin: &Origin) -> Result<Url, RequestError> {
    // The path of the page is not known, only its origin. Not only what is relative needs it:
    // `https:x` is a path where the base is `https:`, too.
    let base = Url::parse(&origin.serialize()).ok();
    Url::options()
        .base_url(base.as_ref())
        .parse(text)
        .map_err(|error| RequestError::InvalidUrl { url: text.into(), reason: error.to_string() })
}

/// [#concept-headers-append](https://fetch.spec.whatwg.org/#concept-headers-append) for each.
fn fill(headers: &[(String, Vec<u8>)], mode: RequestMode) -> Result<HeaderList, RequestError> {
    let mut list = HeaderList::new();
    for (name, value) in headers {
        if !is_header_name(name) {
            return Err(RequestError::InvalidHeaderName { name: name.clone() });
        }
        let value = trim(value, HTTP_WHITESPACE);
        if value.iter().any(|byte| matches!(byte, 0 | b'\n' | b'\r')) {
            let value = value.to_vec();
            return Err(RequestError::InvalidHeaderValue { name: name.clone(), value });
        }
        if is_forbidden_request_header(name, value) {
            continue;
        }
        if mode == RequestMode::NoCors {
            let mut combined =
                list.get(name).map_or_else(Vec::new, |own| [&own[..], b", "].concat());
            combined.extend_from_slice(value);
            if !is_no_cors_safelisted_request_header(name, &combined) {
                continue;
            }
        }
        list.append(name.as_str(), value);
    }
    Ok(list)
}

/// Why `new Request()` throws a `TypeError`. Nothing is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The URL does not parse.
    InvalidUrl {
        /// The URL as it was given.
        url: String,
        /// What the URL parser says.
        reason: String,
    },
    /// The URL has a username or a password.
    UrlCredentials,
    /// The method is no HTTP token.
    InvalidMethod {
        /// The method.
        method: String,
    },
    /// `CONNECT`, `TRACE` or `TRACK`.
    ForbiddenMethod {
        /// The method as it was given.
        method: String,
    },
    /// Mode `no-cors` with a method other than `GET`, `HEAD` and `POST`.
    NoCorsMethod {
        /// The method.
        method: String,
    },
    /// A header's name is no HTTP token.
    InvalidHeaderName {
        /// The name.
        name: String,
    },
    /// A header's value has a NUL, a line feed or a carriage return in it.
    InvalidHeaderValue {
        /// The header's name.
        name: String,
        /// The value.
        value: Vec<u8>,
    },
    /// A header's name or value has a character above U+00FF: it is no
    /// [`ByteString`](https://webidl.spec.whatwg.org/#es-ByteString).
    NotAByteString {
        /// The text.
        text: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidUrl { url, reason } => {
                write!(f, "the URL {} cannot be parsed: {reason}", Quoted(url))
            }
            Self::UrlCredentials => f.write_str(
                "the URL has a username or a password in it, which `fetch()` does not take",
            ),
            Self::InvalidMethod { method } => {
                write!(f, "the method {} is not a token", Quoted(method))
            }
            Self::ForbiddenMethod { method } => {
                write!(f, "the method {} is forbidden: no script can send it", Quoted(method))
            }
            Self::NoCorsMethod { method } => write!(
                f,
                "the method {} is not allowed in mode `no-cors`: only GET, HEAD and POST are",
                Quoted(method)
            ),
            Self::InvalidHeaderName { name } => {
                write!(f, "the header name {} is not a token", Quoted(name))
            }
            Self::InvalidHeaderValue { name, value } => write!(
                f,
                "the value {} of the header {} has a NUL or a line break in it",
                QuotedBytes(value),
                Quoted(name)
            ),
            Self::NotAByteString { text } => write!(
                f,
                "{} has a character above U+00FF, which a method or a header cannot carry",
                Quoted(text)
            ),
        }
    }
}

impl Error for RequestError {}
