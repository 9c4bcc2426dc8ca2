//! How long, how much and how fast.

use std::num::NonZeroU32;
use std::time::Duration;

/// How long opening a connection may take, over all addresses of a name.
pub const CONNECT_DEADLINE: Duration = Duration::from_secs(5);
/// How long the TLS handshake may take.
pub const TLS_DEADLINE: Duration = Duration::from_secs(5);
/// How long after the request the first byte of the answer may take.
pub const FIRST_BYTE_DEADLINE: Duration = Duration::from_secs(10);
/// How long an exchange may take in all, the connection included.
pub const EXCHANGE_DEADLINE: Duration = Duration::from_secs(15);
/// How long a body that nobody wants may take. After that the connection is given up instead.
pub const DRAIN_DEADLINE: Duration = Duration::from_secs(2);
/// How long a [`Session`](crate::Session) may take in all.
pub const TARGET_DEADLINE: Duration = Duration::from_mins(2);
/// Most bytes of the head of an answer, those of its interim answers included.
pub const MAX_HEAD_BYTES: usize = 64 * 1024;
/// Most field lines of an answer.
pub const MAX_FIELDS: usize = 200;
/// Most bytes of a body that nobody wants which are read so that the connection can be used again.
pub const MAX_DRAINED_BYTES: usize = 64 * 1024;
/// Most addresses of a name that are connected to, one after the other.
pub const MAX_ATTEMPTS: usize = 4;
/// Most connections that a [`Session`](crate::Session) keeps: redirects lead to other hosts.
pub const MAX_CONNECTIONS: usize = 8;

/// How long, how much and how fast.
///
/// ```
/// use std::num::NonZeroU32;
/// use corsmith_transport::Limits;
///
/// let polite = Limits { max_requests_per_second: NonZeroU32::new(5), ..Limits::default() };
/// assert_eq!(polite.connect.as_secs(), 5);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How long opening a connection may take: [`CONNECT_DEADLINE`]. Each address of a name gets an
    /// even share of what is left, so that one that is silent leaves time for the others.
    pub connect: Duration,
    /// How long the TLS handshake may take: [`TLS_DEADLINE`].
    pub tls: Duration,
    /// How long the first byte of the answer may take: [`FIRST_BYTE_DEADLINE`].
    pub first_byte: Duration,
    /// How long an exchange may take in all: [`EXCHANGE_DEADLINE`].
    pub exchange: Duration,
    /// How long a body that nobody wants may take: [`DRAIN_DEADLINE`].
    pub drain: Duration,
    /// How long a session may take in all: [`TARGET_DEADLINE`]. Waiting for its turn, where there is a
    /// limit on requests per second, is not part of it.
    pub target: Duration,
    /// Most bytes of a head: [`MAX_HEAD_BYTES`].
    pub head_bytes: usize,
    /// Most field lines of a head: [`MAX_FIELDS`].
    pub fields: usize,
    /// Most bytes that are read of a body that nobody wants: [`MAX_DRAINED_BYTES`].
    pub drained_bytes: usize,
    /// Most requests per second to one host, evenly spaced, of all sessions together; `None` for as
    /// many as it answers. A session has one request under way at a time in either case.
    pub max_requests_per_second: Option<NonZeroU32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: CONNECT_DEADLINE,
            tls: TLS_DEADLINE,
            first_byte: FIRST_BYTE_DEADLINE,
            exchange: EXCHANGE_DEADLINE,
            drain: DRAIN_DEADLINE,
            target: TARGET_DEADLINE,
            head_bytes: MAX_HEAD_BYTES,
            fields: MAX_FIELDS,
            drained_bytes: MAX_DRAINED_BYTES,
            max_requests_per_second: None,
        }
    }
}
