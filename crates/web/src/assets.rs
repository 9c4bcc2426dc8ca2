//! Style sheets, scripts and pictures: in the binary, at an address that changes with the content,
//! compressed once.

use std::sync::{LazyLock, OnceLock};

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::server::compression::{Coding, brotli, gzip};

/// The address carries the hash, so what it holds never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        Asset::new("style.css", "text/css; charset=utf-8", include_bytes!("../assets/style.css")),
        Asset::new(
            "site.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/site.js"),
        ),
        Asset::new(
            "theme.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/theme.js"),
        ),
        Asset::new("favicon.svg", "image/svg+xml", include_bytes!("../assets/favicon.svg")),
    ]
});

/// The address of an asset, such as `/assets/style-0123456789abcdef.css`. A name that is none of
/// the assets has the address of nothing, which a test of the pages finds.
pub(crate) fn asset_url(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/none", |asset| &asset.url)
}

/// Compresses everything now rather than when it is first asked for: tens of milliseconds.
pub(crate) fn compress_all() {
    for asset in ASSETS.iter() {
        asset.brotli();
        asset.gzip();
    }
}

/// The handler of `/assets/{file}`.
pub(crate) async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Response {
    match ASSETS.iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(&*file)) {
        Some(asset) => asset.answer(&headers),
        None => Problem::not_found().into_response(),
    }
}

struct Asset {
    name: &'static str,
    media_type: HeaderValue,
    plain: &'static [u8],
    hash: String,
    url: String,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl Asset {
    fn new(name: &'static str, media_type: &'static str, plain: &'static [u8]) -> Self {
        let hash = format!("{:016x}", fnv_1a(plain));
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        Self {
            name,
            media_type: HeaderValue::from_static(media_type),
            plain,
            url: format!("/assets/{stem}-{hash}.{extension}"),
            hash,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    fn brotli(&self) -> Bytes {
        self.brotli.get_or_init(|| brotli(self.plain, 11).into()).clone()
    }

    fn gzip(&self) -> Bytes {
        self.gzip.get_or_init(|| gzip(self.plain, 9).into()).clone()
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let coding = Coding::shortest(headers);
        let suffix = coding.map_or("", Coding::name);
        // Strong, so another one for each coding (RFC 9110, section 8.8.1).
        let tag = format!("\"{}{suffix}\"", self.hash);
        let mut response = if is_known(headers, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let body = match coding {
                Some(Coding::Brotli) => self.brotli(),
                Some(Coding::Gzip) => self.gzip(),
                None => Bytes::from_static(self.plain),
            };
            let mut response = Response::new(Body::from(body));
            response.headers_mut().insert(CONTENT_TYPE, self.media_type.clone());
            if let Some(coding) = coding {
                response.headers_mut().insert(CONTENT_ENCODING, coding.value());
            }
            response
        };
        let answered = response.headers_mut();
        answered.insert(CACHE_CONTROL, FOREVER);
        answered.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            answered.insert(ETAG, tag);
        }
        response
    }
}

/// Whether `If-None-Match` has the tag; compared weakly (RFC 9110, section 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().any(|value| {
        let mut tags = value.to_str().unwrap_or_default().split(',').map(str::trim);
        tags.any(|own| own == "*" || own.strip_prefix("W/").unwrap_or(own) == tag)
    })
}

/// Tells contents apart; nobody gains by finding two with the same hash, both are ours.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_the_hash_of_the_content() {
        let url = asset_url("style.css");
        let hash = url.strip_prefix("/assets/style-").and_then(|rest| rest.strip_suffix(".css"));
        assert_eq!(hash.map(str::len), Some(16), "{url}");
        assert_eq!(fnv_1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_ne!(asset_url("site.js"), asset_url("theme.js"));
    }

    #[test]
    fn a_tag_is_known() {
        let rows = [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ];
        for (value, expected) in rows {
            let headers = [(IF_NONE_MATCH, HeaderValue::from_static(value))].into_iter().collect();
            assert_eq!(is_known(&headers, "\"a\""), expected, "{value}");
        }
    }
}
