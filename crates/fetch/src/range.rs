//! The `Range` header, as far as it decides whether a request needs a preflight.

/// True if `value` is a single byte range that names its start, without white space: step 2 of
/// [#cors-safelisted-request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
/// for `range`, by
/// [#simple-range-header-value](https://fetch.spec.whatwg.org/#simple-range-header-value).
///
/// Numbers are compared as digits, since the standard gives them no upper bound.
pub(crate) fn is_single_range_with_start(value: &[u8]) -> bool {
    let Some(range) = value.strip_prefix(b"bytes=") else { return false };
    let Some(dash) = range.iter().position(|byte| *byte == b'-') else { return false };
    let (start, end) = (range.get(..dash), range.get(dash + 1..));
    let (Some(start), Some(end)) = (start, end) else { return false };
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    // A suffix range (`bytes=-5`) parses and is not safelisted.
    !start.is_empty() && digits(start) && digits(end) && (end.is_empty() || !exceeds(start, end))
}

fn exceeds(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = (without_leading_zeros(a), without_leading_zeros(b));
    (a.len(), a) > (b.len(), b)
}

fn without_leading_zeros(mut digits: &[u8]) -> &[u8] {
    while let [b'0', rest @ ..] = digits {
        digits = rest;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::is_single_range_with_start;

    /// https://fetch.spec.whatwg.org/#simple-range-header-value
    #[test]
    fn ranges() {
        for (value, expected) in [
            ("bytes=0-", true),
            ("bytes=0-0", true),
            ("bytes=100-200", true),
            ("bytes=9-10", true),
            ("bytes=00010-9", false),
            ("bytes=9-00010", true),
            ("bytes=18446744073709551616-18446744073709551617", true),
            ("bytes=18446744073709551617-18446744073709551616", false),
            ("bytes=200-100", false),
            ("bytes=-5", false),
            ("bytes=-", false),
            ("bytes=", false),
            ("bytes", false),
            ("", false),
            ("Bytes=0-", false),
            ("bytes =0-", false),
            ("bytes= 0-", false),
            ("bytes=0 -", false),
            ("bytes=0- ", false),
            ("bytes=0-1,2-3", false),
            ("bytes=0-1,", false),
            ("bytes=+1-2", false),
            ("bytes=0--1", false),
            ("bytes=a-b", false),
            ("items=0-1", false),
        ] {
            assert_eq!(is_single_range_with_start(value.as_bytes()), expected, "{value}");
        }
    }
}
