//! What is found of one fetch.

use std::fmt;

use corsmith_fetch::{CredentialsMode, ExchangeKind, HeaderList, Step};

use crate::capture::mask::{mask, mask_field};

/// One fetch of a capture, its preflight and its redirects included. All texts are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeFinding {
    /// The number of the exchange that decides, from 0: the one at fault, else the last.
    pub index: usize,
    /// The number of the CORS-preflight exchange, if there is one.
    pub preflight: Option<usize>,
    /// The method of the request (not of its preflight).
    pub method: String,
    /// The URL that the page asked for.
    pub url: String,
    /// The page's origin, serialised; `None` if nothing tells it.
    pub page_origin: Option<String>,
    /// The credentials mode for which `verdict` holds.
    pub credentials: CredentialsMode,
    /// The status of the exchange that decides.
    pub status: Option<u16>,
    /// What of its request headers the CORS protocol is about.
    pub request_headers: Vec<(String, String)>,
    /// What of its response headers the CORS protocol is about.
    pub response_headers: Vec<(String, String)>,
    /// What the browser or `curl` says of it.
    pub browser_error: Option<String>,
    /// What becomes of it.
    pub verdict: ExchangeVerdict,
    /// What would become of it with the other credentials mode, where the capture does not tell
    /// which it was and they differ.
    pub with_other_credentials: Option<ExchangeVerdict>,
    /// What the capture does not say.
    pub assumptions: Vec<Assumption>,
    /// The `curl` command whose output would tell more: of a POSIX shell.
    pub command: Option<String>,
}

impl ExchangeFinding {
    /// Whether a browser would give the response to the page, or go on after the preflight.
    #[must_use]
    pub const fn passes(&self) -> bool {
        self.verdict.passes()
    }
}

/// What a browser makes of a fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExchangeVerdict {
    /// The page gets the response.
    Passes {
        /// The names of the headers that it can read: lower-case, sorted.
        readable_headers: Vec<String>,
    },
    /// The preflight allows the request, of which no response is recorded.
    PreflightPasses,
    /// The page gets a network error.
    Fails {
        /// The code of the cause: [`NetworkError::code`](corsmith_fetch::NetworkError::code), or the
        /// cause of the browser's own error.
        code: &'static str,
        /// Which response is at fault.
        during: ExchangeKind,
        /// The step of the standard, where it is one.
        step: Option<Step>,
        /// What is wrong: a clause without a full stop.
        message: String,
    },
    /// The capture has no response to this request, so nothing can be said.
    NotRecorded {
        /// Which request it is.
        during: ExchangeKind,
        /// Its URL, masked.
        url: String,
    },
}

impl ExchangeVerdict {
    /// The code of the cause, if it fails.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Fails { code, .. } => Some(code),
            _ => None,
        }
    }

    pub(crate) const fn passes(&self) -> bool {
        matches!(self, Self::Passes { .. } | Self::PreflightPasses)
    }
}

impl fmt::Display for ExchangeVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passes { readable_headers } if readable_headers.is_empty() => {
                f.write_str("a browser gives this response to the page, without any headers")
            }
            Self::Passes { readable_headers } => write!(
                f,
                "a browser gives this response to the page, which can read the headers {}",
                readable_headers.join(", ")
            ),
            Self::PreflightPasses => f.write_str(
                "a browser takes this for permission and sends the request, of which the capture has no response",
            ),
            Self::Fails { message, .. } => f.write_str(message),
            Self::NotRecorded { during, url } => write!(
                f,
                "the capture has no response to the {} `{url}`",
                match during {
                    ExchangeKind::Preflight => "CORS-preflight request to",
                    ExchangeKind::Actual => "request to",
                }
            ),
        }
    }
}

/// What the capture does not say, and what is taken instead.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Assumption {
    /// The request had no `Origin` header: `curl` sends none unless told to. A server may answer
    /// without the CORS headers that it would give to a browser.
    OriginNotSent,
    /// The page's origin is taken from `Referer` or from the page's address.
    OriginOfReferrer,
    /// The page's origin is taken from the response's `Access-Control-Allow-Origin`.
    OriginAsAllowed,
    /// Neither cookies nor anything else tells the credentials mode, and it makes a difference.
    Credentials {
        /// The one that was taken.
        mode: CredentialsMode,
    },
    /// A preflight was due and is not recorded: it is taken to have passed, from the browser's cache
    /// or left out of the capture.
    PreflightNotRecorded,
    /// Nothing tells the method; it is taken to be GET.
    MethodUnknown,
    /// Nothing tells the URL.
    UrlUnknown,
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OriginNotSent => f.write_str(
                "the request had no `Origin` header, which `curl` sends only if told to, so the server may answer a browser differently",
            ),
            Self::OriginOfReferrer => f.write_str(
                "the request as recorded has no `Origin` header; the page's address tells the origin",
            ),
            Self::OriginAsAllowed => f.write_str(
                "the page is taken to be of the very origin that `Access-Control-Allow-Origin` names",
            ),
            Self::Credentials { mode } => write!(
                f,
                "the capture does not tell the credentials mode, which decides here; it is taken to be `{mode}`"
            ),
            Self::PreflightNotRecorded => f.write_str(
                "a preflight was due and is not in the capture; it is taken to have passed",
            ),
            Self::MethodUnknown => {
                f.write_str("nothing tells the method of the request; it is taken to be GET")
            }
            Self::UrlUnknown => f.write_str("nothing tells the URL of the request"),
        }
    }
}

/// The headers that the CORS protocol is about, masked, in their order.
pub(super) fn telling_headers(headers: &HeaderList) -> Vec<(String, String)> {
    const NAMES: [&str; 9] = [
        "cross-origin-resource-policy",
        "location",
        "origin",
        "referer",
        "sec-fetch-mode",
        "sec-fetch-site",
        "server",
        "timing-allow-origin",
        "vary",
    ];
    let telling = headers.iter().filter(|(name, _)| {
        let name = name.to_ascii_lowercase();
        name.starts_with("access-control-") || NAMES.contains(&&*name)
    });
    telling
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value);
            (name.to_owned(), mask(&mask_field(name, &value)).into_owned())
        })
        .collect()
}
