//! What is sent.

use corsmith_fetch::HeaderList;
use url::Url;

/// Most bytes of a body that are kept of an ordinary visit, after decompression.
pub const MAX_BODY_BYTES: usize = 512 * 1024;

/// One request, without a body: nothing here changes what a server stores.
///
/// ```
/// use corsmith_scan::Request;
///
/// let url = "https://api.example.com/orders".parse()?;
/// let request = Request::new("OPTIONS", url).header("Origin", "https://app.example.com");
/// assert_eq!(request.headers.get("origin").as_deref(), Some(&b"https://app.example.com"[..]));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method, in the case in which it is sent.
    pub method: String,
    /// Where to, absolute, `http` or `https`. A fragment is not sent.
    pub url: Url,
    /// The fields beside `Host`, in the order in which they are sent. Values are sent byte for
    /// byte, malformed ones as well.
    pub headers: HeaderList,
    /// How many bytes of the body are kept, after decompression: at most [`MAX_BODY_BYTES`]. The
    /// rest is read no further than it takes to use the connection again.
    pub body_limit: usize,
}

impl Request {
    /// A request without fields whose answer's body is not kept.
    #[must_use]
    pub fn new(method: impl Into<String>, url: Url) -> Self {
        // A handful of fields follow.
        let headers = HeaderList::with_capacity(4, 128);
        Self { method: method.into(), url, headers, body_limit: 0 }
    }

    /// The same with one more field.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.append(name, value);
        self
    }

    /// The same, and the body is kept up to [`MAX_BODY_BYTES`].
    #[must_use]
    pub fn keep_body(mut self) -> Self {
        self.body_limit = MAX_BODY_BYTES;
        self
    }
}
