//! Sends a gigabyte of zeros, compressed to one megabyte.

use std::io::{self, Write};
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::zoo::{Animal, Does, Flaw};

/// How many mebibytes of zeros.
const MEBIBYTES: usize = 1024;

pub(super) static ANIMAL: &Animal = &Animal {
    name: "gzip-bomb",
    is: "sends a gigabyte of zeros, compressed to one megabyte",
    does: Does::Rude(|wire| {
        wire.ask()?;
        let bomb = bomb()?;
        let length = bomb.len();
        wire.say(format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\
             Content-Length: {length}\r\n\r\n"
        ))?;
        wire.say(bomb)
    }),
    has: &[Flaw::Headers, Flaw::Csp],
    may: &[Flaw::Protocol],
    ..Animal::HOSTILE
};

/// Made once: a member of gzip may be followed by others (RFC 1952, section 2.2), so that the same
/// compressed mebibyte is said again and again.
fn bomb() -> io::Result<&'static [u8]> {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(bomb) = BOMB.get() {
        return Ok(bomb);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 1024 * 1024])?;
    let member = encoder.finish()?;
    Ok(BOMB.get_or_init(|| member.repeat(MEBIBYTES)))
}
