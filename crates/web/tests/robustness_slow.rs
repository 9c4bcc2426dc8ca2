//! Clients that take their time, by intent or not, are left in the end. Times are shortened here.

use std::time::{Duration, Instant};

use corsmith_web::limits::Limits;
use corsmith_web::server::Transport;

use crate::{Client, Server};

const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(15);

/// With one time shortened, nothing else ends a connection before the test does.
fn server(shorten: fn(&mut Limits)) -> Server {
    let mut limits = Limits {
        head_time: LONG,
        idle_time: LONG,
        body_time: LONG,
        request_time: LONG,
        write_time: LONG,
        ..Limits::default()
    };
    shorten(&mut limits);
    Server::with(limits, Transport::Plain)
}

/// Sends a byte every 50 ms, for longer than the time allowed, until the server has enough.
fn dribble(client: &mut Client, byte: &str) {
    let begun = Instant::now();
    while begun.elapsed() < 2 * SHORT && client.send(byte) {
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_head_that_dribbles_is_cut() {
    let server = server(|limits| limits.head_time = SHORT);
    for start in ["G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nx: "] {
        let mut client = server.connect();
        client.send(start);
        dribble(&mut client, "x");
        let answer = client.answer("GET");
        assert_eq!((answer.status, answer.header("connection")), (408, Some("close")), "{start}");
        client.end_of_sending();
        assert!(client.is_closed());
    }
}

#[test]
fn the_second_head_of_a_connection_has_its_own_time() {
    let server = server(|limits| limits.head_time = SHORT);
    let mut client = server.connect();
    for _ in 0..3 {
        client.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_eq!(client.answer("GET").status, 404);
        // No head has begun: the idle time counts.
        std::thread::sleep(SHORT);
    }
    client.send("GET");
    assert_eq!(client.answer("GET").status, 408);
}

#[test]
fn a_body_that_dribbles_is_cut() {
    let server = server(|limits| limits.body_time = SHORT);
    for (line, byte) in
        [("Content-Length: 1000", "x"), ("Transfer-Encoding: chunked", "1\r\nx\r\n")]
    {
        let mut client = server.connect();
        client.send(format!("POST / HTTP/1.1\r\nHost: a\r\n{line}\r\n\r\n"));
        dribble(&mut client, byte);
        let answer = client.answer("POST");
        assert_eq!((answer.status, answer.header("connection")), (408, Some("close")), "{line}");
        client.end_of_sending();
        assert!(client.is_closed());
    }
}

#[test]
fn an_idle_connection_is_closed_without_a_word() {
    let server = server(|limits| limits.idle_time = SHORT);
    let mut silent = server.connect();
    let mut answered = server.connect();
    answered.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(answered.answer("GET").status, 404);
    let begun = Instant::now();
    assert!(silent.is_closed());
    assert!(answered.is_closed());
    assert!(begun.elapsed() < LONG / 2);
}

#[test]
fn a_client_that_does_not_read_is_left() {
    let limits = Limits { write_time: SHORT, connections: 1, ..Limits::default() };
    let server = Server::with(limits, Transport::Plain);
    let mut deaf = server.connect();
    // More answers than the system's buffers hold.
    for _ in 0..20 {
        deaf.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
    }
    // The one place is free again.
    let begun = Instant::now();
    assert_eq!(server.ask("GET", "/nothing", "").status, 404);
    assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
}
