//! Bytes from one connection, within the deadline and the limits.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::head::{Framing, malformed};
use super::{BODY_LIMIT, HEAD_LIMIT, RawError};

/// The longest chunk-size line with its extensions, or trailer line, in bytes.
const LINE_LIMIT: usize = 4096;

#[derive(Debug)]
pub(super) struct Reader {
    stream: TcpStream,
    buffer: Vec<u8>,
    until: Instant,
    limit: Duration,
    received: usize,
    /// Part of a response was left unread, so what comes next is not a head.
    spent: bool,
}

impl Reader {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
            until: Instant::now(),
            limit: Duration::ZERO,
            received: 0,
            spent: false,
        }
    }

    /// Starts the clock of one request; `limit` is only for the message.
    pub(super) fn begin(&mut self, until: Instant, limit: Duration) {
        (self.until, self.limit, self.received) = (until, limit, 0);
    }

    pub(super) fn stream(&mut self) -> &mut TcpStream {
        &mut self.stream
    }

    /// Whether the next byte begins a head. A byte too many (say the body of a 204) would be taken for one.
    pub(super) fn is_at_message_boundary(&self) -> bool {
        self.buffer.is_empty() && !self.spent
    }

    /// The next head, without the empty line that ends it.
    pub(super) fn head(&mut self) -> Result<Vec<u8>, RawError> {
        loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                let mut head = self.take(end + 4);
                head.truncate(end);
                return Ok(head);
            }
            if self.buffer.len() > HEAD_LIMIT {
                return Err(RawError::HeadTooLarge { limit: HEAD_LIMIT });
            }
            self.fill()?;
        }
    }

    pub(super) fn body(&mut self, framing: &Framing) -> Result<Vec<u8>, RawError> {
        match framing {
            Framing::None => Ok(Vec::new()),
            Framing::Length(length) => {
                self.spent = *length > BODY_LIMIT;
                self.exactly((*length).min(BODY_LIMIT))
            }
            Framing::Chunked => self.chunks(),
            Framing::UntilClose => self.until_close(),
        }
    }

    fn chunks(&mut self) -> Result<Vec<u8>, RawError> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let size = line.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii();
            let size = std::str::from_utf8(size)
                .ok()
                .filter(|size| !size.starts_with('+'))
                .and_then(|size| usize::from_str_radix(size, 16).ok())
                .ok_or_else(|| malformed("a chunk size in hexadecimal", &line))?;
            if size == 0 {
                // Trailer lines are not header lines: no browser's CORS check reads them.
                while !self.line()?.is_empty() {}
                return Ok(body);
            }
            let wanted = size.min(BODY_LIMIT - body.len());
            body.extend(self.exactly(wanted)?);
            if wanted < size {
                self.spent = true;
                return Ok(body);
            }
            let end = self.line()?;
            if !end.is_empty() {
                return Err(malformed("the end of a chunk", &end));
            }
        }
    }

    fn until_close(&mut self) -> Result<Vec<u8>, RawError> {
        while self.buffer.len() < BODY_LIMIT {
            match self.fill() {
                Ok(()) => {}
                Err(RawError::Closed { .. }) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(self.take(BODY_LIMIT))
    }

    fn exactly(&mut self, length: usize) -> Result<Vec<u8>, RawError> {
        while self.buffer.len() < length {
            self.fill()?;
        }
        Ok(self.take(length))
    }

    fn line(&mut self) -> Result<Vec<u8>, RawError> {
        loop {
            if let Some(end) = find(&self.buffer, b"\r\n") {
                let mut line = self.take(end + 2);
                line.truncate(end);
                return Ok(line);
            }
            if self.buffer.len() > LINE_LIMIT {
                return Err(malformed("a line of at most 4096 bytes", &self.buffer));
            }
            self.fill()?;
        }
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let rest = self.buffer.split_off(length.min(self.buffer.len()));
        std::mem::replace(&mut self.buffer, rest)
    }

    fn fill(&mut self) -> Result<(), RawError> {
        let mut part = [0; 8192];
        loop {
            let left = self.until.saturating_duration_since(Instant::now());
            let timed_out = RawError::TimedOut { after: self.limit, received: self.received };
            if left.is_zero() {
                return Err(timed_out);
            }
            self.stream.set_read_timeout(Some(left)).map_err(|source| RawError::Read { source })?;
            match self.stream.read(&mut part) {
                Ok(0) => return Err(RawError::Closed { received: self.received }),
                Ok(length) => {
                    self.received += length;
                    self.buffer.extend_from_slice(part.get(..length).unwrap_or_default());
                    return Ok(());
                }
                Err(error) => match error.kind() {
                    ErrorKind::Interrupted => {}
                    ErrorKind::WouldBlock | ErrorKind::TimedOut => return Err(timed_out),
                    // A server that exits with the request unread resets the connection: closed all the same.
                    ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
                        return Err(RawError::Closed { received: self.received });
                    }
                    _ => return Err(RawError::Read { source: error }),
                },
            }
        }
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
