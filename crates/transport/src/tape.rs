//! The stream under hyper that keeps what came over the wire.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use corsmith_scan::MAX_FAILED_BYTES;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::head::HeadEnd;
use crate::stream::Stream;

/// What came over the wire for the current request.
///
/// It is shared between the stream, which hyper owns, and the session. Both are polled by the same
/// task, so that the lock is always free.
#[derive(Debug, Clone)]
pub(crate) struct Tape(Arc<Mutex<Take>>);

#[derive(Debug)]
struct Take {
    /// Most bytes that are kept, and that a head may have.
    limit: usize,
    bytes: Vec<u8>,
    end: HeadEnd,
    state: State,
    /// The error of the stream, as long as there was no head.
    error: Option<io::ErrorKind>,
    has_sent: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    Head,
    /// The head is what is kept.
    Done,
    TooLarge,
}

/// How far the answer on a tape has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) enum Progress {
    /// Nothing came, and nothing was sent.
    Nothing,
    /// The request, or the first part of it, was sent.
    Sent,
    /// The first bytes of an answer came.
    Begun,
    /// They are more than a head may have.
    TooLarge,
}

impl Tape {
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Mutex::new(Take {
            limit,
            bytes: Vec::new(),
            end: HeadEnd::default(),
            state: State::Head,
            error: None,
            has_sent: false,
        })))
    }

    fn take(&self) -> MutexGuard<'_, Take> {
        // Nothing can panic while it is locked, and even then the bytes are what they are.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes it ready for the next answer.
    pub(crate) fn rewind(&self) {
        let mut take = self.take();
        take.bytes.clear();
        take.end = HeadEnd::default();
        take.state = State::Head;
        take.error = None;
        take.has_sent = false;
    }

    pub(crate) fn progress(&self) -> Progress {
        let take = self.take();
        match take.state {
            State::TooLarge => Progress::TooLarge,
            _ if !take.bytes.is_empty() => Progress::Begun,
            _ if take.has_sent => Progress::Sent,
            _ => Progress::Nothing,
        }
    }

    /// The head, if it came in full.
    pub(crate) fn head(&self) -> Option<Vec<u8>> {
        let mut take = self.take();
        (take.state == State::Done).then(|| std::mem::take(&mut take.bytes))
    }

    /// The first bytes of what came.
    pub(crate) fn received(&self) -> Vec<u8> {
        let take = self.take();
        take.bytes[..take.bytes.len().min(MAX_FAILED_BYTES)].to_vec()
    }

    pub(crate) fn error(&self) -> Option<io::ErrorKind> {
        self.take().error
    }

    /// The error is for a head that has become too large.
    pub(crate) fn record(&self, read: &[u8]) -> io::Result<()> {
        let take = &mut *self.take();
        if take.state != State::Head || read.is_empty() {
            return Ok(());
        }
        let room = take.limit.saturating_sub(take.bytes.len());
        let fits = &read[..read.len().min(room)];
        if take.bytes.is_empty() {
            // Most heads come at once, and most of what comes with them is body.
            if let Some(place) = take.end.find(fits) {
                take.bytes = fits[place].to_vec();
                take.state = State::Done;
                return Ok(());
            }
        }
        take.bytes.extend_from_slice(fits);
        if let Some(place) = take.end.find(&take.bytes) {
            take.bytes = take.bytes[place].to_vec();
            take.state = State::Done;
        } else if read.len() >= room {
            take.state = State::TooLarge;
            return Err(io::Error::other("the head is too large"));
        }
        Ok(())
    }
}

/// A stream that records what is read on a [`Tape`].
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) stream: Stream,
    /// `None` for HTTP/2, whose heads are compressed.
    pub(crate) tape: Option<Tape>,
}

impl Recorder {
    fn note<T>(&self, polled: &Poll<io::Result<T>>) {
        if let (Poll::Ready(Err(error)), Some(tape)) = (polled, &self.tape) {
            tape.take().error = Some(error.kind());
        }
    }
}

impl AsyncRead for Recorder {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.note(&polled);
        if let (Poll::Ready(Ok(())), Some(tape)) = (&polled, &self.tape) {
            tape.record(&buf.filled()[before..])?;
        }
        polled
    }
}

impl AsyncWrite for Recorder {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.note(&polled);
        if let (Poll::Ready(Ok(_)), Some(tape)) = (&polled, &self.tape) {
            tape.take().has_sent = true;
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::{Progress, Tape};

    #[test]
    fn a_tape_keeps_the_head_and_nothing_else() {
        let tape = Tape::new(64);
        tape.record(b"HTTP/1.1 100 \r\n\r\nHTTP/1.1 200 OK\r\n").unwrap();
        assert_eq!((tape.head(), tape.progress()), (None, Progress::Begun));
        tape.record(b"\r\nbody\r\n\r\n").unwrap();
        tape.record(b"more").unwrap();
        assert_eq!(tape.head().unwrap(), b"HTTP/1.1 200 OK\r\n\r\n");
    }

    #[test]
    fn a_head_may_have_as_many_bytes_as_the_limit_says() {
        let head = [b"HTTP/1.1 200 ", &b"x".repeat(100)[..], b"\r\n\r\n"].concat();
        for room in 0..3 {
            let tape = Tape::new(head.len() + room);
            tape.record(&head).unwrap();
            assert_eq!(tape.head().as_deref(), Some(&head[..]));
        }
        let tape = Tape::new(head.len() - 1);
        tape.record(&head).unwrap_err();
        assert_eq!(tape.progress(), Progress::TooLarge);
        assert_eq!(tape.received(), head[..head.len() - 1]);
    }

    #[test]
    fn a_tape_is_used_again() {
        let tape = Tape::new(8);
        tape.record(b"HTTP/1.1 200 OK").unwrap_err();
        tape.rewind();
        assert_eq!(tape.progress(), Progress::Nothing);
        assert!(tape.received().is_empty());
    }
}
