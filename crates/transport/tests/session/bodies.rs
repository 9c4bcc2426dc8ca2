//! Bodies, kept and not.

use std::io::Write;
use std::time::{Duration, Instant};

use corsmith_scan::{Body, MAX_BODY_BYTES, Transport};

use crate::server::{Connection, Server, answer, limits, session_with};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut wire = Vec::new();
    brotli::CompressorWriter::new(&mut wire, 4096, 5, 20).write_all(bytes).unwrap();
    wire
}

fn encoded(coding: &str, wire: &[u8]) -> Vec<u8> {
    let length = wire.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), wire].concat()
}

async fn kept(server: &Server) -> Body {
    answer(&server.get("/").keep_body()).await.body
}

#[tokio::test]
async fn a_kept_body_is_decompressed() {
    let page = b"<p>The key is under the third stone.</p>".repeat(50);
    let mut digests = Vec::new();
    for (coding, wire) in [("gzip", gzip(&page)), ("br", brotli(&page)), ("identity", page.clone())]
    {
        let body = kept(&Server::answers(encoded(coding, &wire))).await;
        assert_eq!(body.bytes, page, "{coding}");
        assert_eq!((body.read, body.is_cut), (page.len() as u64, false));
        digests.push(body.digest);
    }
    digests.dedup();
    assert_eq!(digests.len(), 1);
}

#[tokio::test]
async fn a_body_that_nobody_wants_is_compared_all_the_same() {
    let mut digests = Vec::new();
    for text in ["hello", "hello", "hallo", ""] {
        let length = text.len();
        let server =
            Server::answers(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{text}"));
        let body = answer(&server.get("/")).await.body;
        assert_eq!((body.bytes.len(), body.read, body.is_cut), (0, length as u64, false));
        // Kept or not, it is the same body.
        assert_eq!(kept(&server).await.digest, body.digest);
        digests.push(body.digest);
    }
    assert_eq!(digests[0], digests[1]);
    digests.dedup();
    assert_eq!(digests.len(), 3);
}

#[tokio::test]
async fn a_bomb_does_not_go_off() {
    let zeros = vec![0; 64 << 20];
    for (coding, wire) in [("gzip", gzip(&zeros)), ("br", brotli(&zeros))] {
        let body = kept(&Server::answers(encoded(coding, &wire))).await;
        assert_eq!((body.read, body.is_cut), (MAX_BODY_BYTES as u64, true), "{coding}");
        assert_eq!(body.bytes.len(), MAX_BODY_BYTES);
    }
}

#[tokio::test]
async fn a_limit_is_exact() {
    let server = Server::answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
    for (limit, expected, is_cut) in [(9, "012345678", true), (10, "0123456789", false)] {
        let mut request = server.get("/");
        request.body_limit = limit;
        let body = answer(&request).await.body;
        assert_eq!((&body.bytes[..], body.is_cut), (expected.as_bytes(), is_cut));
    }
}

fn serves(
    serve: impl Fn(&mut Connection) -> std::io::Result<()> + Send + Sync + 'static,
) -> Server {
    Server::start(move |connection| {
        connection.ask()?;
        serve(connection)
    })
}

#[tokio::test]
async fn an_endless_body_is_cut_at_its_limit() {
    let server = serves(|connection| {
        connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        loop {
            connection.say(format!("4000\r\n{}\r\n", "x".repeat(0x4000)))?;
        }
    });
    let body = kept(&server).await;
    assert_eq!((body.bytes.len(), body.is_cut), (MAX_BODY_BYTES, true));
    let body = answer(&server.get("/")).await.body;
    assert_eq!((body.bytes.len(), body.read, body.is_cut), (0, 65_536, true));
}

#[tokio::test]
async fn a_body_that_ends_early_is_cut() {
    let cases = [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nfffffffffffffffff\r\n",
    ];
    for text in cases {
        let body = kept(&Server::answers_once(text)).await;
        assert_eq!((&body.bytes[..], body.is_cut), (&b"hello"[..], true), "{text}");
        assert!(answer(&Server::answers_once(text).get("/")).await.body.is_cut, "{text}");
    }
}

#[tokio::test]
async fn a_body_that_is_reset_is_cut() {
    let server = Server::start(|connection| {
        connection.ask_for_most()?;
        connection.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")?;
        std::thread::sleep(Duration::from_millis(50));
        Ok(())
    });
    let body = kept(&server).await;
    assert_eq!((&body.bytes[..], body.is_cut), (&b"hello"[..], true));
}

#[tokio::test]
async fn what_is_more_than_the_length_is_no_answer() {
    let server = Server::answers("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more");
    let mut session = session_with(limits());
    for number in 1..=3 {
        let answer = session.exchange(&server.get("/").keep_body()).await.outcome.unwrap();
        assert_eq!((&answer.body.bytes[..], answer.body.is_cut), (&b"hello"[..], false));
        assert_eq!(server.accepted(), number);
    }
}

#[tokio::test]
async fn nobody_waits_long_for_a_body() {
    let server = serves(|connection| {
        connection.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")?;
        connection.dribble(&"x".repeat(1000), Duration::from_millis(50))
    });
    let limits = limits();
    let start = Instant::now();
    let answer = session_with(limits.clone()).exchange(&server.get("/")).await.outcome.unwrap();
    assert_eq!((answer.status, answer.body.is_cut), (200, true));
    assert!(start.elapsed() >= limits.drain && start.elapsed() < limits.exchange);
    let kept = server.get("/").keep_body();
    let answer = session_with(limits.clone()).exchange(&kept).await.outcome.unwrap();
    assert_eq!((answer.status, answer.body.is_cut), (200, true));
    assert!(answer.body.bytes.len() > 10);
    assert!(start.elapsed() < limits.drain + limits.exchange + Duration::from_secs(2));
}

/// Answers with a head and a body that goes on.
fn endless(head: &'static str) -> Server {
    Server::start(move |connection: &mut Connection| {
        connection.ask()?;
        connection.say(head)?;
        loop {
            connection.say("1\r\nx\r\n")?;
            std::thread::sleep(Duration::from_millis(10));
        }
    })
}

#[tokio::test]
async fn a_stream_of_events_is_its_head() {
    let server = endless(
        "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\n\
         Transfer-Encoding: chunked\r\n\r\n",
    );
    let mut session = session_with(limits());
    for request in [server.get("/"), server.get("/").keep_body()] {
        let start = Instant::now();
        let body = session.exchange(&request).await.outcome.unwrap().body;
        assert!(body.is_cut && start.elapsed() < limits().drain, "{:?}", start.elapsed());
    }
}

#[tokio::test]
async fn bodies_without_an_end_are_waited_for_once() {
    let server = endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    let mut session = session_with(limits());
    for is_first in [true, false, false, false] {
        let start = Instant::now();
        let body = session.exchange(&server.get("/")).await.outcome.unwrap().body;
        assert!(body.is_cut);
        assert_eq!(start.elapsed() >= limits().drain, is_first, "{:?}", start.elapsed());
    }
}
