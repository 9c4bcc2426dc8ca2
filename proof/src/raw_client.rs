//! The client that asks: it writes the lines it is given and keeps every line it gets.
//!
//! An HTTP library would merge duplicate header lines, drop forbidden ones, add its own and lower-case names. Two
//! `Access-Control-Allow-Origin` lines are exactly the fault a proof looks for, so nothing here is a library.
//!
//! It is not a general client: no TLS, no redirects, no request bodies, no cookies, no proxy.

mod error;
mod head;
mod reader;

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

pub use error::RawError;
use head::{Framing, Head};
use reader::Reader;

/// How long one request may take, from the first byte written to the last one read.
pub const DEADLINE: Duration = Duration::from_secs(5);
/// The longest response head that is read, in bytes; a longer one is [`RawError::HeadTooLarge`].
pub const HEAD_LIMIT: usize = 64 * 1024;
/// The most of a body that is kept, in bytes; what comes after is not read and the connection is given up.
pub const BODY_LIMIT: usize = 64 * 1024;

/// One request, as it goes on the wire.
///
/// Nothing is added and nothing is checked: `Host` is the caller's to give (RFC 9112 section 3.2), and a line break
/// inside a value is written as it is, so that a proof can send what a browser never would.
///
/// ```
/// use corsmith_proof::raw_client::RawRequest;
///
/// let request = RawRequest::new("GET", "/api/ok").header("Host", "localhost").header("Origin", "https://app.example");
/// assert_eq!(request.to_bytes(), b"GET /api/ok HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.example\r\n\r\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRequest {
    /// The method, in the case it is sent in.
    pub method: String,
    /// The request target (RFC 9112 section 3.2), usually a path.
    pub target: String,
    /// Header lines in the order they are sent; a name may occur more than once.
    pub headers: Vec<(String, Vec<u8>)>,
}

impl RawRequest {
    /// A request without any header line.
    #[must_use]
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Self { method: method.into(), target: target.into(), headers: Vec::new() }
    }

    /// The same request with one more header line at the end.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The bytes that are written, the empty line included.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        bytes
    }
}

/// One response, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawResponse {
    /// The status code, 100 to 999. Interim responses (1xx) are passed over.
    pub status: u16,
    /// Every header line in wire order, names in their own case, values without the white space around them.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body with any chunked coding removed, at most [`BODY_LIMIT`] bytes of it.
    pub body: Vec<u8>,
}

impl RawResponse {
    /// The value of each line named `name`, in wire order; names compare without regard to ASCII case.
    ///
    /// ```
    /// use corsmith_proof::raw_client::RawResponse;
    ///
    /// let headers = vec![("Vary".into(), b"Origin".to_vec()), ("vary".into(), b"Accept".to_vec())];
    /// let response = RawResponse { status: 200, headers, body: Vec::new() };
    /// assert_eq!(response.header_lines("VARY").collect::<Vec<_>>(), [b"Origin".as_slice(), b"Accept"]);
    /// ```
    pub fn header_lines<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.headers
            .iter()
            .filter(move |(have, _)| have.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_slice())
    }
}

/// A blocking client of one server, reusing one connection while the server keeps it open.
///
/// ```no_run
/// use corsmith_proof::raw_client::{RawClient, RawRequest};
///
/// let mut client = RawClient::new(([127, 0, 0, 1], 8080).into());
/// let response = client.send(&RawRequest::new("GET", "/ok").header("Host", "localhost"))?;
/// assert_eq!(response.status, 200);
/// # Ok::<(), corsmith_proof::raw_client::RawError>(())
/// ```
#[derive(Debug)]
pub struct RawClient {
    address: SocketAddr,
    deadline: Duration,
    connection: Option<Reader>,
}

impl RawClient {
    /// A client of the server at `address`; nothing is opened before the first request.
    #[must_use]
    pub fn new(address: SocketAddr) -> Self {
        Self { address, deadline: DEADLINE, connection: None }
    }

    /// The same client with another limit than [`DEADLINE`] for one request.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sends `request` and reads its response.
    ///
    /// A reused connection that the server has meanwhile closed is replaced once, and only while no byte of an answer
    /// has come: then the server cannot have answered this request (RFC 9112 section 9.3.1 allows the repetition for
    /// idempotent methods; the servers of the proofs keep no state, so here it is safe for all).
    pub fn send(&mut self, request: &RawRequest) -> Result<RawResponse, RawError> {
        let until = Instant::now() + self.deadline;
        if let Some(reader) = self.connection.take() {
            match self.exchange(reader, request, until) {
                Err(RawError::Closed { received: 0 } | RawError::Write { .. }) => {}
                done => return done,
            }
        }
        let stream = TcpStream::connect_timeout(&self.address, self.deadline)
            .map_err(|source| RawError::Connect { address: self.address, source })?;
        // Without this, a request after a keep-alive response may wait for the server's delayed acknowledgement.
        stream
            .set_nodelay(true)
            .map_err(|source| RawError::Connect { address: self.address, source })?;
        self.exchange(Reader::new(stream), request, until)
    }

    fn exchange(
        &mut self,
        mut reader: Reader,
        request: &RawRequest,
        until: Instant,
    ) -> Result<RawResponse, RawError> {
        reader.begin(until, self.deadline);
        reader
            .stream()
            .write_all(&request.to_bytes())
            .map_err(|source| RawError::Write { source })?;
        let head = loop {
            let head = Head::parse(&reader.head()?)?;
            // 101 would end HTTP on this connection; no request here asks for it.
            if !(100..200).contains(&head.status) {
                break head;
            }
        };
        let framing = head.framing(&request.method)?;
        let body = reader.body(&framing)?;
        let stays_open = head.keeps_alive() && framing != Framing::UntilClose;
        if stays_open && reader.is_at_message_boundary() {
            self.connection = Some(reader);
        }
        Ok(RawResponse { status: head.status, headers: head.headers, body })
    }
}

#[cfg(test)]
mod tests;
