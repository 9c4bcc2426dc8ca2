//! Deciding about an origin allocates nothing, whoever wrote the `Origin` header.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::hint::black_box;

use corsmith_bench::{origins, policies};
use corsmith_policy::{OriginPattern, OriginSet, Request};

fn mixed() -> OriginSet {
    let exact = origins::exact(1_000).expect("patterns");
    let more = ["https://*.example.org", "http://localhost:*", "http://[::1]:8080"];
    let more = more.map(|text| OriginPattern::parse(text).expect(text));
    OriginSet::new(exact.patterns().iter().cloned().chain(more).collect())
}

#[test]
fn finding_an_origin_allocates_nothing() {
    let (set, deep) = (mixed(), origins::deep().expect("patterns"));
    let rows: Vec<(&str, &OriginSet, Vec<u8>, bool)> = vec![
        ("hit", &set, origins::last(1_000).into(), true),
        ("miss", &set, origins::MISS.into(), false),
        ("subdomain hit", &set, b"https://a.b.example.org".to_vec(), true),
        ("subdomain miss", &set, b"https://example.org".to_vec(), false),
        ("any port", &set, b"http://localhost:3000".to_vec(), true),
        ("IPv6", &set, b"http://[::1]:8080".to_vec(), true),
        ("another IPv6", &set, b"http://[2001:db8::1]".to_vec(), false),
        ("IPv4", &set, b"http://127.0.0.1".to_vec(), false),
        ("Punycode", &set, b"https://xn--bcher-kva.example.org".to_vec(), true),
        ("null", &set, b"null".to_vec(), false),
        ("empty", &set, Vec::new(), false),
        ("malformed", &set, b"https://a.example.org/".to_vec(), false),
        ("not UTF-8", &set, b"https://\xff".to_vec(), false),
        ("127 labels", &deep, origins::with_127_labels().into(), false),
        ("64 KB", &set, origins::huge(64_000).into(), false),
        ("1 MB", &set, origins::huge(1_000_000).into(), false),
    ];
    for (name, set, origin, expected) in rows {
        let mut found = false;
        let seen = allocation_counter::measure(|| {
            found = black_box(set.find(black_box(&origin))).is_some();
        });
        assert_eq!(found, expected, "{name}");
        assert_eq!(seen.count_total, 0, "{name}");
    }
}

#[test]
fn an_answer_allocates_its_list_of_headers_and_nothing_else() {
    let policy = policies::ordinary().expect("a policy");
    for sample in corsmith_bench::requests::samples() {
        let lines = sample.lines();
        let request = Request { method: sample.method, target: "/", headers: &lines };
        let seen = allocation_counter::measure(|| {
            black_box(policy.respond(black_box(&request)));
        });
        // A denial names the header at fault.
        let limit = if sample.name == "preflight-header-denied" { 2 } else { 1 };
        assert!(seen.count_total <= limit, "{}: {} allocations", sample.name, seen.count_total);
        assert!(seen.bytes_total <= 512, "{}: {} bytes", sample.name, seen.bytes_total);
    }
}

/// The counter counts: a test that could not fail would prove nothing.
#[test]
fn allocations_are_seen() {
    let seen = allocation_counter::measure(|| drop(black_box(vec![0_u8; 100])));
    assert_eq!((seen.count_total, seen.bytes_total), (1, 100));
}
