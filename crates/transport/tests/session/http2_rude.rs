//! Servers that speak HTTP/2 frame by frame, and not as they should.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use corsmith_scan::FailureKind::{Connection, Malformed, Timeout, TooLarge};
use corsmith_scan::{Exchange, FailureKind, Request, Stage, Transport};
use corsmith_transport::{Client, InvalidCertificates};
use rustls::{ServerConnection, StreamOwned};

use crate::authority::Authority;
use crate::server::{Server, failed, limits};

type Wire = StreamOwned<ServerConnection, std::net::TcpStream>;
/// What a server does with a request.
type Lose = fn(&mut Wire) -> io::Result<()>;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GO_AWAY: u8 = 7;
const CONTINUATION: u8 = 9;
const END_HEADERS: u8 = 4;
const END_STREAM: u8 = 1;

/// RFC 9113, section 4.1.
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).unwrap().to_be_bytes();
    let head = [0, length[0], length[1], kind, flags, 0, 0, 0, stream];
    [&head[..], payload].concat()
}

/// A server that says its settings and does as it likes.
fn serving(
    authority: &Authority,
    serve: impl Fn(&mut Wire) -> io::Result<()> + Send + Sync + 'static,
) -> (Server, url::Url) {
    let config = Arc::new(authority.config("localhost", [2020, 2100], &[b"h2"]));
    let server = Server::start(move |connection| {
        let session = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut wire = StreamOwned::new(session, connection.stream.try_clone()?);
        wire.write_all(&frame(SETTINGS, 0, 0, &[]))?;
        // The preface.
        wire.read_exact(&mut [0; 24])?;
        serve(&mut wire)
    });
    let url = format!("https://localhost:{}/", server.address.port()).parse().unwrap();
    (server, url)
}

/// Asks a server that does as it likes with the request.
async fn ask(lose: Lose) -> Exchange {
    let authority = Authority::new();
    let (_server, url) = serving(&authority, move |wire| {
        next_request(wire)?;
        lose(wire)
    });
    let client = Client::new(authority.trusted(InvalidCertificates::Refuse)).unwrap();
    let start = Instant::now();
    let exchange = client.session().exchange(&Request::new("GET", url)).await;
    assert!(start.elapsed() < limits().exchange + Duration::from_secs(3), "{start:?}");
    exchange
}

/// Reads up to the headers of a request, and with them.
fn next_request(wire: &mut Wire) -> io::Result<()> {
    loop {
        let mut head = [0; 9];
        wire.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        wire.read_exact(&mut vec![0; length as usize])?;
        if head[3] == HEADERS {
            return Ok(());
        }
    }
}

fn again(wire: &mut Wire, frame: &[u8]) -> io::Result<()> {
    let many = frame.repeat(500);
    loop {
        wire.write_all(&many)?;
    }
}

fn sulk(wire: &mut Wire) -> io::Result<()> {
    while wire.read(&mut [0; 1024])? > 0 {}
    Ok(())
}

async fn check(serve: fn(&mut Wire) -> io::Result<()>, kinds: &[FailureKind]) {
    let failure = failed(ask(serve).await);
    assert!(kinds.contains(&failure.kind), "{failure}");
    assert!(failure.stage >= Stage::FirstByte, "{failure}");
}

#[tokio::test]
async fn silence_has_a_deadline() {
    check(sulk, &[Timeout]).await;
}

#[tokio::test]
async fn floods_end() {
    let any = [Timeout, Malformed, TooLarge, Connection];
    check(|wire| again(wire, &frame(PING, 0, 0, &[7; 8])), &any).await;
    check(|wire| again(wire, &frame(SETTINGS, 0, 0, &[0, 3, 0, 0, 0, 100])), &any).await;
    check(|wire| again(wire, &frame(RESET, 0, 1, &[0, 0, 0, 8])), &any).await;
    check(
        |wire| {
            wire.write_all(&frame(HEADERS, 0, 1, &[0x88]))?;
            again(wire, &frame(CONTINUATION, 0, 1, b"\x00\x01a\x01b"))
        },
        &any,
    )
    .await;
    check(
        |wire| {
            wire.write_all(&frame(HEADERS, 0, 1, &[0x88]))?;
            again(wire, &frame(CONTINUATION, 0, 1, &[]))
        },
        &any,
    )
    .await;
}

