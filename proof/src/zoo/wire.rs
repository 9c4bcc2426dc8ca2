//! A connection as an animal has it in its paws.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::asked::Asked;

/// The longest request head that an animal reads, in bytes.
const HEAD_LIMIT: usize = 64 * 1024;
/// How often a waiting animal looks whether the zoo closes.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A connection, with or without TLS under it.
pub struct Wire<'a> {
    stream: &'a mut dyn Stream,
    /// Read and not used yet.
    rest: Vec<u8>,
    stopping: &'a AtomicBool,
    until: Instant,
    pub(super) ending: Ending,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// In order: what was written arrives.
    Close,
    /// With a reset, which may overtake what was written.
    Reset,
}

/// What is under a [`Wire`].
pub(super) trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

impl<'a> Wire<'a> {
    pub(super) fn new(
        stream: &'a mut dyn Stream,
        stopping: &'a AtomicBool,
        until: Instant,
    ) -> Self {
        Self { stream, rest: Vec::new(), stopping, until, ending: Ending::Close }
    }

    /// The next request; `None` once there is no other. A body is read past.
    pub fn ask(&mut self) -> io::Result<Option<Asked>> {
        let end = loop {
            let end = self.rest.windows(4).position(|window| window == b"\r\n\r\n");
            if let Some(end) = end {
                break end;
            }
            if self.rest.len() > HEAD_LIMIT || !self.read_more()? {
                return Ok(None);
            }
        };
        let head = String::from_utf8_lossy(&self.rest[..end]).into_owned();
        self.rest.drain(..end + 4);
        let Some(asked) = Asked::parse(&head) else { return Ok(None) };
        let length = asked.header("content-length").and_then(|value| value.parse().ok());
        self.take(length.unwrap_or(0))?;
        Ok(Some(asked))
    }

    /// The next `count` bytes, or fewer where the connection ends; at most [`HEAD_LIMIT`].
    pub fn take(&mut self, count: usize) -> io::Result<Vec<u8>> {
        let count = count.min(HEAD_LIMIT);
        while self.rest.len() < count && self.read_more()? {}
        let count = count.min(self.rest.len());
        Ok(self.rest.drain(..count).collect())
    }

    /// Writes, at once.
    pub fn say(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.check()?;
        self.stream.write_all(bytes.as_ref())?;
        self.stream.flush()
    }

    /// Does nothing for a while. An error once the zoo closes, or the connection is too old.
    pub fn pause(&mut self, time: Duration) -> io::Result<()> {
        let end = Instant::now() + time;
        while Instant::now() < end {
            self.check()?;
            thread::sleep(LOOK_EVERY.min(end.saturating_duration_since(Instant::now())));
        }
        self.check()
    }

    /// Does nothing until the zoo closes or the connection is too old: the error that it returns.
    pub fn sulk(&mut self) -> io::Result<()> {
        loop {
            self.pause(LOOK_EVERY)?;
        }
    }

    /// Ends the connection with a reset as soon as the animal is done.
    pub fn reset(&mut self) {
        self.ending = Ending::Reset;
    }

    fn check(&self) -> io::Result<()> {
        if self.stopping.load(Ordering::SeqCst) || Instant::now() > self.until {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(())
    }

    fn read_more(&mut self) -> io::Result<bool> {
        self.check()?;
        let mut piece = [0; 4096];
        let count = self.stream.read(&mut piece)?;
        self.rest.extend_from_slice(&piece[..count]);
        Ok(count > 0)
    }
}
