//! Which texts are origin patterns, and what is said of the others.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use corsmith_policy::{OriginPattern, Refusal};

#[test]
fn permitted_patterns_are_canonical() {
    let patterns = [
        "*",
        "null",
        "https://example.com",
        "https://example.com:8443",
        "http://example.com:443",
        "https://example.com:80",
        "https://*.example.com",
        "https://*.example.com:8443",
        "https://*.example.com:*",
        "http://localhost",
        "http://localhost:*",
        "http://*.localhost:3000",
        "http://127.0.0.1:3000",
        "http://[::1]:*",
        "https://[2001:db8::1]:8443",
        // Begins like an IPv4 address in IPv6 form, and is too short for one.
        "http://[::ffff:4]",
        "https://example.com.",
        "https://a_b.example.com",
        "https://xn--rsum-bpad.com",
        "https://localhost:65535",
        "https://*.com",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
        "capacitor://localhost",
        "web+app://x",
    ];
    for text in patterns {
        match OriginPattern::parse(text) {
            Ok(pattern) => assert_eq!(pattern.as_str(), text),
            Err(error) => panic!("`{text}` is refused: {error}"),
        }
    }
}

#[test]
fn refused_patterns_say_what_was_meant() {
    use Refusal as R;
    let rows: &[(&str, Refusal, &[&str])] = &[
        // Vector 6.
        ("https://example.com/", R::OriginWithPath, &["https://example.com"]),
        ("https://example.com/path", R::OriginWithPath, &["https://example.com"]),
        ("https://example.com?q", R::OriginWithPath, &["https://example.com"]),
        ("https://example.com#f", R::OriginWithPath, &["https://example.com"]),
        ("https://example.com/*", R::OriginWithPath, &["https://example.com"]),
        ("https://user@example.com", R::InvalidOrigin, &["https://example.com"]),
        ("https://user:pass@example.com", R::InvalidOrigin, &["https://example.com"]),
        (" https://a.com", R::InvalidOrigin, &["https://a.com"]),
        ("example.com", R::OriginWithoutScheme, &["https://example.com"]),
        ("//example.com", R::OriginWithoutScheme, &["https://example.com"]),
        ("https:/a.com", R::InvalidOrigin, &["https://a.com"]),
        ("http:a.com:8080", R::InvalidOrigin, &["http://a.com:8080"]),
        ("all", R::OriginWithoutScheme, &[]),
        ("'self'", R::OriginWithoutScheme, &[]),
        ("NULL", R::OriginUpperCase, &[]),
        ("**", R::OriginMisplacedWildcard, &[]),
        ("*.*", R::OriginMisplacedWildcard, &[]),
        ("chrome-extension://ABC", R::OriginUpperCase, &["chrome-extension://abc"]),
        ("https://a.com b.com", R::InvalidOrigin, &[]),
        ("https://a.com https://b.com/", R::OriginList, &["https://a.com", "https://b.com"]),
        ("https://a.com,https://*", R::OriginList, &[]),
        ("Example.com/path", R::OriginWithoutScheme, &["https://example.com"]),
        ("localhost:3000", R::OriginWithoutScheme, &["http://localhost:3000"]),
        ("*.example.com", R::OriginWithoutScheme, &["https://*.example.com"]),
        ("HTTPS://A.com", R::OriginUpperCase, &["https://a.com"]),
        ("https://A.com/", R::OriginWithPath, &["https://a.com"]),
        ("https://a.com:443", R::OriginDefaultPort, &["https://a.com"]),
        ("http://a:80", R::OriginDefaultPort, &["http://a"]),
        ("http://a:080", R::OriginDefaultPort, &["http://a"]),
        ("https://a:0", R::OriginInvalidPort, &[]),
        ("https://a:065", R::OriginInvalidPort, &["https://a:65"]),
        ("https://a:65536", R::OriginInvalidPort, &[]),
        ("https://a:", R::OriginInvalidPort, &["https://a"]),
        ("https://a:x", R::OriginInvalidPort, &[]),
        ("https://a:+80", R::OriginRegex, &[]),
        ("https://a:-1", R::OriginInvalidPort, &[]),
        // Vector 7.
        ("https://résumé.com", R::OriginUnicodeHost, &["https://xn--rsum-bpad.com"]),
        ("https://*.münchen.example", R::OriginUnicodeHost, &["https://*.xn--mnchen-3ya.example"]),
        ("https://xn--f", R::OriginInvalidHost, &[]),
        // Vector 8.
        ("http://[0:0:0:0:0:0:0:1]", R::OriginNonCanonicalIp, &["http://[::1]"]),
        ("http://[::ffff:1.2.3.4]", R::OriginNonCanonicalIp, &["http://1.2.3.4"]),
        ("http://[::ffff:102:304]", R::OriginNonCanonicalIp, &["http://1.2.3.4"]),
        ("http://[::ffff:4]/a", R::OriginWithPath, &["http://[::ffff:4]"]),
        ("http://0x7f000001", R::OriginNonCanonicalIp, &["http://127.0.0.1"]),
        ("http://127.1", R::OriginNonCanonicalIp, &["http://127.0.0.1"]),
        ("http://[fe80::1%25eth0]", R::OriginInvalidHost, &[]),
        ("http://::1", R::InvalidOrigin, &["http://[::1]"]),
        ("http://256.0.0.1", R::OriginInvalidHost, &[]),
        ("http://foo.255", R::OriginInvalidHost, &[]),
        // Vectors 2 and 9.
        ("h*", R::OriginWithoutScheme, &[]),
        ("https://*", R::OriginMisplacedWildcard, &[]),
        ("https://*:8443", R::OriginMisplacedWildcard, &[]),
        ("*://example.com", R::OriginMisplacedWildcard, &[]),
        ("https://*.*.a.com", R::OriginMisplacedWildcard, &["https://*.a.com"]),
        ("https://a.*.com", R::OriginMisplacedWildcard, &[]),
        ("https://*a.com", R::OriginMisplacedWildcard, &["https://*.a.com"]),
        ("https://*-a.com", R::OriginMisplacedWildcard, &["https://*.a.com"]),
        ("https://a*.com", R::OriginMisplacedWildcard, &[]),
        ("https://*.1.2.3.4", R::OriginMisplacedWildcard, &[]),
        ("https://*.[::1]", R::OriginMisplacedWildcard, &[]),
        ("https://*.", R::OriginMisplacedWildcard, &[]),
        ("https://a.com:*8", R::OriginInvalidPort, &[]),
        // Lists and regular expressions.
        ("https://a.com, https://b.com", R::OriginList, &["https://a.com", "https://b.com"]),
        ("https://a.com https://b.com", R::OriginList, &["https://a.com", "https://b.com"]),
        (r"^https://.*\.example\.com$", R::OriginRegex, &["https://*.example.com"]),
        (r"/^https:\/\/[^.]+\.example\.com$/", R::OriginRegex, &["https://*.example.com"]),
        (r"^http://localhost(:\d+)?$", R::OriginRegex, &["http://localhost:*"]),
        (r"https://(a|b)\.com", R::OriginRegex, &[]),
        (r"(a)", R::OriginRegex, &[]),
        ("https://{tenant}.example.com", R::OriginRegex, &[]),
        // The rest.
        ("", R::InvalidOrigin, &[]),
        ("   ", R::InvalidOrigin, &[]),
        ("https://", R::InvalidOrigin, &[]),
        ("://a.com", R::OriginWithoutScheme, &["https://a.com"]),
        ("1ttps://a.com", R::InvalidOrigin, &[]),
        ("https://a b.com", R::InvalidOrigin, &[]),
        ("https://a..com", R::OriginInvalidHost, &[]),
        ("https://.a.com", R::OriginInvalidHost, &[]),
        ("https://a%2eb.com", R::OriginInvalidHost, &[]),
        ("file://", R::OriginFile, &[]),
        ("file:///home/me/index.html", R::OriginFile, &[]),
        ("Null", R::OriginUpperCase, &[]),
    ];
    for (text, refusal, suggestion) in rows {
        match OriginPattern::parse(text) {
            Ok(pattern) => panic!("`{text}` is accepted as `{pattern}`"),
            Err(error) => {
                assert_eq!(error.refusal, *refusal, "`{text}`: {error}");
                assert_eq!(error.suggestion, *suggestion, "`{text}`: {error}");
            }
        }
    }
}

