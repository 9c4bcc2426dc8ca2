//! Policies of paths: which one is for a request, and which patterns there are.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::policy;

#[test]
fn the_first_matching_path_wins_and_paths_are_normalised_first() {
    let policy = policy(
        "[policy]\nallow-origins = ['https://default.example']\n\
         [[policy.path]]\nmatch = '/a/b/*'\nallow-origins = ['https://narrow.example']\n\
         [[policy.path]]\nmatch = '/a/*'\nallow-origins = ['https://wide.example']\n\
         [[policy.path]]\nmatch = '/health'\nallow-origins = ['https://health.example']\n",
    );
    let rows = [
        ("/", "default"),
        ("/a", "default"),
        ("/a/", "wide"),
        ("/a/x?y=/a/b/", "wide"),
        ("/a/b/", "narrow"),
        ("/a/b/c", "narrow"),
        ("/A/b", "default"),
        ("/health", "health"),
        ("/health/", "default"),
        ("/health?x", "health"),
        ("/healthy", "default"),
        ("//a//b//c", "narrow"),
        ("/a/./b/c", "narrow"),
        ("/a/b/../x", "wide"),
        ("/%61/b/c", "narrow"),
        ("/a/%62%2fc", "narrow"),
        ("/a/b/%2e%2e/x", "wide"),
        ("/a/b/..%2f..%2fx", "default"),
        ("/a/b%2f", "narrow"),
        ("/a/%252e%252e/x", "wide"),
        ("*", "default"),
        ("", "default"),
        // Absolute-form (RFC 9112, section 3.2.2).
        ("http://api.example/a/b/c?x=/", "narrow"),
        ("http://api.example/x/../a/x", "wide"),
        ("http://api.example", "default"),
        ("http://api.example?/a/b/", "default"),
    ];
    for (target, expected) in rows {
        let pattern = policy.resource(target).origins().patterns()[0].as_str();
        assert_eq!(pattern, format!("https://{expected}.example"), "`{target}`");
    }
}

#[test]
fn path_patterns_are_refused_with_the_form_that_is_compared() {
    let rows: &[(&str, Option<&str>)] = &[
        ("public/*", Some("/public/*")),
        ("/a*", None),
        ("/a/*/b", None),
        ("/a/*/*", None),
        ("/a//b", Some("/a/b")),
        ("/a/../b/*", Some("/b/*")),
        ("/a?x", Some("/a")),
        ("/a b", None),
        ("/%61/*", Some("/a/*")),
        ("/a%20b", None),
        ("/%2a/x", None),
        ("a b", None),
        ("*", Some("/*")),
        ("https://api.example/x/*?y", Some("/x/*")),
        ("", Some("/")),
    ];
    for (text, suggestion) in rows {
        let error = corsmith_policy::PathPattern::parse(text).expect_err(text);
        assert_eq!(error.suggestion.as_deref(), *suggestion, "`{text}`: {error}");
    }
    for (text, why) in [("/a/*/*", "before its end"), ("/a*", "after a part of a name")] {
        let error = corsmith_policy::PathPattern::parse(text).expect_err(text);
        assert!(error.message.contains(why), "{error}");
    }
    for text in ["/", "/*", "/a", "/a/", "/a/*", "/a.b/c~d/*"] {
        assert_eq!(corsmith_policy::PathPattern::parse(text).expect(text).to_string(), text);
    }
}
