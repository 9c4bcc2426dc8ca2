//! Why a request got no response.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

/// Why [`RawClient::send`](super::RawClient::send) has no response to show.
#[derive(Debug)]
#[non_exhaustive]
pub enum RawError {
    /// No connection could be opened.
    Connect {
        /// Where it was tried.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The request could not be written.
    Write {
        /// What the system said.
        source: io::Error,
    },
    /// The response could not be read.
    Read {
        /// What the system said.
        source: io::Error,
    },
    /// The server closed the connection before the response was complete.
    Closed {
        /// How many bytes of the response had come.
        received: usize,
    },
    /// The response was not complete in time.
    TimedOut {
        /// The limit.
        after: Duration,
        /// How many bytes of the response had come.
        received: usize,
    },
    /// The response's head is longer than the limit.
    HeadTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// What came is not an HTTP/1.x response.
    Malformed {
        /// What should have been there.
        expected: &'static str,
        /// The line or value that was there instead, bytes that are not UTF-8 replaced.
        found: String,
    },
}

impl fmt::Display for RawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect { address, source } => write!(f, "no connection to {address}: {source}"),
            Self::Write { source } => write!(f, "the request could not be written: {source}"),
            Self::Read { source } => write!(f, "the response could not be read: {source}"),
            Self::Closed { received: 0 } => {
                f.write_str("the server closed the connection without any response")
            }
            Self::Closed { received } => {
                write!(
                    f,
                    "the server closed the connection after {received} bytes of an incomplete response"
                )
            }
            Self::TimedOut { after, received } => {
                write!(
                    f,
                    "no complete response within {} ms; {received} bytes came",
                    after.as_millis()
                )
            }
            Self::HeadTooLarge { limit } => {
                write!(f, "the response's head is longer than {limit} bytes")
            }
            Self::Malformed { expected, found } => {
                write!(
                    f,
                    "not an HTTP/1.x response: expected {expected}, found `{}`",
                    found.escape_debug()
                )
            }
        }
    }
}

impl Error for RawError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Connect { source, .. } | Self::Write { source } | Self::Read { source } => {
                Some(source)
            }
            Self::Closed { .. }
            | Self::TimedOut { .. }
            | Self::HeadTooLarge { .. }
            | Self::Malformed { .. } => None,
        }
    }
}
