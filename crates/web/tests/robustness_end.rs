//! The end of the server: requests in flight are answered, and nobody else is waited for.

use std::time::{Duration, Instant};

use corsmith_web::limits::Limits;
use corsmith_web::server::Transport;

use crate::Server;

#[test]
fn a_request_in_flight_is_answered_and_idle_connections_end() {
    let mut server = Server::start();
    let mut silent = server.connect();
    let mut idle = server.connect();
    idle.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(idle.answer("GET").status, 404);
    let mut busy = server.connect();
    busy.send("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
    std::thread::sleep(Duration::from_millis(200));
    server.stop();
    assert!(silent.is_closed());
    assert!(idle.is_closed());
    assert!(server.try_connect().is_err(), "nobody listens any more");
    // On a machine with much to do it hears of the end a moment later than the others.
    std::thread::sleep(Duration::from_millis(500));
    busy.send("x");
    let answer = busy.answer("POST");
    assert_eq!((answer.status, answer.header("connection")), (404, Some("close")));
    assert!(busy.is_closed());
    let begun = Instant::now();
    server.join();
    // Less than a shutdown waits for requests that do not end.
    assert!(begun.elapsed() < Limits::default().shutdown_time, "{:?}", begun.elapsed());
}

#[test]
fn a_request_that_does_not_end_is_not_waited_for() {
    let limits = Limits { shutdown_time: Duration::from_millis(300), ..Limits::default() };
    let mut server = Server::with(limits, Transport::Plain);
    let mut clients = Vec::new();
    for start in ["GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx"] {
        let mut client = server.connect();
        client.send(start);
        clients.push(client);
    }
    std::thread::sleep(Duration::from_millis(100));
    let begun = Instant::now();
    server.stop();
    server.join();
    let took = begun.elapsed();
    assert!((Duration::from_millis(250)..Duration::from_secs(3)).contains(&took), "{took:?}");
}
