//! Request headers that need no preflight.

use crate::deviation::Deviation;
use crate::header_list::HeaderList;
use crate::mime::parse_essence;
use crate::profile::{Engine, Profile};
use crate::range::is_single_range_with_start;

/// The longest value of a safelisted header, in bytes.
const MAX_SAFELISTED_VALUE_LENGTH: usize = 128;
/// The greatest sum of the lengths of all safelisted values of a request, in bytes.
const MAX_SAFELISTED_VALUES_LENGTH: usize = 1024;

/// True if a header with this value may be sent cross-origin without a preflight
/// ([#cors-safelisted-request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)).
/// Values longer than 128 bytes never are.
///
/// ```
/// use corsmith_fetch::is_cors_safelisted_request_header;
///
/// assert!(is_cors_safelisted_request_header("Content-Type", b"text/plain;charset=UTF-8"));
/// assert!(!is_cors_safelisted_request_header("Content-Type", b"application/json"));
/// assert!(!is_cors_safelisted_request_header("Accept", b"\"quoted\""));
/// ```
#[must_use]
pub fn is_cors_safelisted_request_header(name: &str, value: &[u8]) -> bool {
    // Step 1.
    if value.len() > MAX_SAFELISTED_VALUE_LENGTH {
        return false;
    }
    // Step 2.
    let is = |own: &str| name.eq_ignore_ascii_case(own);
    if is("accept") {
        !value.iter().copied().any(is_unsafe_byte)
    } else if is("accept-language") || is("content-language") {
        value.iter().all(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b' ' | b'*' | b',' | b'-' | b'.' | b';' | b'=')
        })
    } else if is("content-type") {
        !value.iter().copied().any(is_unsafe_byte)
            && parse_essence(value).is_some_and(|essence| {
                matches!(
                    essence.as_str(),
                    "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain"
                )
            })
    } else {
        is("range") && is_single_range_with_start(value)
    }
}

/// True if a header with this value may be set in mode `no-cors`
/// ([#no-cors-safelisted-request-header](https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header)).
///
/// ```
/// use corsmith_fetch::is_no_cors_safelisted_request_header;
///
/// assert!(is_no_cors_safelisted_request_header("Accept", b"*/*"));
/// assert!(!is_no_cors_safelisted_request_header("Range", b"bytes=0-"));
/// ```
#[must_use]
pub fn is_no_cors_safelisted_request_header(name: &str, value: &[u8]) -> bool {
    ["accept", "accept-language", "content-language", "content-type"]
        .iter()
        .any(|safelisted| name.eq_ignore_ascii_case(safelisted))
        && is_cors_safelisted_request_header(name, value)
}

/// The names of a request's headers that a preflight must ask for
/// ([#cors-unsafe-request-header-names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names)):
/// lower-case, sorted by bytes, each once.
///
/// If the safelisted values have more than 1024 bytes together, their names are unsafe as well.
/// Forbidden request-headers are the caller's to drop: a browser has done so before.
///
/// ```
/// use corsmith_fetch::{HeaderList, cors_unsafe_request_header_names};
///
/// let headers = HeaderList::from([("X-B", "1"), ("Accept", "*/*"), ("x-a", "2"), ("x-b", "3")]);
/// assert_eq!(cors_unsafe_request_header_names(&headers), ["x-a", "x-b"]);
/// ```
#[must_use]
pub fn cors_unsafe_request_header_names(headers: &HeaderList) -> Vec<String> {
    cors_unsafe_request_header_names_as(Profile::STANDARD, headers)
}

/// The same as an engine does it.
pub(crate) fn cors_unsafe_request_header_names_as(
    profile: Profile,
    headers: &HeaderList,
) -> Vec<String> {
    let mut unsafe_names = Vec::new();
    let mut potentially_unsafe_names = Vec::new();
    let mut safelist_value_size = 0_usize;
    let mut judge = |name: &str, value: &[u8]| {
        if is_safelisted_as(profile, name, value) {
            potentially_unsafe_names.push(name.to_ascii_lowercase());
            safelist_value_size = safelist_value_size.saturating_add(value.len());
        } else {
            unsafe_names.push(name.to_ascii_lowercase());
        }
    };
    if profile.has(Deviation::CombinesRequestHeaders) {
        headers.iter_combined().for_each(|(name, value)| judge(name, &value));
    } else {
        headers.iter().for_each(|(name, value)| judge(name, value));
    }
    let is_limited = !profile.has(Deviation::IgnoresSafelistSum);
    if is_limited && safelist_value_size > MAX_SAFELISTED_VALUES_LENGTH {
        unsafe_names.append(&mut potentially_unsafe_names);
    }
    unsafe_names.sort_unstable();
    if !profile.has(Deviation::RepeatsRequestHeaderNames) {
        unsafe_names.dedup();
    }
    unsafe_names
}

