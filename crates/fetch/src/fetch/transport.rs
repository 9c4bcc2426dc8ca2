//! What crosses the wire.

use url::Url;

use crate::header_list::HeaderList;
use crate::network_error::ExchangeKind;
use crate::response::HttpResponse;

/// A request as it is sent.
///
/// Its headers are those that the CORS protocol is about (`origin`,
/// `access-control-request-method`, `access-control-request-headers`) and the author's, names in
/// lower case, fields of one name joined. What a browser adds beyond these (`Accept`, `Referer`,
/// `Sec-Fetch-…`, cookies) is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// Whether it is a CORS-preflight request.
    pub kind: ExchangeKind,
    /// The method.
    pub method: String,
    /// The URL, without its fragment.
    pub url: Url,
    /// The headers.
    pub headers: HeaderList,
}

/// Whatever answers requests: a script, a policy, a server.
///
/// Every closure `FnMut(&HttpRequest) -> Option<HttpResponse>` is one.
pub trait Transport {
    /// Sends a request and waits for the head of the response; `None` where none comes.
    fn send(&mut self, request: &HttpRequest) -> Option<HttpResponse>;
}

impl<F: FnMut(&HttpRequest) -> Option<HttpResponse>> Transport for F {
    fn send(&mut self, request: &HttpRequest) -> Option<HttpResponse> {
        self(request)
    }
}
