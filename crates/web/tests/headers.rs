//! Every answer is safe to read, errors and assets too.

use corsmith_web::limits::Limits;
use corsmith_web::server::Transport;

use crate::{Answer, Server};

const NAMES: [&str; 8] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "cross-origin-embedder-policy",
    "permissions-policy",
    "origin-agent-cluster",
];

/// The addresses of all assets, from the page that uses them.
fn assets(server: &Server) -> Vec<String> {
    let page = server.ask("GET", "/nothing", "").text();
    let parts = page.split('"').filter(|part| part.starts_with("/assets/"));
    let mut found: Vec<_> = parts.map(str::to_owned).collect();
    found.sort();
    assert_eq!(found.len(), 4, "{page}");
    found
}

#[track_caller]
fn is_safe(answer: &Answer, name: &str) {
    for header in NAMES {
        assert!(answer.header(header).is_some(), "{name} has no {header}:\n{}", answer.head());
    }
    for header in ["server", "strict-transport-security", "x-powered-by"] {
        assert_eq!(answer.header(header), None, "{name}");
    }
    assert!(answer.header("cache-control").is_some(), "{name}");
}

#[test]
fn every_answer_has_the_headers() {
    let server = Server::start();
    let long = format!("/?{}", "a".repeat(40_000));
    let asset = assets(&server).remove(0);
    let rows = [
        ("a page", "GET", "/", 200),
        ("a page without its body", "HEAD", "/", 200),
        ("an asset", "GET", &*asset, 200),
        ("no page", "GET", "/nothing", 404),
        ("no page of the API", "GET", "/api/v1/nothing", 404),
        ("no asset", "GET", "/assets/nothing", 404),
        ("a method that is not known here", "DELETE", "/", 405),
        ("a method that nobody knows", "CONJURE", "/", 405),
        ("the server's methods", "OPTIONS", "*", 204),
        ("a proxy is asked for", "CONNECT", "a:443", 405),
        ("a target without a slash", "GET", "nothing", 400),
        ("a target that is too long", "GET", &long, 414),
    ];
    for (name, method, target, status) in rows {
        let answer = server.ask(method, target, "");
        assert_eq!(answer.status, status, "{name}: {}", answer.head());
        is_safe(&answer, name);
    }
    let raw = [
        ("garbage", "\u{16}\u{3}\u{1}garbage\r\n\r\n".to_owned(), 400),
        ("no host", "GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        (
            "too much head",
            format!("GET / HTTP/1.1\r\nHost: a\r\nx: {}\r\n\r\n", "x".repeat(70_000)),
            431,
        ),
        (
            "a body too long",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n".to_owned(),
            413,
        ),
    ];
    for (name, bytes, status) in raw {
        let answer = server.tell(bytes);
        assert_eq!(answer.status, status, "{name}");
        is_safe(&answer, name);
    }
}

#[test]
fn what_the_headers_say() {
    let server = Server::start();
    let answer = server.ask("GET", "/nothing", "");
    let head: String = answer
        .head()
        .lines()
        .filter(|line| !line.starts_with("content-length"))
        .map(|line| line.replace("; ", "\n  ").replace("=(), ", "=()\n  ") + "\n")
        .collect();
    insta::assert_snapshot!(head);
}

#[test]
fn strict_transport_security_is_for_tls_alone() {
    let server = Server::with(Limits::default(), Transport::BehindTls);
    for target in ["/", "/nothing"] {
        let value = server.ask("GET", target, "");
        assert_eq!(value.header("strict-transport-security"), Some("max-age=31536000"), "{target}");
    }
}

#[test]
fn who_may_keep_an_answer() {
    let server = Server::start();
    let asset = assets(&server).remove(0);
    let rows = [
        ("GET", "/", "no-cache"),
        ("HEAD", "/", "no-cache"),
        ("POST", "/nothing", "no-store"),
        ("GET", "/nothing", "no-store"),
        ("GET", &asset, "public, max-age=31536000, immutable"),
    ];
    for (method, target, expected) in rows {
        let answer = server.ask(method, target, "");
        assert_eq!(answer.header("cache-control"), Some(expected), "{method} {target}");
    }
}

#[test]
fn an_asset_has_one_form_for_each_coding() {
    let server = Server::start();
    for target in assets(&server) {
        let plain = server.ask("GET", &target, "");
        let mut tags = vec![plain.header("etag").unwrap().to_owned()];
        assert_eq!(plain.header("content-encoding"), None);
        for coding in ["br", "gzip"] {
            let accept = format!("Accept-Encoding: {coding}\r\n");
            let answer = server.ask("GET", &target, &accept);
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("content-encoding"), Some(coding));
            assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
            assert_eq!(answer.header("content-type"), plain.header("content-type"));
            assert!(answer.body.len() < plain.body.len(), "{target} {coding}");
            tags.push(answer.header("etag").unwrap().to_owned());
            let known = format!("{accept}If-None-Match: {}\r\n", tags.last().unwrap());
            let again = server.ask("GET", &target, &known);
            assert_eq!((again.status, again.body.len()), (304, 0));
            assert_eq!(again.header("etag"), answer.header("etag"));
            is_safe(&again, "not modified");
            let head = server.ask("HEAD", &target, &accept);
            assert_eq!(head.header("content-length"), answer.header("content-length"));
        }
        tags.dedup();
        assert_eq!(tags.len(), 3, "{target}");
    }
}

#[test]
fn pages_are_compressed_for_those_who_take_it() {
    let server = Server::start();
    let plain = server.ask("GET", "/", "");
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(plain.header("vary"), Some("Accept-Encoding"));
    for (accepted, coding) in [("gzip, deflate, br, zstd", "gzip"), ("br", "br")] {
        let answer = server.ask("GET", "/", &format!("Accept-Encoding: {accepted}\r\n"));
        assert_eq!(answer.header("content-encoding"), Some(coding));
        assert!(answer.body.len() < plain.body.len() / 2, "{coding}: {}", answer.body.len());
    }
}
