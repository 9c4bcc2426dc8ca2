//! The judgement of a CORS-preflight response.

use std::error::Error;
use std::fmt;

use crate::cors_check::{CorsCheckFailure, cors_check};
use crate::credentials::CredentialsMode;
use crate::deviation::Deviation;
use crate::header_list::{Extracted, HeaderList, extract_list, extract_max_age};
use crate::header_name::is_cors_non_wildcard_request_header_name;
use crate::method::is_cors_safelisted_method;
use crate::names::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, WILDCARD,
};
use crate::network_error::is_redirect_status;
use crate::origin::Origin;
use crate::profile::{Engine, Profile};
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
    let grant = preflight_grant(Profile::STANDARD, Some(origin), actual, status, response)?;
    grant.check(Profile::STANDARD, actual)?;
    Ok(grant)
}

/// What a CORS-preflight response grants to whatever request: all steps but 7.5 to 7.7, as an engine
/// does them. Without an origin there is no CORS check.
pub(crate) fn preflight_grant(
    profile: Profile,
    origin: Option<&Origin>,
    actual: &ActualRequest<'_>,
    status: u16,
    response: &HeaderList,
) -> Result<PreflightGrant, PreflightFailure> {
    // Step 7. Both must hold; the standard does not say which is looked at first.
    let is_ok_status = (200..=299).contains(&status);
    let status_first = profile.has(Deviation::StatusBeforeCorsCheck)
        || (is_redirect_status(status) && profile.has(Deviation::PreflightRedirectFirst));
    if !is_ok_status && status_first {
        return Err(PreflightFailure::NotOkStatus { status });
    }
    if let Some(origin) = origin {
        cors_check(origin, actual.credentials, response).map_err(PreflightFailure::CorsCheck)?;
    }
    if !is_ok_status {
        return Err(PreflightFailure::NotOkStatus { status });
    }
    // Steps 7.1 to 7.4.
    let methods = match extract_list(response, ACCESS_CONTROL_ALLOW_METHODS) {
        Extracted::Values(methods) => methods,
        Extracted::Failure => return Err(PreflightFailure::InvalidAllowMethods),
        Extracted::Absent => match actual.use_cors_preflight_flag {
            PreflightFlag::Set => vec![actual.method.to_owned()],
            PreflightFlag::Unset => Vec::new(),
        },
    };
    let header_names = match extract_list(response, ACCESS_CONTROL_ALLOW_HEADERS) {
        Extracted::Values(names) => names,
        Extracted::Failure => return Err(PreflightFailure::InvalidAllowHeaders),
        Extracted::Absent => Vec::new(),
    };
    // Steps 7.8 and 7.9.
    let max_age_seconds = max_age_seconds(profile, response);
    Ok(PreflightGrant { methods, header_names, max_age_seconds })
}

impl PreflightGrant {
    /// Whether it covers the request: steps 7.5 to 7.7, as an engine does them.
    pub(crate) fn check(
        &self,
        profile: Profile,
        actual: &ActualRequest<'_>,
    ) -> Result<(), PreflightFailure> {
        let Self { methods, header_names, .. } = self;
        let ActualRequest { method, unsafe_names, credentials, .. } = *actual;
        let has_wildcard =
            |list: &[String]| !credentials.is_include() && list.iter().any(|item| item == WILDCARD);
        // Step 7.5. Case-sensitive.
        if !methods.iter().any(|listed| listed == method)
            && !is_cors_safelisted_method(method)
            && !has_wildcard(methods)
        {
            return Err(PreflightFailure::MethodNotAllowed { method: method.to_owned() });
        }
        let is_listed =
            |name: &str| header_names.iter().any(|item| item.eq_ignore_ascii_case(name));
        // Step 7.6.
        let is_covered =
            profile.has(Deviation::WildcardCoversAuthorization) && has_wildcard(header_names);
        let is_missing =
            |name: &String| is_cors_non_wildcard_request_header_name(name) && !is_listed(name);
        if !is_covered && unsafe_names.iter().any(is_missing) {
            return Err(PreflightFailure::AuthorizationNotAllowed);
        }
        // Step 7.7.
        if !has_wildcard(header_names)
            && let Some(name) = unsafe_names.iter().find(|name| !is_listed(name))
        {
            return Err(PreflightFailure::HeaderNotAllowed { name: name.clone() });
        }
        Ok(())
    }
}

