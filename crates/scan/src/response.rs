//! What came back.

use std::fmt;

use corsmith_fetch::HeaderList;

/// The version of HTTP of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// HTTP/1.0.
    Http10,
    /// HTTP/1.1.
    Http11,
    /// HTTP/2.
    Http2,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Http10 => "HTTP/1.0",
            Self::Http11 => "HTTP/1.1",
            Self::Http2 => "HTTP/2",
        })
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The version of HTTP.
    pub version: Version,
    /// The status code.
    pub status: u16,
    /// Every field line in the order of the wire, repeated names apart. The names of HTTP/1 keep
    /// their case.
    pub headers: HeaderList,
    /// The head as it came over the wire, for evidence; empty for HTTP/2, whose heads are
    /// compressed, and for answers that were read from a file without one.
    pub head: Vec<u8>,
    /// The body.
    pub body: Body,
}

/// A body, as far as it was kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The first bytes, after decompression.
    pub bytes: Vec<u8>,
    /// How many bytes were read, after decompression.
    pub read: u64,
    /// Whether there was more than was read, or decompression failed.
    pub is_cut: bool,
    /// A hash of what was read, to compare the bodies of one scan; equal bodies have equal hashes.
    pub digest: u64,
}

impl Body {
    /// Whether there was one and nothing of it was read.
    pub(crate) fn is_unread(&self) -> bool {
        self.is_cut && self.read == 0
    }
}

impl Response {
    /// An answer without a body.
    ///
    /// ```
    /// use corsmith_scan::Response;
    ///
    /// let answer = Response::new(200, [("Vary", "Origin")]);
    /// assert!(answer.headers.contains("vary"));
    /// ```
    #[must_use]
    pub fn new(status: u16, headers: impl Into<HeaderList>) -> Self {
        Self {
            version: Version::Http11,
            status,
            headers: headers.into(),
            head: Vec::new(),
            body: Body::default(),
        }
    }

    /// True for a [redirect status](https://fetch.spec.whatwg.org/#redirect-status) (301, 302, 303,
    /// 307, 308), whatever its `Location`.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// The combined value of a field as text, bytes that are not UTF-8 replaced; `None` without
    /// such a field.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned())
    }

    /// Each value of a field as text, in order.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = String> {
        self.headers.values(name).map(|value| String::from_utf8_lossy(value).into_owned())
    }

    /// Whether the body is HTML by its `Content-Type`.
    #[must_use]
    pub fn is_html(&self) -> bool {
        // As bytes: most checks ask, and text would be made each time.
        let kind = self.headers.get("content-type").unwrap_or_default();
        let essence = kind.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
        essence.eq_ignore_ascii_case(b"text/html")
            || essence.eq_ignore_ascii_case(b"application/xhtml+xml")
    }
}
