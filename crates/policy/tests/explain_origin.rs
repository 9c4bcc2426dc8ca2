//! Why an origin is allowed or not, in words.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::policy;
use corsmith_policy::OriginExplanation;

fn explain(origin: &str) -> String {
    let policy = policy(
        "[policy]\nallow-origins = ['https://app.example.com', 'https://*.partner.example', 'http://localhost:3000']",
    );
    match policy.explain_origin(origin) {
        OriginExplanation::Allowed(pattern) => format!("allowed by {pattern}"),
        OriginExplanation::NotListed { nearest: None } => "not listed".to_owned(),
        OriginExplanation::NotListed { nearest: Some((pattern, miss)) } => {
            format!("near {pattern}: {miss}")
        }
        OriginExplanation::NotSerialized { serialized, would_match } => format!(
            "not serialized; browsers send {}{}",
            serialized.as_deref().unwrap_or("nothing like it"),
            would_match.map_or(String::new(), |pattern| format!(", allowed by {pattern}"))
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn explanations() {
    let rows = [
        ("https://app.example.com", "allowed by https://app.example.com"),
        ("https://x.y.partner.example", "allowed by https://*.partner.example"),
        ("https://app.example.com:8443", "near https://app.example.com: the port differs"),
        ("http://app.example.com", "near https://app.example.com: the scheme differs"),
        ("https://localhost:3000", "near http://localhost:3000: the scheme differs"),
        ("http://localhost", "near http://localhost:3000: the port differs"),
        ("http://app.example.com:81", "near https://app.example.com: scheme, host or port differ"),
        (
            "https://partner.example",
            "near https://*.partner.example: it means subdomains, and this is the bare domain",
        ),
        (
            "https://x.app.example.com",
            "near https://app.example.com: it means that host alone, and this is a subdomain of it",
        ),
        (
            "https://app.example.com.",
            "near https://app.example.com: the hosts differ by a dot at the end",
        ),
        (
            "https://evilapp.example.com",
            "near https://app.example.com: the host only ends with the same letters: it is another domain",
        ),
        (
            "https://app.example.com.evil.net",
            "near https://app.example.com: the host only begins with the same letters: it is another domain",
        ),
        (
            "https://appxexample.com",
            "near https://app.example.com: the host has another character where the pattern has a dot",
        ),
        ("https://other.net", "not listed"),
        ("null", "not listed"),
        (
            "HTTPS://App.Example.com/",
            "not serialized; browsers send https://app.example.com, allowed by https://app.example.com",
        ),
        (
            "https://app.example.com:443",
            "not serialized; browsers send https://app.example.com, allowed by https://app.example.com",
        ),
        ("app.example.com", "not serialized; browsers send nothing like it"),
        ("", "not serialized; browsers send nothing like it"),
    ];
    for (origin, expected) in rows {
        assert_eq!(explain(origin), expected, "`{origin}`");
    }
}