/// Steps 7.8 and 7.9, and what engines make of a value that is no number.
fn max_age_seconds(profile: Profile, response: &HeaderList) -> u64 {
    match extract_max_age(response) {
        Extracted::Values(seconds) => seconds,
        Extracted::Absent => DEFAULT_MAX_AGE_SECONDS,
        Extracted::Failure => {
            let value = response.get(ACCESS_CONTROL_MAX_AGE).unwrap_or_default();
            let number = str::from_utf8(&value).ok().and_then(|text| text.parse::<i64>().ok());
            match number {
                Some(number) if number < 0 && profile.has(Deviation::NegativeMaxAgeIsZero) => 0,
                Some(number) if number >= 0 && profile.has(Deviation::MaxAgeTakesPlusSign) => {
                    number.unsigned_abs()
                }
                // An empty value is none.
                _ if !value.is_empty() && profile.has(Deviation::InvalidMaxAgeStoresNothing) => 0,
                _ => DEFAULT_MAX_AGE_SECONDS,
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::{ActualRequest, PreflightFailure as F, PreflightFlag, cors_preflight_check};
    use crate::CredentialsMode::{self, Include, Omit, SameOrigin};
    use crate::{CorsCheckFailure, HeaderList, Origin, PreflightGrant};

    const A: &str = "https://a.example";

    fn judge(
        method: &str,
        names: &[&str],
        credentials: CredentialsMode,
        flag: PreflightFlag,
        status: u16,
        fields: &[(&str, &str)],
    ) -> Result<PreflightGrant, F> {
        let unsafe_names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let actual = ActualRequest {
            method,
            unsafe_names: &unsafe_names,
            credentials,
            use_cors_preflight_flag: flag,
        };
        let mut response: HeaderList =
            fields.iter().map(|(name, value)| (format!("Access-Control-{name}"), value)).collect();
        if !response.contains("Access-Control-Allow-Origin") {
            response.append("Access-Control-Allow-Origin", A);
        }
        response.append("Access-Control-Allow-Credentials", "true");
        cors_preflight_check(&Origin::parse(A).unwrap(), &actual, status, &response)
    }

    /// https://fetch.spec.whatwg.org/#cors-preflight-fetch-0, steps 7.1 to 7.7
    #[test]
    #[expect(clippy::too_many_lines, reason = "one table")]
    fn rows() {
        const M: &str = "Allow-Methods";
        const H: &str = "Allow-Headers";
        let method = |method: &str| Err(F::MethodNotAllowed { method: method.into() });
        let header = |name: &str| Err(F::HeaderNotAllowed { name: name.into() });
        for (sentence, verb, names, mode, fields, expected) in [
            ("GET needs no listing", "GET", &[][..], Omit, &[][..], Ok(())),
            ("HEAD needs no listing", "HEAD", &[], Include, &[(M, "PUT")], Ok(())),
            ("POST needs no listing", "POST", &[], Include, &[(M, "")], Ok(())),
            ("PUT is listed", "PUT", &[], Omit, &[(M, "PUT")], Ok(())),
            ("PUT is one of several", "PUT", &[], Omit, &[(M, "GET , PUT")], Ok(())),
            ("PUT is in the second field", "PUT", &[], Omit, &[(M, "GET"), (M, "PUT")], Ok(())),
            ("PUT is not listed", "PUT", &[], Omit, &[(M, "GET")], method("PUT")),
            ("PUT, no header", "PUT", &[], Omit, &[], method("PUT")),
            ("PUT, empty header", "PUT", &[], Omit, &[(M, "")], method("PUT")),
            ("methods are case-sensitive", "PUT", &[], Omit, &[(M, "put")], method("PUT")),
            ("patch is not PATCH", "patch", &[], Omit, &[(M, "PATCH")], method("patch")),
            ("patch is patch", "patch", &[], Omit, &[(M, "patch")], Ok(())),
            ("the wildcard covers methods", "PUT", &[], Omit, &[(M, "*")], Ok(())),
            ("the wildcard, same-origin", "PUT", &[], SameOrigin, &[(M, "*")], Ok(())),
            ("the wildcard in a list", "PUT", &[], Omit, &[(M, "GET, *")], Ok(())),
            ("the wildcard, included", "PUT", &[], Include, &[(M, "*")], method("PUT")),
            ("the method `*`, included", "*", &[], Include, &[(M, "*")], Ok(())),
            ("the method `*`, not listed", "*", &[], Include, &[(M, "PUT")], method("*")),
            (
                "an invalid method list",
                "PUT",
                &[],
                Omit,
                &[(M, "PUT, a b")],
                Err(F::InvalidAllowMethods),
            ),
            (
                "an invalid method list nobody needs",
                "GET",
                &[],
                Omit,
                &[(M, "a b")],
                Err(F::InvalidAllowMethods),
            ),
            (
                "an invalid header list nobody needs",
                "GET",
                &[],
                Omit,
                &[(H, "a b")],
                Err(F::InvalidAllowHeaders),
            ),
            (
                "both lists invalid",
                "GET",
                &[],
                Omit,
                &[(H, "\""), (M, "\"")],
                Err(F::InvalidAllowMethods),
            ),
            (
                "an invalid header list before the method",
                "PUT",
                &[],
                Omit,
                &[(H, "\"")],
                Err(F::InvalidAllowHeaders),
            ),
            ("a header is listed", "GET", &["x-a"], Omit, &[(H, "X-A")], Ok(())),
            (
                "a header in the second field",
                "GET",
                &["x-a"],
                Omit,
                &[(H, "x-b"), (H, "x-A")],
                Ok(()),
            ),
            ("a header is not listed", "GET", &["x-a"], Omit, &[(H, "x-b")], header("x-a")),
            ("no header list", "GET", &["x-a"], Omit, &[], header("x-a")),
            ("one of two is listed", "GET", &["x-a", "x-b"], Omit, &[(H, "x-a")], header("x-b")),
            (
                "content-type is not exempt",
                "POST",
                &["content-type"],
                Omit,
                &[],
                header("content-type"),
            ),
            ("the wildcard covers headers", "GET", &["x-a"], Omit, &[(H, "*")], Ok(())),
            ("the wildcard, included", "GET", &["x-a"], Include, &[(H, "*")], header("x-a")),
            ("the header `*`, included", "GET", &["*"], Include, &[(H, "*")], Ok(())),
            (
                "the wildcard and the name, included",
                "GET",
                &["x-a"],
                Include,
                &[(H, "*, x-a")],
                Ok(()),
            ),
            (
                "authorization is listed",
                "GET",
                &["authorization"],
                Omit,
                &[(H, "AUTHORIZATION")],
                Ok(()),
            ),
            (
                "authorization is not covered",
                "GET",
                &["authorization"],
                Omit,
                &[(H, "*")],
                Err(F::AuthorizationNotAllowed),
            ),
            (
                "authorization beside the wildcard",
                "GET",
                &["authorization", "x-a"],
                Omit,
                &[(H, "*, Authorization")],
                Ok(()),
            ),
            (
                "authorization, no list",
                "GET",
                &["authorization"],
                Include,
                &[],
                Err(F::AuthorizationNotAllowed),
            ),
            (
                "authorization is judged before others",
                "GET",
                &["a", "authorization"],
                Omit,
                &[],
                Err(F::AuthorizationNotAllowed),
            ),
            (
                "the method is judged before headers",
                "PUT",
                &["authorization"],
                Omit,
                &[],
                method("PUT"),
            ),
        ] {
            let got = judge(verb, names, mode, PreflightFlag::Unset, 204, fields).map(|_| ());
            assert_eq!(got, expected, "{sentence}");
            if let Err(failure) = got {
                assert!(failure.to_string().starts_with("the "), "{failure}");
            }
        }
    }

    /// Step 7.4.
    #[test]
    fn the_flag_stands_in_for_an_absent_method_list() {
        let put = |flag, fields: &[(&str, &str)]| judge("PUT", &[], Omit, flag, 200, fields);
        assert_eq!(put(PreflightFlag::Set, &[]).unwrap().methods, ["PUT"]);
        assert!(put(PreflightFlag::Unset, &[]).is_err());
        assert!(put(PreflightFlag::Set, &[("Allow-Methods", "")]).is_err(), "empty is not absent");
    }

    /// Step 7: an ok status, https://fetch.spec.whatwg.org/#ok-status
    #[test]
    fn statuses() {
        for (status, ok) in [
            (0, false),
            (100, false),
            (199, false),
            (200, true),
            (204, true),
            (299, true),
            (300, false),
            (301, false),
            (307, false),
            (401, false),
            (405, false),
            (500, false),
        ] {
            let got = judge("GET", &[], Omit, PreflightFlag::Unset, status, &[]);
            assert_eq!(got.is_ok(), ok, "{status}");
            assert!(ok || got == Err(F::NotOkStatus { status }), "{status}");
        }
        let both = judge("GET", &[], Omit, PreflightFlag::Unset, 500, &[("Allow-Origin", "b")]);
        assert!(matches!(both, Err(F::CorsCheck(_))), "the CORS check is named first");
    }

    /// Step 7: the credentials mode is the request's, not the preflight's.
    #[test]
    fn the_cors_check_uses_the_mode_of_the_request() {
        let wildcard = [("Allow-Origin", "*")];
        assert!(judge("GET", &[], Omit, PreflightFlag::Unset, 200, &wildcard).is_ok());
        assert_eq!(
            judge("GET", &[], Include, PreflightFlag::Unset, 200, &wildcard),
            Err(F::CorsCheck(CorsCheckFailure::WildcardWithCredentials))
        );
    }

    /// Steps 7.8 and 7.9.
    #[test]
    fn max_ages() {
        for (value, expected) in
            [("0", 0), ("600", 600), ("-1", 5), ("", 5), ("1h", 5), ("86401", 86_401)]
        {
            let got = judge("GET", &[], Omit, PreflightFlag::Unset, 200, &[("Max-Age", value)]);
            assert_eq!(got.unwrap().max_age_seconds, expected, "{value}");
        }
        let none = judge("GET", &[], Omit, PreflightFlag::Unset, 200, &[]);
        assert_eq!(none.unwrap().max_age_seconds, 5);
    }
}
