//! What the network answers, and what the page gets of it.

use std::fmt;

use crate::credentials::CredentialsMode;
use crate::exposed::cors_exposed_header_names;
use crate::header_list::HeaderList;
use crate::header_name::is_forbidden_response_header_name;

/// The head of an HTTP response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The headers, in order, repetitions kept.
    pub headers: HeaderList,
}

/// The [response tainting](https://fetch.spec.whatwg.org/#concept-request-response-tainting) of a
/// request. It never goes back to `Basic`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ResponseTainting {
    /// The page's own origin, so far.
    #[default]
    Basic,
    /// By the CORS protocol.
    Cors,
    /// Not to be read.
    Opaque,
}

/// The [type](https://fetch.spec.whatwg.org/#concept-response-type) of a response that is no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseType {
    /// [#concept-filtered-response-basic](https://fetch.spec.whatwg.org/#concept-filtered-response-basic)
    Basic,
    /// [#concept-filtered-response-cors](https://fetch.spec.whatwg.org/#concept-filtered-response-cors)
    Cors,
    /// [#concept-filtered-response-opaque](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque)
    Opaque,
    /// [#concept-filtered-response-opaque-redirect](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect)
    OpaqueRedirect,
}

impl fmt::Display for ResponseType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Basic => "basic",
            Self::Cors => "cors",
            Self::Opaque => "opaque",
            Self::OpaqueRedirect => "opaqueredirect",
        })
    }
}

/// A [filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response): what the page
/// can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilteredResponse {
    /// The type.
    pub kind: ResponseType,
    /// The status; 0 where it may not be read.
    pub status: u16,
    /// The names of the headers that can be read: lower-case, sorted, each once.
    pub readable_headers: Vec<String>,
}

impl FilteredResponse {
    pub(crate) fn new(
        response: &HttpResponse,
        tainting: ResponseTainting,
        credentials: CredentialsMode,
    ) -> Self {
        let (kind, status, readable_headers) = match tainting {
            ResponseTainting::Basic => {
                (ResponseType::Basic, response.status, basic_header_names(&response.headers))
            }
            ResponseTainting::Cors => (
                ResponseType::Cors,
                response.status,
                cors_exposed_header_names(&response.headers, credentials),
            ),
            ResponseTainting::Opaque => (ResponseType::Opaque, 0, Vec::new()),
        };
        Self { kind, status, readable_headers }
    }

    pub(crate) const fn opaque_redirect() -> Self {
        Self { kind: ResponseType::OpaqueRedirect, status: 0, readable_headers: Vec::new() }
    }
}

fn basic_header_names(headers: &HeaderList) -> Vec<String> {
    let names = headers.iter().map(|(name, _)| name);
    let mut names: Vec<String> = names
        .filter(|name| !is_forbidden_response_header_name(name))
        .map(str::to_ascii_lowercase)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
