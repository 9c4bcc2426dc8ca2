//! Reads the head of an answer as it came over the wire.
//!
//! hyper has decided by then whether it is one, and where the message ends. What is read here is
//! evidence: every field line by itself, in order, with its name as it was written.

use corsmith_fetch::HeaderList;
use memchr::{memchr, memchr_iter};

/// Where the head of an answer ends, looked for while it arrives.
#[derive(Debug, Default)]
pub(crate) struct HeadEnd {
    /// Where the head begins: behind the interim answers before it.
    start: usize,
    /// Where the line begins that is looked at.
    line: usize,
    /// How far its end was looked for: a server may send a long line byte by byte.
    seen: usize,
}

impl HeadEnd {
    /// The place of the final head in `bytes`, once it is there in full. To be called with what
    /// was read so far, the same bytes and more each time.
    ///
    /// Interim answers are skipped ([RFC 9110 section 15.2](https://www.rfc-editor.org/rfc/rfc9110#section-15.2)),
    /// but for `101`, after which the connection speaks another protocol.
    pub(crate) fn find(&mut self, bytes: &[u8]) -> Option<std::ops::Range<usize>> {
        while let Some(end) = line_end(bytes, self.seen) {
            let is_empty = matches!(&bytes[self.line..end], b"\n" | b"\r\n");
            let is_first = self.line == self.start;
            (self.line, self.seen) = (end, end);
            if !is_empty {
                continue;
            }
            // Empty lines before a status line are ignored by everybody.
            if !is_first && !is_interim(&bytes[self.start..end]) {
                return Some(self.start..end);
            }
            self.start = end;
        }
        self.seen = bytes.len();
        None
    }
}

fn line_end(bytes: &[u8], from: usize) -> Option<usize> {
    Some(from + memchr(b'\n', bytes.get(from..)?)? + 1)
}

/// Whether a head is one of `1xx`, `101` apart.
fn is_interim(head: &[u8]) -> bool {
    let status = head.get(b"HTTP/1.1 ".len()..b"HTTP/1.1 100".len());
    status.is_some_and(|status| status[0] == b'1' && status != b"101")
}

/// Every field line of a head, in order. A line that continues the one before (`obs-fold`) is joined
/// to it with a space, as
/// [RFC 9112 section 5.2](https://www.rfc-editor.org/rfc/rfc9112#section-5.2) has it. A line without
/// a colon is none, and a name that is not UTF-8 is written with replacement characters.
pub(crate) fn fields(head: &[u8]) -> HeaderList {
    // A line for the status and an empty one are no fields.
    let count = memchr_iter(b'\n', head).count().saturating_sub(2);
    let mut fields = HeaderList::with_capacity(count, head.len());
    let mut lines = lines(head).map(without_end);
    // The status line.
    let Some(_) = lines.find(|line| !line.is_empty()) else { return fields };
    let mut lines = lines.take_while(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let Some(colon) = memchr(b':', line) else { continue };
        let name = String::from_utf8_lossy(&line[..colon]);
        let value = &line[colon + 1..];
        let mut folded = Vec::new();
        while let Some(more) = lines.next_if(|line| matches!(line.first(), Some(b' ' | b'\t'))) {
            if folded.is_empty() {
                folded.extend_from_slice(value.trim_ascii_end());
            }
            folded.push(b' ');
            folded.extend_from_slice(more.trim_ascii());
        }
        if folded.is_empty() {
            fields.append(name, value);
        } else {
            fields.append(name, folded);
        }
    }
    fields
}

/// Each line with its end.
fn lines(mut head: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = line_end(head, 0).unwrap_or(head.len());
        head.split_off(..end).filter(|line| !line.is_empty())
    })
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests;
