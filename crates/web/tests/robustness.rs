//! Whatever comes is answered or left: never with 5xx, never by falling over.

use std::time::{Duration, Instant};

use corsmith_web::limits::Limits;
use corsmith_web::server::Transport;

use crate::Server;

#[test]
fn malformed_targets_are_not_the_servers_fault() {
    let server = Server::start();
    let many = format!("/?{}", "a=b&".repeat(8_000));
    let rows = [
        "/%",
        "/%zz",
        "/%00",
        "/%ff%fe",
        "/?%",
        "/?%zz=%",
        "/?a=%ff%fe",
        "/?&&==&=",
        "//",
        "/../..",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e%2fsite.js",
        "/assets/%ff",
        "/assets/",
        "/?a[]=1&a[]=2",
        "/?origins=%00",
        "/policy?%",
        "/download?%ff",
        "/download",
        "/policy",
        "/?add=path&name=%0d%0aX-Injected:%20y",
        "/?remove=p9&origins=%ff%00%0d%0aX-Injected:y",
        "/?age=%0a%0dX-Injected:y",
        "/download?target=%0d%0aX-Injected:%20y&name=%22%0d%0aX-Injected:%20y",
        "/simulate?origin=%00&url=%0d%0a&method=%ff&status=99999999999",
        "/guide/%00",
        "/targets/..%2f..",
        "/rules/%ff",
        "/api",
        "/api/",
        "/api/v1/%ff",
        "http://a/",
        "http://a",
        "/?a=é",
        "/#fragment",
        "/\u{7f}",
        &many,
    ];
    for target in rows {
        for method in ["GET", "HEAD", "POST", "OPTIONS", "TRACE"] {
            let answer = server.ask(method, target, "");
            assert!((200..500).contains(&answer.status), "{method} {target}: {}", answer.status);
            assert_eq!(answer.header("x-injected"), None, "{method} {target}");
        }
    }
}