/// [#cors-safelisted-request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
/// as an engine has it.
fn is_safelisted_as(profile: Profile, name: &str, value: &[u8]) -> bool {
    let is = |own: &str| name.eq_ignore_ascii_case(own);
    if is("range") {
        let lower = value.to_ascii_lowercase();
        let ignores_case = profile.has(Deviation::RangeUnitIgnoresCase);
        return is_cors_safelisted_request_header(name, if ignores_case { &lower } else { value })
            && (!profile.has(Deviation::RangeIsLimited) || is_limited_range(profile, value));
    }
    let is_non_ascii = (is("accept") || is("content-type")) && !value.is_ascii();
    if is_non_ascii && profile.has(Deviation::NonAsciiIsUnsafe) {
        return false;
    }
    if is("content-type")
        && profile.has(Deviation::ContentTypeIsParsedStrictly)
        && (value.contains(&b',') || ends_in_extra_semicolon(value))
    {
        return false;
    }
    is_cors_safelisted_request_header(name, value)
        || (profile.has(Deviation::SafelistsClientHints) && is_client_hint(name, value))
}

/// `text/plain;;` and `text/plain;a=b;` do, `text/plain;` and `text/plain;;a=b` do not.
fn ends_in_extra_semicolon(value: &[u8]) -> bool {
    value.strip_suffix(b";").is_some_and(|rest| rest.contains(&b';'))
}

