//! `Content-Encoding`.

use std::io::Read;

use corsmith_scan::Body;

/// Most codings of one body; nobody honest uses more than one.
const MAX_CODINGS: usize = 4;

/// Undoes the codings of a body, in place. A coding that nobody knows is ignored, as browsers do it,
/// and what comes out of a broken one until it breaks is kept.
///
/// It happens at once rather than while the body arrives: a decoder may need megabytes, and so there
/// is one per thread, not one per connection.
pub(super) fn decode(codings: &[u8], body: &mut Body, limit: usize) {
    let codings = String::from_utf8_lossy(codings).to_ascii_lowercase();
    for (number, coding) in codings.rsplit(',').map(str::trim).enumerate() {
        let wire = std::mem::take(&mut body.bytes);
        let decoded = match coding {
            _ if number == MAX_CODINGS => {
                body.is_cut = true;
                break;
            }
            "gzip" | "x-gzip" => up_to(limit, flate2::bufread::GzDecoder::new(&wire[..])),
            "deflate" if is_zlib(&wire) => {
                up_to(limit, flate2::bufread::ZlibDecoder::new(&wire[..]))
            }
            // Some servers took the name of the coding by its word.
            "deflate" => up_to(limit, flate2::bufread::DeflateDecoder::new(&wire[..])),
            "br" => up_to(limit, brotli::Decompressor::new(&wire[..], 4096)),
            _ => {
                body.bytes = wire;
                continue;
            }
        };
        // Answers to `HEAD` and without content have the field and no body.
        if wire.is_empty() {
            continue;
        }
        body.bytes = decoded.bytes;
        body.is_cut |= decoded.is_cut;
    }
    body.read = body.bytes.len() as u64;
}

struct Decoded {
    bytes: Vec<u8>,
    is_cut: bool,
}

fn up_to(limit: usize, decoder: impl Read) -> Decoded {
    let mut bytes = Vec::new();
    // One more than may be kept, to see whether there is more.
    let read = decoder.take(limit as u64 + 1).read_to_end(&mut bytes);
    let is_cut = read.is_err() || bytes.len() > limit;
    bytes.truncate(limit);
    Decoded { bytes, is_cut }
}

/// Whether it begins as zlib does (RFC 1950, section 2.2).
fn is_zlib(wire: &[u8]) -> bool {
    matches!(wire, [first, second, ..]
        if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use corsmith_scan::Body;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::decode;

    fn all(mut reader: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        all(GzEncoder::new(bytes, Compression::best()))
    }

    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let mut wire = Vec::new();
        brotli::CompressorWriter::new(&mut wire, 4096, 5, 20).write_all(bytes).unwrap();
        wire
    }

    fn decoded(codings: &str, wire: &[u8], limit: usize) -> (Vec<u8>, bool) {
        let mut body = Body { bytes: wire.to_vec(), ..Body::default() };
        decode(codings.as_bytes(), &mut body, limit);
        assert_eq!(body.read, body.bytes.len() as u64);
        (body.bytes, body.is_cut)
    }

    #[test]
    fn every_coding_is_undone() {
        let text = b"The key is under the third stone.".repeat(9);
        let zlib = all(ZlibEncoder::new(&text[..], Compression::fast()));
        let raw = all(DeflateEncoder::new(&text[..], Compression::fast()));
        let cases = [
            ("gzip", gzip(&text)),
            ("X-GZip", gzip(&text)),
            ("br", brotli(&text)),
            ("deflate", zlib),
            ("deflate", raw),
            ("gzip, br", brotli(&gzip(&text))),
            ("identity", text.clone()),
            ("utf-8", text.clone()),
            ("", text.clone()),
        ];
        for (codings, wire) in cases {
            assert_eq!(decoded(codings, &wire, 1000), (text.clone(), false), "{codings}");
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let zeros = vec![0; 8 << 20];
        for (coding, wire) in
            [("gzip", gzip(&zeros)), ("br", brotli(&zeros)), ("gzip, gzip", gzip(&gzip(&zeros)))]
        {
            assert_eq!(decoded(coding, &wire, 10_000), (vec![0; 10_000], true), "{coding}");
        }
    }

    #[test]
    fn a_broken_body_is_kept_until_it_breaks() {
        let text = b"abc".repeat(2000);
        let wire = gzip(&text);
        let (bytes, is_cut) = decoded("gzip", &wire[..wire.len() - 9], 10_000);
        assert!(is_cut && text.starts_with(&bytes));
        assert_eq!(decoded("gzip", b"plain text", 100), (Vec::new(), true));
        assert_eq!(decoded("gzip", b"", 100), (Vec::new(), false));
        // What follows the end is no part of it.
        assert_eq!(decoded("gzip", &[&wire[..], b"\0\0"].concat(), 10_000), (text, false));
    }

    #[test]
    fn there_is_an_end_to_codings() {
        assert_eq!(decoded("gzip, gzip, gzip, gzip, gzip, gzip", b"x", 100), (Vec::new(), true));
        let mut wire = b"x".to_vec();
        for _ in 0..5 {
            wire = gzip(&wire);
        }
        assert_eq!(decoded("gzip, gzip, gzip, gzip, gzip", &wire, 1000), (Vec::new(), true));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            coding in proptest::sample::select(vec!["gzip", "br", "deflate", "br, gzip", ",,,,,,"]),
            wire in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            prop_assert!(decoded(coding, &wire, 64).0.len() <= 200);
        }
    }
}
