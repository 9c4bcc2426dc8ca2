//! The bytes of a connection, watched: a head has a time, an answer has a time to be taken, and
//! hyper's own answers to what is no request are held back for one that can be read.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until, timeout};

use super::phase::Phase;
use crate::limits::Limits;

/// How long a client that is being refused may go on sending before the connection is reset under
/// it, and with it perhaps the answer that it has not read yet (RFC 9112, section 9.6).
const LINGER_TIME: Duration = Duration::from_secs(2);
const LINGER_BYTES: usize = 16 * 1024 * 1024;

/// How long the last answer of a refused connection may take.
const REFUSAL_TIME: Duration = Duration::from_secs(5);

/// hyper's own answers are about 100 bytes.
const BARE_BYTES: usize = 200;

pub(super) struct Stream {
    socket: TcpStream,
    phase: Arc<Phase>,
    head_time: Duration,
    write_time: Duration,
    target_bytes: usize,
    head_since: Option<Instant>,
    head_timer: Option<Pin<Box<Sleep>>>,
    write_timer: Option<Pin<Box<Sleep>>>,
    first_line: FirstLine,
    refused: Option<StatusCode>,
}

/// How much has come of the line with the target.
#[derive(Default)]
struct FirstLine {
    bytes: usize,
    ended: bool,
}

impl Stream {
    pub(super) fn new(socket: TcpStream, phase: Arc<Phase>, limits: &Limits) -> Self {
        Self {
            socket,
            phase,
            head_time: limits.head_time,
            write_time: limits.write_time,
            target_bytes: limits.target_bytes,
            head_since: None,
            head_timer: None,
            write_timer: None,
            first_line: FirstLine::default(),
            refused: None,
        }
    }

    /// Why the connection ended without a request that could be answered.
    pub(super) fn refused(&self) -> Option<StatusCode> {
        match self.refused {
            // hyper looks at the length of the head first.
            Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
                if self.first_line.bytes > self.target_bytes =>
            {
                Some(StatusCode::URI_TOO_LONG)
            }
            refused => refused,
        }
    }

    /// The last answer of the connection.
    pub(super) async fn refuse(&mut self, answer: &[u8]) {
        // A client that has gone does not miss it.
        let _ = timeout(REFUSAL_TIME, self.socket.write_all(answer)).await;
        self.phase.leaves_unread();
    }

    /// Ends the connection, after the client has had the time to read what it was told.
    pub(super) async fn close(mut self) {
        let _ = self.socket.shutdown().await;
        if !self.phase.left_unread() {
            return;
        }
        let mut buffer = vec![0; 16 * 1024];
        let _ = timeout(LINGER_TIME, async {
            let mut left = LINGER_BYTES;
            while let Ok(read @ 1..) = self.socket.read(&mut buffer).await {
                left = left.saturating_sub(read);
                if left == 0 {
                    break;
                }
            }
        })
        .await;
    }

    fn has_read(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if self.phase.is_waiting() {
            self.phase.head_begins();
            self.head_since = Some(Instant::now());
            self.first_line = FirstLine::default();
        }
        if self.phase.is_head() && !self.first_line.ended {
            let end = bytes.iter().position(|byte| *byte == b'\n');
            self.first_line.ended = end.is_some();
            self.first_line.bytes += end.unwrap_or(bytes.len());
        }
    }

    /// Ready once the head has taken too long.
    fn poll_head_time(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(since) = self.head_since.filter(|_| self.phase.is_head()) else {
            self.head_timer = None;
            return Poll::Pending;
        };
        let deadline = since + self.head_time;
        let timer = self.head_timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if timer.deadline() != deadline {
            timer.as_mut().reset(deadline);
        }
        timer.as_mut().poll(cx)
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.socket).poll_read(cx, buffer) {
            Poll::Ready(read) => {
                self.has_read(buffer.filled().get(before..).unwrap_or_default());
                Poll::Ready(read)
            }
            Poll::Pending => {
                ready!(self.poll_head_time(cx));
                self.refused = Some(StatusCode::REQUEST_TIMEOUT);
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut ours = bytes;
        match bare_answer(bytes) {
            Some((0, status)) => {
                self.refused = Some(status);
                return Poll::Ready(Ok(bytes.len()));
            }
            // Answers to earlier requests of the same connection come first.
            Some((start, _)) => ours = bytes.get(..start).unwrap_or(bytes),
            None => {}
        }
        if let Poll::Ready(written) = Pin::new(&mut self.socket).poll_write(cx, ours) {
            self.write_timer = None;
            return Poll::Ready(written);
        }
        let deadline = Instant::now() + self.write_time;
        let timer = self.write_timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        ready!(timer.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

/// An answer that hyper gives by itself to what is no request, at the end of what is written: where
/// it starts, and its status. Ours differ: each has a body and the headers for safety.
fn bare_answer(bytes: &[u8]) -> Option<(usize, StatusCode)> {
    const START: &[u8] = b"HTTP/1.";
    if !bytes.ends_with(b"\r\n\r\n") {
        return None;
    }
    let from = bytes.len().saturating_sub(BARE_BYTES);
    let tail = bytes.get(from..)?;
    let start = tail.windows(START.len()).rposition(|window| window == START)?;
    let answer = std::str::from_utf8(tail.get(start..)?).ok()?;
    let status = StatusCode::from_bytes(answer.get(9..12)?.as_bytes()).ok()?;
    let mut names = answer.lines().skip(1).filter_map(|line| line.split(':').next());
    let bare = status.is_client_error()
        && answer.contains("content-length: 0\r\n")
        && names.all(|name| matches!(name, "connection" | "content-length" | "date" | ""));
    bare.then_some((from + start, status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_hypers_own_is_known() {
        const BARE: &str = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\
            date: Wed, 25 Nov 2026 08:00:00 GMT\r\n\r\n";
        let earlier = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
        let rows = [
            (BARE.to_owned(), Some((0, StatusCode::BAD_REQUEST))),
            (format!("{earlier}{BARE}"), Some((earlier.len(), StatusCode::BAD_REQUEST))),
            (earlier.to_owned(), None),
            (BARE.replace("400", "204"), None),
            (BARE.replace("connection", "x-content-type-options"), None),
            (BARE.replace("length: 0", "length: 9"), None),
            (String::new(), None),
            ("\r\n\r\n".to_owned(), None),
            ("HTTP/1.1\r\n\r\n".to_owned(), None),
        ];
        for (bytes, expected) in rows {
            assert_eq!(bare_answer(bytes.as_bytes()), expected, "{bytes}");
        }
    }
}
