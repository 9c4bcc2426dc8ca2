//! The CORS check.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use url::Url;

use crate::credentials::CredentialsMode;
use crate::header_list::HeaderList;
use crate::names::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, NULL, WILDCARD};
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
    let is_wildcard = *value == *WILDCARD.as_bytes();
    if is_wildcard && !credentials.is_include() {
        return Ok(());
    }
    // Step 4. Which of the three it is, the standard does not ask; the reader does.
    let expected = origin.serialize();
    if *value != *expected.as_bytes() {
        return Err(if is_wildcard {
            CorsCheckFailure::WildcardWithCredentials
        } else if value.iter().any(|byte| matches!(byte, b',' | b' ')) {
            let values = response.values(ACCESS_CONTROL_ALLOW_ORIGIN).map(<[u8]>::to_vec);
            CorsCheckFailure::AllowOriginMultiple { values: values.collect() }
        } else if is_no_origin(&value) {
            CorsCheckFailure::AllowOriginInvalid { value: value.into_owned(), expected }
        } else {
            CorsCheckFailure::AllowOriginMismatch { value: value.into_owned(), expected }
        });
    }
    // Step 5.
    if !credentials.is_include() {
        return Ok(());
    }
    // Steps 6 to 8.
    match response.get(ACCESS_CONTROL_ALLOW_CREDENTIALS) {
        Some(value) if *value == *b"true" => Ok(()),
        value => {
            let value = value.map(Cow::into_owned);
            Err(CorsCheckFailure::AllowCredentialsNotTrue { value })
        }
    }
}