#[test]
fn lengths_are_bounded() {
    let label = "a".repeat(63);
    let host = format!("{label}.{label}.{label}.{}", "a".repeat(61));
    assert_eq!(host.len(), 253);
    assert!(OriginPattern::parse(&format!("https://{host}")).is_ok());
    assert!(OriginPattern::parse(&format!("https://{host}a")).is_err());
    assert!(OriginPattern::parse(&format!("https://*.{host}")).is_err());
    assert!(OriginPattern::parse(&format!("https://{}", "a.".repeat(1 << 20))).is_err());
    assert!(OriginPattern::parse(&format!("https://{}.com", "a".repeat(64))).is_err());
}

#[test]
fn a_pattern_covers_what_it_matches() {
    let rows = [
        ("*", "https://a.com", true),
        ("*", "null", true),
        ("https://a.com", "*", false),
        ("https://a.com", "https://a.com", true),
        ("https://a.com", "https://a.com:8443", false),
        ("https://a.com:*", "https://a.com:8443", true),
        ("https://a.com:*", "https://a.com", true),
        ("https://a.com:*", "http://a.com", false),
        ("https://*.a.com", "https://x.a.com", true),
        ("https://*.a.com", "https://a.com", false),
        ("https://*.a.com", "https://*.x.a.com", true),
        ("https://*.a.com", "https://*.a.com", true),
        ("https://*.x.a.com", "https://*.a.com", false),
        ("https://*.a.com", "https://*.ba.com", false),
        ("https://*.a.com", "https://*.a.com:*", false),
        ("https://*.a.com:*", "https://x.a.com:1", true),
    ];
    for (wide, narrow, expected) in rows {
        let parse = |text| OriginPattern::parse(text).expect(text);
        assert_eq!(parse(wide).covers(&parse(narrow)), expected, "`{wide}` covers `{narrow}`");
    }
}

#[test]
fn the_longest_pattern_is_the_longest_origin() {
    let (scheme, host) = ("s".repeat(64), "a.".repeat(126) + "b");
    let longest = format!("{scheme}://{host}:65535");
    assert!(OriginPattern::parse(&longest).expect("326 bytes").matches(&longest));
    let rooted = format!("{scheme}://{host}.:6553");
    assert!(OriginPattern::parse(&rooted).expect("326 bytes").matches(&rooted));
    assert!(OriginPattern::parse(&format!("{scheme}://{host}.:65535")).is_err());
}
