//! The judgement of a CORS-preflight response.

use std::error::Error;
use std::fmt;

use crate::cors_check::{CorsCheckFailure, cors_check};
use crate::credentials::CredentialsMode;
use crate::header_list::{Extracted, HeaderList, extract_list, extract_max_age};
use crate::header_name::is_cors_non_wildcard_request_header_name;
use crate::method::is_cors_safelisted_method;
use crate::names::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, WILDCARD};
use crate::origin::Origin;
use crate::profile::Engine;
use crate::quoted::Quoted;

/// How long a preflight's answer is kept, in seconds, if the response does not say (step 7.9).
pub const DEFAULT_MAX_AGE_SECONDS: u64 = 5;

/// The standard's [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag):
/// set for `XMLHttpRequest`s with upload listeners and for bodies that are streams.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PreflightFlag {
    /// Not set: the method and the headers decide whether a preflight is sent.
    #[default]
    Unset,
    /// Set: a preflight is sent in any case.
    Set,
}

/// What a CORS-preflight request asks for: the request that follows it.
///
/// Whether it has an `Authorization` header is read from `unsafe_names`: that name is never
/// safelisted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActualRequest<'a> {
    /// The method, normalised: see [`normalize_method`](crate::normalize_method).
    pub method: &'a str,
    /// Its CORS-unsafe request-header names, lower-case and sorted: see
    /// [`cors_unsafe_request_header_names`](crate::cors_unsafe_request_header_names).
    pub unsafe_names: &'a [String],
    /// Its credentials mode, which is not the preflight's: that one never carries any.
    pub credentials: CredentialsMode,
    /// Its use-CORS-preflight flag.
    pub use_cors_preflight_flag: PreflightFlag,
}

/// What a CORS-preflight response grants.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PreflightGrant {
    /// The members of `Access-Control-Allow-Methods`, all of which enter the cache.
    pub methods: Vec<String>,
    /// The members of `Access-Control-Allow-Headers`, as they were written.
    pub header_names: Vec<String>,
    /// How long the grant may be kept, in seconds, before an engine's cap.
    pub max_age_seconds: u64,
}

impl PreflightGrant {
    /// How long `engine` keeps the grant, in seconds (step 7.10).
    ///
    /// ```
    /// use corsmith_fetch::{Engine, PreflightGrant};
    ///
    /// let grant = PreflightGrant { methods: vec![], header_names: vec![], max_age_seconds: 86_400 };
    /// assert_eq!(grant.max_age_seconds_in(Engine::Chromium), 7200);
    /// ```
    #[must_use]
    pub fn max_age_seconds_in(&self, engine: Engine) -> u64 {
        self.max_age_seconds.min(engine.max_age_cap_seconds())
    }
}

