//! HTTP/2, as far as an animal speaks it: frames by hand (RFC 9113), so that they may be wrong.

use std::io;

use super::flaw::Flaw;
use super::wire::Wire;

/// What a client says first (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A type of frame (RFC 9113, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Data = 0,
    Headers = 1,
    Reset = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}

/// The end of a stream, in DATA and HEADERS; the answer, in SETTINGS and PING.
pub(super) const END_STREAM: u8 = 1;
/// The same bit in SETTINGS and PING.
pub(super) const ACK: u8 = 1;
/// The end of the fields, in HEADERS and CONTINUATION.
pub(super) const END_HEADERS: u8 = 4;

/// The fields of a small page, as HPACK without any compression (RFC 7541, section 6.2.2): `:status`
/// 200, then literals.
pub(super) fn page_fields() -> Vec<u8> {
    let mut block = vec![0x88];
    block.extend(literal("content-type", "text/html; charset=utf-8"));
    block.extend(literal("x-content-type-options", "nosniff"));
    block
}

/// What that page lacks.
pub(super) const LACKS: &[Flaw] =
    &[Flaw::Check("no-hsts"), Flaw::Check("framable"), Flaw::Check("no-csp")];
/// What it may lack besides; not every page needs it.
pub(super) const MAY_LACK: &[Flaw] = &[
    Flaw::Check("no-permissions-policy"),
    Flaw::Check("no-opener-policy"),
    Flaw::Check("no-embedder-policy"),
    Flaw::Check("no-resource-policy"),
];

/// One field, never indexed.
pub(super) fn literal(name: &str, value: &str) -> Vec<u8> {
    let mut field = vec![0];
    for text in [name, value] {
        // Longer ones would need a second byte, and no animal has one.
        field.push(u8::try_from(text.len()).unwrap_or(126).min(126));
        field.extend(&text.as_bytes()[..text.len().min(126)]);
    }
    field
}

/// The bytes of a frame.
pub(super) fn frame(kind: Kind, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or_default();
    let mut bytes = length.to_be_bytes()[1..].to_vec();
    bytes.extend([kind as u8, flags]);
    bytes.extend(stream.to_be_bytes());
    bytes.extend(payload);
    bytes
}

/// Reads the preface and says our settings, which are all as they are without a word.
pub(super) fn greet(wire: &mut Wire<'_>) -> io::Result<()> {
    if wire.take(PREFACE.len())? != PREFACE {
        return Err(io::ErrorKind::InvalidData.into());
    }
    wire.say(frame(Kind::Settings, 0, 0, &[]))
}

/// Waits for a request and returns the number of its stream; `None` once there is no other. Settings
/// and pings are answered.
pub(super) fn request(wire: &mut Wire<'_>) -> io::Result<Option<u32>> {
    loop {
        let head = wire.take(9)?;
        let &[a, b, c, kind, flags, ref stream @ ..] = &head[..] else { return Ok(None) };
        let length = usize::from(a) << 16 | usize::from(b) << 8 | usize::from(c);
        let stream = stream.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
        let payload = wire.take(length)?;
        if kind == Kind::Headers as u8 {
            return Ok(Some(stream));
        }
        if kind == Kind::GoAway as u8 {
            return Ok(None);
        }
        if kind == Kind::Settings as u8 && flags & ACK == 0 {
            wire.say(frame(Kind::Settings, ACK, 0, &[]))?;
        }
        if kind == Kind::Ping as u8 && flags & ACK == 0 {
            wire.say(frame(Kind::Ping, ACK, 0, &payload))?;
        }
    }
}

/// Answers with a small page.
pub(super) fn answer(wire: &mut Wire<'_>, stream: u32) -> io::Result<()> {
    wire.say(frame(Kind::Headers, END_HEADERS, stream, &page_fields()))?;
    wire.say(frame(Kind::Data, END_STREAM, stream, b"<!doctype html><title>Zoo</title>"))
}
