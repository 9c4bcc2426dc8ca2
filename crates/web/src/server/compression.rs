//! Content codings. Answers are whole when they are compressed, so each is compressed in one go and
//! has a length; a stream's compressor would hold megabytes for each answer of some kilobytes.

use std::io::Write;

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, VARY,
};
use axum::http::{HeaderValue, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Shorter answers fit into one packet as they are.
const MIN_BYTES: usize = 1_024;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The coding of what is compressed once: the one that is shortest. A client's preference
    /// between the two is not asked, it gains by ours.
    pub(crate) fn shortest(headers: &HeaderMap) -> Option<Self> {
        Self::first_accepted(headers, [Self::Brotli, Self::Gzip])
    }

    /// The coding of what is compressed for one answer. Brotli took three times as long for a page
    /// and made it a hundredth shorter.
    pub(super) fn quickest(headers: &HeaderMap) -> Option<Self> {
        Self::first_accepted(headers, [Self::Gzip, Self::Brotli])
    }

    /// RFC 9110, section 12.5.3.
    fn first_accepted(headers: &HeaderMap, codings: [Self; 2]) -> Option<Self> {
        codings.into_iter().find(|coding| {
            headers.get_all(ACCEPT_ENCODING).iter().any(|value| {
                value.to_str().unwrap_or_default().split(',').any(|item| {
                    let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
                    name.trim().eq_ignore_ascii_case(coding.name()) && !is_zero(parameters)
                })
            })
        })
    }

    /// As it is written in `Content-Encoding`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    pub(crate) fn value(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }
}

/// Compresses an answer where that is worth it, and says that it depends on what was accepted.
pub(super) fn compress(response: Response<Bytes>, accepted: Option<Coding>) -> Response<Bytes> {
    let (mut parts, mut body) = response.into_parts();
    if parts.headers.contains_key(CONTENT_ENCODING) || !is_text(&parts.headers) {
        return Response::from_parts(parts, body);
    }
    parts.headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(coding) = accepted
        && body.len() >= MIN_BYTES
    {
        // Levels that cost about as much as rendering the page.
        body = match coding {
            Coding::Brotli => brotli(&body, 4).into(),
            Coding::Gzip => gzip(&body, 4).into(),
        };
        parts.headers.insert(CONTENT_ENCODING, coding.value());
        parts.headers.remove(CONTENT_LENGTH);
    }
    Response::from_parts(parts, body)
}

/// Brotli at a quality of 0 to 11.
pub(crate) fn brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    let length = bytes.len().max(1);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        // A window no wider than the text: the encoder's memory goes with it.
        lgwin: i32::try_from(length.ilog2() + 1).unwrap_or(18).clamp(10, 18),
        size_hint: length,
        ..Default::default()
    };
    let mut output = Vec::with_capacity(length / 3);
    // Neither side of it can fail: both are memory.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut output, &parameters);
    output
}

/// Gzip at a level of 0 to 9.
pub(crate) fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let output = Vec::with_capacity(bytes.len() / 3);
    let mut encoder = GzEncoder::new(output, Compression::new(level));
    // Neither can fail: it writes to memory.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn is_text(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    media_type.starts_with("text/")
        || ["json", "xml", "yaml", "toml", "javascript"]
            .iter()
            .any(|suffix| media_type.ends_with(suffix))
}

/// `q=0`, `q=0.0` and so on: not acceptable.
fn is_zero(parameters: &str) -> bool {
    parameters.split(';').any(|parameter| {
        parameter.split_once('=').is_some_and(|(name, value)| {
            name.trim().eq_ignore_ascii_case("q")
                && value.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accepted_coding() {
        const BROTLI: Option<Coding> = Some(Coding::Brotli);
        const GZIP: Option<Coding> = Some(Coding::Gzip);
        let rows = [
            ("", None, None),
            ("identity", None, None),
            ("gzip", GZIP, GZIP),
            ("gzip, deflate, br, zstd", BROTLI, GZIP),
            ("BR", BROTLI, BROTLI),
            ("br;q=0, gzip;q=0.5", GZIP, GZIP),
            ("br; Q=0.000, gzip ; q=0.0", None, None),
            ("br;q=x", BROTLI, BROTLI),
            ("*", None, None),
            ("brotli, x-gzip", None, None),
        ];
        for (value, shortest, quickest) in rows {
            let headers =
                [(ACCEPT_ENCODING, HeaderValue::from_static(value))].into_iter().collect();
            assert_eq!(Coding::shortest(&headers), shortest, "{value}");
            assert_eq!(Coding::quickest(&headers), quickest, "{value}");
        }
    }

    #[test]
    fn what_is_compressed_is_the_same_again() {
        for length in [0, 1, 17, 1_024, 100_000, 400_000] {
            let text: Vec<u8> = (0..length).map(|n: u32| b"corsmith"[(n % 8) as usize]).collect();
            let mut plain = Vec::new();
            for quality in [4, 11] {
                plain.clear();
                let compressed = brotli(&text, quality);
                brotli::BrotliDecompress(&mut &*compressed, &mut plain).unwrap();
                assert_eq!(plain, text, "{length}");
            }
            plain.clear();
            std::io::copy(&mut flate2::read::GzDecoder::new(&*gzip(&text, 4)), &mut plain).unwrap();
            assert_eq!(plain, text, "{length}");
        }
    }

    #[test]
    fn what_is_compressed_and_what_is_not() {
        let rows = [
            ("text/html; charset=utf-8", 2_000, true),
            ("application/json", 2_000, true),
            ("application/problem+json", 2_000, true),
            ("image/svg+xml", 2_000, true),
            ("text/html", 100, false),
            ("application/zip", 2_000, false),
            ("", 2_000, false),
        ];
        for (media_type, length, expected) in rows {
            let response = Response::builder()
                .header(CONTENT_TYPE, media_type)
                .body(Bytes::from(vec![b'x'; length]))
                .unwrap();
            let response = compress(response, Some(Coding::Gzip));
            assert_eq!(response.headers().contains_key(CONTENT_ENCODING), expected, "{media_type}");
            assert_eq!(response.body().len() < length, expected, "{media_type}");
        }
    }
}