/// The numbers of a range that parses.
fn is_limited_range(profile: Profile, value: &[u8]) -> bool {
    let limit = match profile.engine() {
        Some(Engine::Chromium) => i64::MAX.unsigned_abs() - 1,
        _ => u64::MAX,
    };
    let numbers = value.split(|byte| !byte.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers
        .map(|digits| str::from_utf8(digits).ok().and_then(|text| text.parse::<u64>().ok()))
        .all(|number| number.is_some_and(|number| number <= limit))
}

/// The headers that an engine lets through in mode `no-cors`, of those that the standard does.
pub(crate) fn guard_no_cors(profile: Profile, headers: &HeaderList) -> HeaderList {
    let mut guarded = HeaderList::new();
    for (name, value) in headers.iter() {
        let mut combined =
            guarded.get(name).map_or_else(Vec::new, |own| [&own[..], b", "].concat());
        combined.extend_from_slice(value);
        if is_safelisted_as(profile, name, &combined) {
            guarded.append(name, value);
        }
    }
    guarded
}

/// A client hint that was once on the list, with a value of its grammar.
fn is_client_hint(name: &str, value: &[u8]) -> bool {
    let is = |own: &str| name.eq_ignore_ascii_case(own);
    let is_integer = || !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let is_decimal = || {
        let dot = value.iter().position(|byte| *byte == b'.').unwrap_or(value.len());
        let (whole, fraction) = value.split_at(dot);
        let fraction = fraction.get(1..).unwrap_or_default();
        value.len() > usize::from(dot < value.len())
            && whole.iter().chain(fraction).all(u8::is_ascii_digit)
    };
    if value.len() > MAX_SAFELISTED_VALUE_LENGTH {
        false
    } else if is("save-data") {
        value.eq_ignore_ascii_case(b"on")
    } else if is("ect") {
        matches!(value, b"slow-2g" | b"2g" | b"3g" | b"4g")
    } else if is("device-memory") || is("dpr") || is("downlink") {
        is_decimal()
    } else {
        (is("rtt") || is("viewport-width") || is("width")) && is_integer()
    }
}

/// The client hints that do not survive a redirect to another origin than the page's.
pub(crate) const FLEETING_CLIENT_HINTS: [&str; 7] =
    ["Device-Memory", "Downlink", "DPR", "ECT", "RTT", "Viewport-Width", "Width"];

/// [#cors-unsafe-request-header-byte](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte)
fn is_unsafe_byte(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t') || byte == 0x7f || b"\"():<>?@[\\]{}".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{cors_unsafe_request_header_names, is_cors_safelisted_request_header};
    use crate::HeaderList;

    /// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
    #[test]
    fn safelisted_request_headers() {
        let value128 = "a".repeat(128);
        let value129 = "a".repeat(129);
        let plain128 = format!("text/plain;{}", "a".repeat(117));
        let plain129 = format!("text/plain;{}", "a".repeat(118));
        for (name, value, expected) in [
            ("accept", "", true),
            ("Accept", "*/*", true),
            ("ACCEPT", "text/html,application/xml;q=0.9", true),
            ("accept", "a\tb", true),
            ("accept", "é", true),
            ("accept", value128.as_str(), true),
            ("accept", value129.as_str(), false),
            ("accept", "a\u{1f}", false),
            ("accept", "\0", false),
            ("accept", "\n", false),
            ("accept", "\u{b}", false),
            ("accept", "a b", true),
            ("accept", "\"", false),
            ("accept", "(", false),
            ("accept", ")", false),
            ("accept", ":", false),
            ("accept", "<", false),
            ("accept", ">", false),
            ("accept", "?", false),
            ("accept", "@", false),
            ("accept", "[", false),
            ("accept", "\\", false),
            ("accept", "]", false),
            ("accept", "{", false),
            ("accept", "}", false),
            ("accept", "\u{7f}", false),
            ("accept", "/,;=!#$%&'*+-.^_`|~", true),
            ("accept-language", "", true),
            ("Accept-Language", "en-GB, de;q=0.8, *", true),
            ("accept-language", "a.b=1", true),
            ("accept-language", "en_GB", false),
            ("accept-language", "@", false),
            ("accept-language", "\"", false),
            ("accept-language", "a\tb", false),
            ("accept-language", "é", false),
            ("accept-language", "a/b", false),
            ("accept-language", value129.as_str(), false),
            ("content-language", "en-GB", true),
            ("content-language", "en_GB", false),
            ("Content-Language", value128.as_str(), true),
            ("content-type", "text/plain", true),
            ("Content-Type", "TEXT/PLAIN;charset=UTF-8", true),
            ("content-type", "application/x-www-form-urlencoded;charset=UTF-8", true),
            ("content-type", "multipart/form-data; boundary=x", true),
            ("content-type", "multipart/form-data; boundary=\"x\"", false),
            ("content-type", " text/plain\t", true),
            ("content-type", "text/plain;", true),
            ("content-type", "text/plain; a", true),
            ("content-type", "text/plain;é", true),
            ("content-type", plain128.as_str(), true),
            ("content-type", plain129.as_str(), false),
            ("content-type", "text/plain,", false),
            ("content-type", "text /plain", false),
            ("content-type", "text/plain\r\n", false),
            ("content-type", "text/html", false),
            ("content-type", "application/json", false),
            ("content-type", "application/x-www-form-urlencoded-x", false),
            ("content-type", "text/plain, text/plain", false),
            ("content-type", "text", false),
            ("content-type", "", false),
            ("range", "bytes=0-", true),
            ("Range", "bytes=0-99", true),
            ("range", "bytes=-5", false),
            ("range", "bytes=5-4", false),
            ("range", "bytes=0-1,3-4", false),
            ("authorization", "x", false),
            ("dpr", "1", false),
            ("device-memory", "1", false),
            ("save-data", "on", false),
            ("viewport-width", "1", false),
            ("width", "1", false),
            ("last-event-id", "1", false),
            ("x-custom", "", false),
            ("", "", false),
        ] {
            assert_eq!(
                is_cors_safelisted_request_header(name, value.as_bytes()),
                expected,
                "{name}: {value}"
            );
        }
    }

    /// https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
    #[test]
    fn unsafe_names() {
        let value128 = "a".repeat(128);
        let row = |fields: &[(&str, &str)]| {
            cors_unsafe_request_header_names(&fields.iter().copied().collect::<HeaderList>())
        };
        assert!(row(&[]).is_empty(), "no headers");
        assert!(row(&[("Accept", "*/*"), ("Content-Type", "text/plain")]).is_empty(), "safelisted");
        assert_eq!(row(&[("B", ""), ("a", ""), ("C", "")]), ["a", "b", "c"], "lower-case, sorted");
        assert_eq!(row(&[("X-A", "1"), ("x-a", "2")]), ["x-a"], "unique");
        assert_eq!(
            row(&[("a-b", ""), ("a_b", ""), ("ab", ""), ("a", "")]),
            ["a", "a-b", "a_b", "ab"],
            "by bytes"
        );
        assert_eq!(
            row(&[("Accept", "*/*"), ("accept", "\"")]),
            ["accept"],
            "pairs are judged alone"
        );
        let eight = [("accept", value128.as_str()); 8];
        assert!(row(&eight).is_empty(), "1024 bytes are safe");
        let mut more = eight.to_vec();
        more.push(("Content-Language", "a"));
        assert_eq!(row(&more), ["accept", "content-language"], "1025 bytes are not");
        let mut other = eight.to_vec();
        other.push(("X-Other", value128.as_str()));
        assert_eq!(row(&other), ["x-other"], "unsafe values do not count towards 1024");
    }
}
