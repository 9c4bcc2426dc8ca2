//! The bytes of a source, in a buffer.

use std::io::{ErrorKind, Read};

use super::JsonError;
use crate::capture::limits::MAX_HAR_BYTES;

const BUFFER_BYTES: usize = 64 * 1024;

/// A source, from where it has been taken to.
pub(super) struct Source<R> {
    reader: R,
    buffer: Vec<u8>,
    filled: usize,
    next: usize,
    /// The position in the source of the buffer's first byte.
    base: u64,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: vec![0; BUFFER_BYTES], filled: 0, next: 0, base: 0 }
    }

    /// How many bytes have been taken.
    pub(super) const fn position(&self) -> u64 {
        self.base + self.next as u64
    }

    /// The first bytes, at least `count` of them if there are so many, without taking any. To be
    /// called before anything is taken.
    pub(super) fn beginning(&mut self, count: usize) -> Result<&[u8], JsonError> {
        while self.filled < count.min(BUFFER_BYTES) {
            let read = self.read_at(self.filled)?;
            if read == 0 {
                break;
            }
            self.filled += read;
        }
        Ok(&self.buffer[..self.filled])
    }

    /// Takes bytes that [`Source::beginning`] has shown.
    pub(super) fn drop_first(&mut self, count: usize) {
        self.next = (self.next + count).min(self.filled);
    }

    /// The bytes at hand that are not taken, at least one.
    pub(super) fn rest(&mut self) -> Result<&[u8], JsonError> {
        if self.next == self.filled {
            self.fill()?;
        }
        Ok(&self.buffer[self.next..self.filled])
    }

    /// Takes bytes that [`Source::rest`] has shown.
    pub(super) const fn advance(&mut self, count: usize) {
        self.next += count;
    }

    /// Takes the next byte.
    pub(super) fn take(&mut self) -> Result<u8, JsonError> {
        let byte = self.rest()?[0];
        self.next += 1;
        Ok(byte)
    }

    /// Takes the next byte if it is wanted; at the end of the text there is none.
    pub(super) fn take_if(&mut self, wanted: impl Fn(u8) -> bool) -> Result<Option<u8>, JsonError> {
        let byte = match self.rest() {
            Err(JsonError::End { .. }) => return Ok(None),
            rest => rest?[0],
        };
        if !wanted(byte) {
            return Ok(None);
        }
        self.next += 1;
        Ok(Some(byte))
    }

    /// Reads at least one byte into the buffer, which has been taken to its end.
    fn fill(&mut self) -> Result<(), JsonError> {
        self.base += self.filled as u64;
        (self.next, self.filled) = (0, 0);
        self.filled = self.read_at(0)?;
        if self.filled == 0 { Err(JsonError::End { at: self.base }) } else { Ok(()) }
    }

    fn read_at(&mut self, start: usize) -> Result<usize, JsonError> {
        let left = MAX_HAR_BYTES.saturating_sub(self.base + start as u64);
        let room = usize::try_from(left).unwrap_or(usize::MAX).min(BUFFER_BYTES - start);
        loop {
            // With no room left one byte more is asked for, to tell a longer file from one that fits.
            let read = if room == 0 {
                self.reader.read(&mut [0])
            } else {
                self.reader.read(&mut self.buffer[start..start + room])
            };
            match read {
                Ok(1..) if room == 0 => return Err(JsonError::Length),
                Ok(read) => return Ok(read),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(JsonError::Io(error.to_string())),
            }
        }
    }
}