/// Judges the response to a CORS-preflight request: steps 7.1 to 7.9 of
/// [#cors-preflight-fetch-0](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0). The browser's
/// cap of step 7.10 is [`PreflightGrant::max_age_seconds_in`].
///
/// `origin` is [`Origin::Opaque`] also if the request was tainted by a cross-origin redirect.
///
/// ```
/// use corsmith_fetch::{
///     ActualRequest, CredentialsMode, HeaderList, Origin, PreflightFlag, cors_preflight_check,
/// };
///
/// let actual = ActualRequest {
///     method: "DELETE",
///     unsafe_names: &[],
///     credentials: CredentialsMode::Omit,
///     use_cors_preflight_flag: PreflightFlag::Unset,
/// };
/// let response = HeaderList::from([
///     ("Access-Control-Allow-Origin", "https://app.example"),
///     ("Access-Control-Allow-Methods", "PUT, DELETE"),
/// ]);
/// let origin = Origin::parse("https://app.example")?;
/// let grant = cors_preflight_check(&origin, &actual, 204, &response).unwrap();
/// assert_eq!((grant.methods.len(), grant.max_age_seconds), (2, 5));
/// # Ok::<(), corsmith_fetch::OriginError>(())
/// ```
pub fn cors_preflight_check(
    origin: &Origin,
    actual: &ActualRequest<'_>,
    status: u16,
    response: &HeaderList,
) -> Result<PreflightGrant, PreflightFailure> {
    let ActualRequest { method, unsafe_names, credentials, use_cors_preflight_flag } = *actual;
    // Step 7. Both must hold; the CORS check is named first, as browsers do.
    cors_check(origin, credentials, response).map_err(PreflightFailure::CorsCheck)?;
    if !(200..=299).contains(&status) {
        return Err(PreflightFailure::NotOkStatus { status });
    }
    // Steps 7.1 to 7.4.
    let methods = match extract_list(response, ACCESS_CONTROL_ALLOW_METHODS) {
        Extracted::Values(methods) => methods,
        Extracted::Failure => return Err(PreflightFailure::InvalidAllowMethods),
        Extracted::Absent => match use_cors_preflight_flag {
            PreflightFlag::Set => vec![method.to_owned()],
            PreflightFlag::Unset => Vec::new(),
        },
    };
    let header_names = match extract_list(response, ACCESS_CONTROL_ALLOW_HEADERS) {
        Extracted::Values(names) => names,
        Extracted::Failure => return Err(PreflightFailure::InvalidAllowHeaders),
        Extracted::Absent => Vec::new(),
    };
    let has_wildcard =
        |list: &[String]| !credentials.is_include() && list.iter().any(|item| item == WILDCARD);
    // Step 7.5. Case-sensitive.
    if !methods.iter().any(|listed| listed == method)
        && !is_cors_safelisted_method(method)
        && !has_wildcard(&methods)
    {
        return Err(PreflightFailure::MethodNotAllowed { method: method.to_owned() });
    }
    let is_listed = |name: &str| header_names.iter().any(|item| item.eq_ignore_ascii_case(name));
    // Step 7.6.
    if unsafe_names
        .iter()
        .any(|name| is_cors_non_wildcard_request_header_name(name) && !is_listed(name))
    {
        return Err(PreflightFailure::AuthorizationNotAllowed);
    }
    // Step 7.7.
    if !has_wildcard(&header_names)
        && let Some(name) = unsafe_names.iter().find(|name| !is_listed(name))
    {
        return Err(PreflightFailure::HeaderNotAllowed { name: name.clone() });
    }
    // Steps 7.8 and 7.9.
    let max_age_seconds = match extract_max_age(response) {
        Extracted::Values(seconds) => seconds,
        Extracted::Absent | Extracted::Failure => DEFAULT_MAX_AGE_SECONDS,
    };
    Ok(PreflightGrant { methods, header_names, max_age_seconds })
}

/// Why a CORS-preflight response does not allow the request. Each is a network error to the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PreflightFailure {
    /// Step 7: the CORS check failed.
    CorsCheck(CorsCheckFailure),
    /// Step 7: the status is not 200 to 299; a redirect is not followed.
    NotOkStatus {
        /// The status.
        status: u16,
    },
    /// Step 7.3: `Access-Control-Allow-Methods` is not a list of methods.
    InvalidAllowMethods,
    /// Step 7.3: `Access-Control-Allow-Headers` is not a list of header names.
    InvalidAllowHeaders,
    /// Step 7.5: the method is not listed.
    MethodNotAllowed {
        /// The method.
        method: String,
    },
    /// Step 7.6: `Authorization` is not listed by name.
    AuthorizationNotAllowed,
    /// Step 7.7: a header is not listed.
    HeaderNotAllowed {
        /// Its name, lower-case; the first by bytes if several are not.
        name: String,
    },
}

impl fmt::Display for PreflightFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CorsCheck(failure) => write!(f, "on the CORS-preflight response, {failure}"),
            Self::NotOkStatus { status } => write!(
                f,
                "the CORS-preflight response has status {status}; it must be from 200 to 299"
            ),
            Self::InvalidAllowMethods => f.write_str(
                "the `Access-Control-Allow-Methods` header of the CORS-preflight response is not a comma-separated list of methods",
            ),
            Self::InvalidAllowHeaders => f.write_str(
                "the `Access-Control-Allow-Headers` header of the CORS-preflight response is not a comma-separated list of header names",
            ),
            Self::MethodNotAllowed { method } => write!(
                f,
                "the `Access-Control-Allow-Methods` header of the CORS-preflight response does not allow the method {}",
                Quoted(method)
            ),
            Self::AuthorizationNotAllowed => f.write_str(
                "the `Access-Control-Allow-Headers` header of the CORS-preflight response does not name `Authorization`, which `*` does not cover",
            ),
            Self::HeaderNotAllowed { name } => write!(
                f,
                "the `Access-Control-Allow-Headers` header of the CORS-preflight response does not allow the header {}",
                Quoted(name)
            ),
        }
    }
}

impl Error for PreflightFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::CorsCheck(failure) => Some(failure),
            _ => None,
        }
    }
}