#[test]
fn bytes_that_are_no_request_are_answered_readably_and_the_connection_ends() {
    let server = Server::start();
    let target = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(70_000));
    let endless = format!("GET /{}", "x".repeat(200_000));
    let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "x: y\r\n".repeat(101));
    let rows: &[(&str, &[u8], u16)] = &[
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        ("NUL bytes", b"\0\0\0\0\0\0\0\0\r\n\r\n", 400),
        ("words", b"hello there, server\r\n\r\n", 400),
        ("no version", b"GET /\r\n\r\n", 400),
        ("a version of the future", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400),
        ("a header without a colon", b"GET / HTTP/1.1\r\nHost a\r\n\r\n", 400),
        ("a NUL in a header", b"GET / HTTP/1.1\r\nHost: a\r\nx: \0\r\n\r\n", 400),
        ("a folded header", b"GET / HTTP/1.1\r\nHost: a\r\nx: a\r\n b\r\n\r\n", 400),
        (
            "two lengths",
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
            400,
        ),
        ("a negative length", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        (
            "chunks that are none",
            b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            400,
        ),
        ("two hosts", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        ("a long target", target.as_bytes(), 414),
        ("a target without an end", endless.as_bytes(), 414),
        ("too many headers", many.as_bytes(), 431),
    ];
    for (name, bytes, status) in rows {
        let mut client = server.connect();
        client.send(bytes);
        let answer = client.answer("GET");
        assert_eq!(answer.status, *status, "{name}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{name}");
        assert!(answer.text().contains(&format!("Status {status}")), "{name}: {}", answer.text());
        assert_eq!(answer.header("connection"), Some("close"), "{name}");
        client.end_of_sending();
        assert!(client.is_closed(), "{name}");
    }
}

#[test]
fn headers_and_targets_up_to_the_limits_are_taken() {
    let server = Server::start();
    let target = format!("/nothing?{}", "x".repeat(32 * 1024 - 20));
    assert_eq!(server.ask("GET", &target, "").status, 404);
    assert_eq!(server.ask("GET", &format!("{target}{}", "x".repeat(20)), "").status, 414);
    let lines = "x: y\r\n".repeat(98);
    assert_eq!(server.ask("GET", "/nothing", &lines).status, 404);
    let lines = format!("x: {}\r\n", "y".repeat(60_000));
    assert_eq!(server.ask("GET", "/nothing", &lines).status, 404);
}

#[test]
fn a_body_up_to_the_limit_is_taken_and_a_longer_one_is_not() {
    const LIMIT: usize = 2 * 1024 * 1024;
    let server = Server::start();
    for (length, status) in [(0, 404), (1, 404), (LIMIT, 404), (LIMIT + 1, 413), (2 * LIMIT, 413)] {
        let body = vec![b'x'; length];
        let mut client = server.connect();
        client
            .send(format!("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n"));
        client.send(&body);
        assert_eq!(client.answer("POST").status, status, "{length}");
        let mut client = server.connect();
        client.send("POST /nothing HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for chunk in body.chunks(50_000) {
            client.send(format!("{:x}\r\n", chunk.len()));
            client.send(chunk);
            client.send("\r\n");
        }
        client.send("0\r\n\r\n");
        assert_eq!(client.answer("POST").status, status, "{length} in chunks");
    }
}

#[test]
fn a_body_that_is_announced_too_long_is_not_asked_for() {
    let server = Server::start();
    let answer = server.ask("POST", "/", "Content-Length: 99999999\r\nExpect: 100-continue\r\n");
    assert_eq!(answer.status, 413);
}

#[test]
fn bodies_share_a_room() {
    let limits = Limits { bodies_bytes: 4_096, ..Limits::default() };
    let server = Server::with(limits, Transport::Plain);
    let mut first = server.connect();
    first.send("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 4001\r\n\r\n");
    first.send(vec![b'x'; 4_000]);
    std::thread::sleep(Duration::from_millis(200));
    let second =
        server.tell("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123456789");
    assert_eq!((second.status, second.header("retry-after")), (503, Some("5")));
    first.send("x");
    assert_eq!(first.answer("POST").status, 404);
    let third = server.tell("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1");
    assert_eq!(third.status, 404);
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let server = Server::start();
    let mut client = server.connect();
    let ask = |method: &str, target: &str| format!("{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
    client.send(
        [ask("GET", "/"), ask("HEAD", "/"), ask("GET", "/nothing"), "junk\r\n\r\n".into()].concat(),
    );
    for (method, status) in [("GET", 200), ("HEAD", 200), ("GET", 404), ("GET", 400)] {
        assert_eq!(client.answer(method).status, status, "{method}");
    }
    client.end_of_sending();
    assert!(client.is_closed());
    let mut client = server.connect();
    client.send(ask("GET", "/nothing").repeat(500));
    for _ in 0..500 {
        assert_eq!(client.answer("GET").status, 404);
    }
}

#[test]
fn http_1_0_is_answered() {
    let server = Server::start();
    let mut client = server.connect();
    client.send("GET / HTTP/1.0\r\n\r\n");
    assert_eq!(client.answer("GET").status, 200);
    assert!(client.is_closed());
}

#[test]
fn head_says_what_get_would() {
    let server = Server::start();
    for target in ["/", "/nothing", "/api/v1/nothing"] {
        let (get, head) = (server.ask("GET", target, ""), server.ask("HEAD", target, ""));
        assert_eq!(head.status, get.status, "{target}");
        assert_eq!(head.header("content-length"), get.header("content-length"), "{target}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{target}");
    }
}

#[test]
fn a_method_that_is_not_known_is_told_which_are() {
    let server = Server::start();
    for method in ["DELETE", "CONJURE", "TRACE", "get"] {
        let answer = server.ask(method, "/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET,HEAD")), "{method}");
        assert!(answer.text().contains("Method Not Allowed"), "{method}");
    }
    let answer = server.ask("OPTIONS", "*", "");
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(answer.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
}

#[test]
fn an_error_has_the_form_that_was_asked_for() {
    let server = Server::start();
    let page = server.ask("GET", "/nothing", "Accept: text/html\r\n");
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    for (target, lines) in [("/api/v1/nothing", ""), ("/nothing", "Accept: application/json\r\n")] {
        let details = server.ask("GET", target, lines);
        assert_eq!(details.header("content-type"), Some("application/problem+json"));
        let details: serde_json::Value = serde_json::from_slice(&details.body).unwrap();
        assert_eq!(details["status"], 404);
        assert_eq!(details["title"], "Not Found");
        assert_eq!(details["type"], "about:blank");
        assert!(details["detail"].is_string());
    }
}

#[test]
fn a_thousand_idle_connections_do_not_hinder() {
    let server = Server::start();
    let mut idle = Vec::new();
    for number in 0..1_000 {
        let mut client = server.connect();
        // Some have begun a request, and some have had an answer.
        match number % 3 {
            0 => drop(client.send("GET / HT")),
            1 => {
                client.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
                assert_eq!(client.answer("GET").status, 404);
            }
            _ => {}
        }
        idle.push(client);
    }
    let begun = Instant::now();
    for _ in 0..20 {
        assert_eq!(server.ask("GET", "/", "").status, 200);
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    idle[1].send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(idle[1].answer("GET").status, 404);
}

#[test]
fn who_finds_no_place_waits_for_one() {
    let server = Server::with(Limits { connections: 2, ..Limits::default() }, Transport::Plain);
    let first = server.connect();
    let second = server.connect();
    let mut third = server.connect();
    third.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
    std::thread::sleep(Duration::from_millis(100));
    drop(first);
    assert_eq!(third.answer("GET").status, 404);
    drop(second);
}