#[tokio::test]
async fn a_field_of_one_byte_is_as_long_as_it_reads() {
    // A long field into the dynamic table, and then thousands of times by its number.
    check(
        |wire| {
            let field = [b"\x88\x40\x01a\x7e", &[b'x'; 126][..], &[0xbe; 12_000]].concat();
            wire.write_all(&frame(HEADERS, END_HEADERS, 1, &field))?;
            sulk(wire)
        },
        &[TooLarge, Malformed, Connection],
    )
    .await;
}

#[tokio::test]
async fn what_breaks_off_is_a_failure() {
    check(
        |wire| wire.write_all(&frame(RESET, 0, 1, &[0, 0, 0, 2])).and_then(|()| sulk(wire)),
        &[Connection],
    )
    .await;
    check(|wire| wire.write_all(&frame(GO_AWAY, 0, 0, &[0; 8])), &[Connection]).await;
    check(|wire| wire.write_all(&[0xff; 64]).and_then(|()| sulk(wire)), &[Malformed, TooLarge])
        .await;
    check(|_| Ok(()), &[Connection, Malformed]).await;
}

#[tokio::test]
async fn a_body_of_nothing_without_end_is_cut() {
    let exchange = ask(|wire| {
        wire.write_all(&frame(HEADERS, END_HEADERS, 1, &[0x88]))?;
        again(wire, &frame(DATA, 0, 1, &[]))
    })
    .await;
    match exchange.outcome {
        Ok(answer) => assert!(answer.status == 200 && answer.body.is_cut),
        Err(failure) => assert!([Malformed, Connection].contains(&failure.kind), "{failure}"),
    }
}

/// Asks a server that answers the first request of each connection and does as it likes with the
/// second one: how often that request arrived, and what became of it.
async fn ask_again(method: &str, lose: Lose) -> (usize, Exchange) {
    let authority = Authority::new();
    let arrived = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&arrived);
    let (_server, url) = serving(&authority, move |wire| {
        next_request(wire)?;
        count.fetch_add(1, Ordering::SeqCst);
        wire.write_all(&frame(HEADERS, END_HEADERS | END_STREAM, 1, &[0x88]))?;
        next_request(wire)?;
        count.fetch_add(1, Ordering::SeqCst);
        lose(wire)
    });
    let client = Client::new(authority.trusted(InvalidCertificates::Refuse)).unwrap();
    let mut session = client.session();
    session.exchange(&Request::new("GET", url.clone())).await.outcome.unwrap();
    let exchange = session.exchange(&Request::new(method, url)).await;
    (arrived.load(Ordering::SeqCst) - 1, exchange)
}

#[tokio::test]
async fn a_request_is_sent_again_if_it_was_not_processed_or_may_be_twice() {
    let refused: Lose = |wire| wire.write_all(&frame(RESET, 0, 3, &[0, 0, 0, 7]));
    let broke: Lose = |wire| wire.write_all(&frame(RESET, 0, 3, &[0, 0, 0, 2]));
    let left_before: Lose = |wire| wire.write_all(&frame(GO_AWAY, 0, 0, &[0, 0, 0, 1, 0, 0, 0, 0]));
    let left_after: Lose = |wire| wire.write_all(&frame(GO_AWAY, 0, 0, &[0, 0, 0, 3, 0, 0, 0, 0]));
    let closed: Lose = |_| Ok(());
    let noise: Lose =
        |wire| wire.write_all(&frame(DATA, 0, 0, b"no stream")).and_then(|()| sulk(wire));
    for (case, lose, method, times) in [
        ("its stream was refused", refused, "POST", 2),
        ("the server left before it", left_before, "POST", 2),
        ("the server left after it", left_after, "POST", 1),
        ("the server left after it", left_after, "GET", 2),
        ("the connection was closed", closed, "POST", 1),
        ("the connection was closed", closed, "GET", 2),
        ("the server failed at it", broke, "POST", 1),
        ("the server failed at it", broke, "GET", 2),
        ("the answer was noise", noise, "POST", 1),
        ("the answer was noise", noise, "GET", 1),
    ] {
        let (arrived, exchange) = ask_again(method, lose).await;
        assert_eq!(arrived, times, "{method}: {case}");
        assert_eq!(exchange.outcome.is_ok(), times == 2, "{method}: {case}");
    }
}
