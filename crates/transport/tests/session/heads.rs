//! Heads as they come over the wire.

use corsmith_scan::{FailureKind, Response, Stage};
use corsmith_transport::{MAX_FIELDS, MAX_HEAD_BYTES};

use crate::server::{Server, answer, failure};

fn fields(answer: &Response) -> Vec<String> {
    answer.headers.iter().map(|(name, value)| format!("{name}: {}", value.escape_ascii())).collect()
}

#[tokio::test]
async fn a_head_is_recorded_byte_for_byte() {
    let head = b"HTTP/1.1 200 Fine\r\nX-A: 1\r\nVary:  Origin \r\nACCESS-control-allow-ORIGIN: a\r\n\
                 x-a:2\r\naccess-control-allow-origin: b\r\nX-Odd: \xff\xe4\t!\r\nContent-Length: 2\r\n\r\n";
    let server = Server::answers([&head[..], b"ok"].concat());
    let answer = answer(&server.get("/")).await;
    assert_eq!(answer.head, head);
    assert_eq!(
        fields(&answer),
        [
            "X-A: 1",
            "Vary: Origin",
            "ACCESS-control-allow-ORIGIN: a",
            "x-a: 2",
            "access-control-allow-origin: b",
            "X-Odd: \\xff\\xe4\\t!",
            "Content-Length: 2",
        ]
    );
}

#[tokio::test]
async fn a_head_that_comes_in_pieces_is_one() {
    let text = "HTTP/1.1 404 Not Found\r\nA: 1\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(move |connection| {
        while connection.ask()?.is_some() {
            connection.dribble(text, std::time::Duration::from_micros(300))?;
        }
        Ok(())
    });
    let mut session = crate::server::session();
    for _ in 0..3 {
        let exchange = corsmith_scan::Transport::exchange(&mut session, &server.get("/")).await;
        assert_eq!(exchange.outcome.unwrap().head, text.as_bytes());
    }
}

#[tokio::test]
async fn interim_answers_are_none() {
    let last = "HTTP/1.1 200 OK\r\nA: last\r\nContent-Length: 0\r\n\r\n";
    for interim in [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nA: early\r\nLink: </a>; rel=preload\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: early\r\n\r\n",
    ] {
        let answer = answer(&Server::answers(format!("{interim}{last}")).get("/")).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.head, last.as_bytes(), "{interim}");
        assert_eq!(fields(&answer)[0], "A: last");
    }
}

#[tokio::test]
async fn old_ways_of_writing_a_head_are_read() {
    let cases = [
        ("HTTP/1.1 200 OK\nA: 1\nContent-Length: 0\n\n", "A: 1"),
        ("\r\nHTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 0\r\n\r\n", "A: 1"),
        ("HTTP/1.1 200\r\nA: 1\r\nContent-Length: 0\r\n\r\n", "A: 1"),
        ("HTTP/1.1 200 OK\r\nA: 1\r\n  2\r\nContent-Length: 0\r\n\r\n", "A: 1 2"),
        ("HTTP/1.1 200 OK\r\nA:\r\nContent-Length: 0\r\n\r\n", "A: "),
        ("HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", "A: 1"),
        ("HTTP/1.1 999 What\r\nA: 1\r\nContent-Length: 0\r\n\r\n", "A: 1"),
    ];
    for (text, first) in cases {
        let answer = answer(&Server::answers(text).get("/")).await;
        assert_eq!(fields(&answer)[0], first, "{text}");
        assert!(text.as_bytes().ends_with(&answer.head), "{text}");
    }
}

#[tokio::test]
async fn what_is_no_head_is_malformed() {
    let cases: [&[u8]; 13] = [
        b"\x16\x03\x01 SSH-2.0-zoo\r\n\xff\xfe\r\n\r\n",
        b"<!doctype html><title>Hello</title>",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/2.0 200 OK\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: 1\x002\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: 1\r2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA : 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ];
    for text in cases {
        let failure = failure(&Server::answers_once(text).get("/")).await;
        let shown = text.escape_ascii();
        assert_eq!((failure.stage, failure.kind), (Stage::Head, FailureKind::Malformed), "{shown}");
        assert!(text.starts_with(&failure.received) && !failure.received.is_empty(), "{shown}");
        assert!(failure.detail.starts_with("it is malformed: "), "{shown}: {}", failure.detail);
    }
}

#[tokio::test]
async fn control_characters_are_read_as_browsers_do() {
    let server =
        Server::answers_once(b"HTTP/1.1 200 OK\r\nA: 1\x012\r\nContent-Length: 2\r\n\r\nab");
    let answer = answer(&server.get("/")).await;
    assert_eq!(answer.headers.get("a").as_deref(), Some(&b"1\x012"[..]));
    assert_eq!((answer.status, answer.body.read, answer.body.is_cut), (200, 0, true));
}

async fn assert_too_large(serve: Server) {
    let failure = failure(&serve.get("/")).await;
    assert_eq!((failure.stage, failure.kind), (Stage::Head, FailureKind::TooLarge), "{failure}");
    assert_eq!(failure.detail, "the head has more than 65536 bytes or 200 fields");
    assert!(!failure.received.is_empty());
    assert!(failure.received.len() <= corsmith_scan::MAX_FAILED_BYTES);
}

fn endless(first: &'static str, again: &'static str) -> Server {
    Server::start(move |connection| {
        connection.ask()?;
        connection.say(first)?;
        loop {
            connection.say(again.repeat(100))?;
        }
    })
}

#[tokio::test]
async fn a_head_has_an_end() {
    assert_too_large(endless("HTTP/1.1 200 OK\r\n", "A: 1\r\n")).await;
    assert_too_large(endless("HTTP/1.1 200 ", "x")).await;
    assert_too_large(endless("HTTP/1.1 200 OK\r\nA: ", "x")).await;
    assert_too_large(endless("", "HTTP/1.1 103 Early Hints\r\nA: 1\r\n\r\n")).await;
    let megabyte = format!("HTTP/1.1 200 OK\r\nA: {}\r\n\r\n", "x".repeat(1 << 20));
    assert_too_large(Server::answers(megabyte)).await;
    let cookies = "Set-Cookie: a=1\r\n".repeat(10_000);
    assert_too_large(Server::answers(format!("HTTP/1.1 200 OK\r\n{cookies}\r\n"))).await;
}

fn with_fields(count: usize) -> String {
    format!("HTTP/1.1 204 No Content\r\n{}\r\n", "A: 1\r\n".repeat(count))
}

fn with_bytes(count: usize) -> String {
    let around = "HTTP/1.1 204 No Content\r\nA: \r\n\r\n";
    format!("HTTP/1.1 204 No Content\r\nA: {}\r\n\r\n", "x".repeat(count - around.len()))
}

#[tokio::test]
async fn the_limits_are_what_they_say() {
    let most = answer(&Server::answers(with_fields(MAX_FIELDS)).get("/")).await;
    assert_eq!(most.headers.len(), MAX_FIELDS);
    // What came in one piece is read; what did not, is not.
    let more = answer(&Server::answers_once(with_fields(MAX_FIELDS + 1)).get("/")).await;
    assert_eq!((more.headers.len(), more.body.is_cut), (MAX_FIELDS + 1, true));
    assert_too_large(Server::answers(with_fields(9000))).await;
    let most = answer(&Server::answers(with_bytes(MAX_HEAD_BYTES)).get("/")).await;
    assert_eq!(most.head.len(), MAX_HEAD_BYTES);
    assert_too_large(Server::answers(with_bytes(MAX_HEAD_BYTES + 1))).await;
}