/// Neither `null` nor anything a URL parser takes: `example.com`, `undefined`, an empty value.
fn is_no_origin(value: &[u8]) -> bool {
    value != NULL.as_bytes() && !str::from_utf8(value).is_ok_and(|text| Url::parse(text).is_ok())
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
    /// Step 4: a value that is no origin at all, such as a bare host name.
    AllowOriginInvalid {
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

impl CorsCheckFailure {
    /// The number of the step that fails.
    pub(crate) const fn step_number(&self) -> &'static str {
        match self {
            Self::AllowOriginMissing => "2",
            Self::AllowOriginMismatch { .. }
            | Self::AllowOriginInvalid { .. }
            | Self::WildcardWithCredentials
            | Self::AllowOriginMultiple { .. } => "4",
            Self::AllowCredentialsNotTrue { .. } => "8",
        }
    }
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
            Self::AllowOriginInvalid { value, expected } => write!(
                f,
                "the `Access-Control-Allow-Origin` header is {}, which is no origin; the request's is {}",
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

#[cfg(test)]
mod tests {
    use super::{CorsCheckFailure as F, cors_check};
    use crate::{CredentialsMode, HeaderList, Origin};

    const ACAO: &str = "Access-Control-Allow-Origin";
    const ACAC: &str = "Access-Control-Allow-Credentials";
    const A: &str = "https://a.example";

    /// https://fetch.spec.whatwg.org/#concept-cors-check
    #[test]
    #[expect(clippy::too_many_lines, reason = "one table")]
    fn rows() {
        use CredentialsMode::{Include, Omit, SameOrigin};
        let mismatch = |value: &str, expected: &str| {
            Err(F::AllowOriginMismatch { value: value.into(), expected: expected.into() })
        };
        let invalid = |value: &str, expected: &str| {
            Err(F::AllowOriginInvalid { value: value.into(), expected: expected.into() })
        };
        let multiple = |values: &[&str]| {
            let values = values.iter().map(|value| value.as_bytes().to_vec()).collect();
            Err(F::AllowOriginMultiple { values })
        };
        let not_true =
            |value: Option<&str>| Err(F::AllowCredentialsNotTrue { value: value.map(Into::into) });
        for (sentence, origin, mode, fields, expected) in [
            ("no header", A, Omit, &[][..], Err(F::AllowOriginMissing)),
            ("no header, included", A, Include, &[(ACAC, "true")], Err(F::AllowOriginMissing)),
            ("the wildcard, omitted", A, Omit, &[(ACAO, "*")], Ok(())),
            ("the wildcard, same-origin", A, SameOrigin, &[(ACAO, "*")], Ok(())),
            ("the wildcard and an opaque origin", "null", Omit, &[(ACAO, "*")], Ok(())),
            ("the wildcard with space around", A, Omit, &[(ACAO, " * ")], Ok(())),
            (
                "the wildcard, included",
                A,
                Include,
                &[(ACAO, "*"), (ACAC, "true")],
                Err(F::WildcardWithCredentials),
            ),
            (
                "the wildcard, null, included",
                "null",
                Include,
                &[(ACAO, "*"), (ACAC, "true")],
                Err(F::WildcardWithCredentials),
            ),
            ("the wildcard and junk", A, Omit, &[(ACAO, "**")], invalid("**", A)),
            ("the origin", A, Omit, &[(ACAO, A)], Ok(())),
            ("any case of the name", A, Omit, &[("ACCESS-CONTROL-ALLOW-ORIGIN", A)], Ok(())),
            (
                "another origin",
                A,
                Omit,
                &[(ACAO, "https://b.example")],
                mismatch("https://b.example", A),
            ),
            (
                "another scheme",
                A,
                Omit,
                &[(ACAO, "http://a.example")],
                mismatch("http://a.example", A),
            ),
            (
                "a trailing slash",
                A,
                Omit,
                &[(ACAO, "https://a.example/")],
                mismatch("https://a.example/", A),
            ),
            (
                "upper case",
                A,
                Omit,
                &[(ACAO, "https://A.example")],
                mismatch("https://A.example", A),
            ),
            (
                "the default port",
                A,
                Omit,
                &[(ACAO, "https://a.example:443")],
                mismatch("https://a.example:443", A),
            ),
            (
                "a pattern",
                A,
                Omit,
                &[(ACAO, "https://*.example")],
                mismatch("https://*.example", A),
            ),
            ("an empty value", A, Omit, &[(ACAO, "")], invalid("", A)),
            ("a bare host", A, Omit, &[(ACAO, "a.example")], invalid("a.example", A)),
            (
                "a list with spaces",
                A,
                Omit,
                &[(ACAO, "https://a.example https://b.example")],
                multiple(&["https://a.example https://b.example"]),
            ),
            ("null for null", "null", Omit, &[(ACAO, "null")], Ok(())),
            ("null for null, included", "null", Include, &[(ACAO, "null"), (ACAC, "true")], Ok(())),
            ("null for an origin", A, Omit, &[(ACAO, "null")], mismatch("null", A)),
            ("NULL for null", "null", Omit, &[(ACAO, "NULL")], invalid("NULL", "null")),
            ("an origin for null", "null", Omit, &[(ACAO, A)], mismatch(A, "null")),
            ("the origin twice", A, Omit, &[(ACAO, A), (ACAO, A)], multiple(&[A, A])),
            ("the wildcard twice", A, Omit, &[(ACAO, "*"), (ACAO, "*")], multiple(&["*", "*"])),
            (
                "an empty field and the wildcard",
                A,
                Omit,
                &[(ACAO, ""), (ACAO, "*")],
                multiple(&["", "*"]),
            ),
            (
                "a list",
                A,
                Omit,
                &[(ACAO, "https://a.example, *")],
                multiple(&["https://a.example, *"]),
            ),
            ("included, true", A, Include, &[(ACAO, A), (ACAC, "true")], Ok(())),
            (
                "included, true with space around",
                A,
                Include,
                &[(ACAO, A), (ACAC, " true\t")],
                Ok(()),
            ),
            ("included, none", A, Include, &[(ACAO, A)], not_true(None)),
            ("included, True", A, Include, &[(ACAO, A), (ACAC, "True")], not_true(Some("True"))),
            ("included, TRUE", A, Include, &[(ACAO, A), (ACAC, "TRUE")], not_true(Some("TRUE"))),
            ("included, 1", A, Include, &[(ACAO, A), (ACAC, "1")], not_true(Some("1"))),
            ("included, empty", A, Include, &[(ACAO, A), (ACAC, "")], not_true(Some(""))),
            ("included, false", A, Include, &[(ACAO, A), (ACAC, "false")], not_true(Some("false"))),
            (
                "included, true twice",
                A,
                Include,
                &[(ACAO, A), (ACAC, "true"), (ACAC, "true")],
                not_true(Some("true, true")),
            ),
            ("omitted, false is ignored", A, Omit, &[(ACAO, A), (ACAC, "false")], Ok(())),
            ("same-origin, none is ignored", A, SameOrigin, &[(ACAO, A)], Ok(())),
        ] {
            let response: HeaderList = fields.iter().copied().collect();
            let got = cors_check(&Origin::parse(origin).unwrap(), mode, &response);
            assert_eq!(got, expected, "{sentence}");
            if let Err(failure) = got {
                assert!(failure.to_string().starts_with("the "), "{failure}");
            }
        }
    }
}
