//! The CORS check.

use std::error::Error;
use std::fmt;

use crate::credentials::CredentialsMode;
use crate::header_list::HeaderList;
use crate::names::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, WILDCARD};
use crate::origin::Origin;
use crate::quoted::{Quoted, QuotedBytes};

/// The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check): may `origin` read this
/// response? Made for every response of a CORS request, redirects and errors included, and for the
/// CORS-preflight response with the credentials mode of the request to come.
///
/// `origin` is [`Origin::Opaque`] also if the request was tainted by a cross-origin redirect.
///
/// ```
/// use corsmith_fetch::{CorsCheckFailure, CredentialsMode, HeaderList, Origin, cors_check};
///
/// let origin = Origin::parse("https://app.example")?;
/// let response = HeaderList::from([("Access-Control-Allow-Origin", "*")]);
/// assert_eq!(cors_check(&origin, CredentialsMode::SameOrigin, &response), Ok(()));
/// assert_eq!(
///     cors_check(&origin, CredentialsMode::Include, &response),
///     Err(CorsCheckFailure::WildcardWithCredentials),
/// );
/// # Ok::<(), corsmith_fetch::OriginError>(())
/// ```
pub fn cors_check(
    origin: &Origin,
    credentials: CredentialsMode,
    response: &HeaderList,
) -> Result<(), CorsCheckFailure> {
    // Steps 1 and 2.
    let Some(value) = response.get(ACCESS_CONTROL_ALLOW_ORIGIN) else {
        return Err(CorsCheckFailure::AllowOriginMissing);
    };
    // Step 3.
    let is_wildcard = value == WILDCARD.as_bytes();
    if is_wildcard && !credentials.is_include() {
        return Ok(());
    }
    // Step 4. Which of the three it is, the standard does not ask; the reader does.
    let expected = origin.serialize();
    if value != expected.as_bytes() {
        return Err(if is_wildcard {
            CorsCheckFailure::WildcardWithCredentials
        } else if value.contains(&b',') {
            let values = response.values(ACCESS_CONTROL_ALLOW_ORIGIN).map(<[u8]>::to_vec);
            CorsCheckFailure::AllowOriginMultiple { values: values.collect() }
        } else {
            CorsCheckFailure::AllowOriginMismatch { value, expected }
        });
    }
    // Step 5.
    if !credentials.is_include() {
        return Ok(());
    }
    // Steps 6 to 8.
    match response.get(ACCESS_CONTROL_ALLOW_CREDENTIALS) {
        Some(value) if value == b"true" => Ok(()),
        value => Err(CorsCheckFailure::AllowCredentialsNotTrue { value }),
    }
}

/// Why a CORS check fails.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CorsCheckFailure {
    /// Step 2: no `Access-Control-Allow-Origin`.
    AllowOriginMissing,
    /// Step 4: another origin, or the right one in another spelling: it is compared byte by byte.
    AllowOriginMismatch {
        /// The value.
        value: Vec<u8>,
        /// The request's origin, as sent.
        expected: String,
    },
    /// Step 4: `*`, which is no wildcard for a request that includes credentials.
    WildcardWithCredentials,
    /// Step 4: several fields, or one with a list; the standard allows one value.
    AllowOriginMultiple {
        /// The value of each field.
        values: Vec<Vec<u8>>,
    },
    /// Step 8: credentials are included and `Access-Control-Allow-Credentials` is not exactly
    /// `true`.
    AllowCredentialsNotTrue {
        /// The value, all fields joined with `, `; `None` without any.
        value: Option<Vec<u8>>,
    },
}

impl fmt::Display for CorsCheckFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AllowOriginMissing => {
                f.write_str("the response has no `Access-Control-Allow-Origin` header")
            }
            Self::AllowOriginMismatch { value, expected } => write!(
                f,
                "the `Access-Control-Allow-Origin` header is {}, not the request's origin {}",
                QuotedBytes(value),
                Quoted(expected)
            ),
            Self::WildcardWithCredentials => f.write_str(
                "the `Access-Control-Allow-Origin` header is `*`, which does not cover a request that includes credentials",
            ),
            Self::AllowOriginMultiple { values } => write!(
                f,
                "the `Access-Control-Allow-Origin` header has several values ({}); only one is allowed",
                QuotedBytes(&values.join(&b", "[..]))
            ),
            Self::AllowCredentialsNotTrue { value: None } => f.write_str(
                "the response has no `Access-Control-Allow-Credentials` header, and the request includes credentials",
            ),
            Self::AllowCredentialsNotTrue { value: Some(value) } => write!(
                f,
                "the `Access-Control-Allow-Credentials` header is {}, not exactly `true`, and the request includes credentials",
                QuotedBytes(value)
            ),
        }
    }
}

impl Error for CorsCheckFailure {}
