//! Waiting, and the end of it.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use corsmith_scan::{FailureKind, Stage, Transport};
use corsmith_transport::Limits;

use crate::server::{Server, client_with, failed, limits, session_with};

const EMPTY: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.sulk()
    });
    let start = Instant::now();
    let failure = failed(session_with(limits()).exchange(&server.get("/")).await);
    assert_eq!((failure.stage, failure.kind), (Stage::FirstByte, FailureKind::Timeout));
    assert_eq!(failure.to_string(), "waiting for the answer: not done within 0.4 s");
    assert!(start.elapsed() >= limits().first_byte && start.elapsed() < limits().exchange);
}

#[tokio::test]
async fn a_head_that_dribbles_has_a_deadline() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.dribble(&EMPTY.repeat(9), Duration::from_millis(60))
    });
    let failure = failed(session_with(limits()).exchange(&server.get("/")).await);
    assert_eq!((failure.stage, failure.kind), (Stage::Head, FailureKind::Timeout));
    assert_eq!(failure.detail, "the whole exchange was not done within 1.2 s");
    assert!(EMPTY.as_bytes().starts_with(&failure.received));
    assert!(failure.received.len() > 5);
}

#[tokio::test]
async fn a_target_has_a_deadline() {
    let server = Server::answers(EMPTY);
    let limits = Limits { target: Duration::from_millis(300), ..limits() };
    let mut session = session_with(limits);
    session.exchange(&server.get("/")).await.outcome.unwrap();
    assert!(session.wait(Duration::from_millis(50)).await);
    // More than there is, and more than there can be.
    let start = Instant::now();
    assert!(!session.wait(Duration::from_hours(1)).await);
    assert!(!session.wait(Duration::MAX).await);
    assert!(start.elapsed() < Duration::from_secs(1));
    session.exchange(&server.get("/")).await.outcome.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let failure = failed(session.exchange(&server.get("/")).await);
    assert_eq!(failure.kind, FailureKind::Stopped);
    assert_eq!(failure.detail, "the 0.3 s for this target are used up");
}

#[tokio::test]
async fn the_deadline_of_the_target_ends_an_exchange() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.sulk()
    });
    let limits = Limits { target: Duration::from_millis(200), ..limits() };
    let failure = failed(session_with(limits).exchange(&server.get("/")).await);
    assert_eq!((failure.stage, failure.kind), (Stage::FirstByte, FailureKind::Stopped));
}

#[tokio::test]
async fn a_host_is_asked_as_often_as_allowed() {
    let server = Server::answers(EMPTY);
    let limits = Limits { max_requests_per_second: NonZeroU32::new(20), ..Limits::default() };
    let mut session = session_with(limits);
    let start = Instant::now();
    for _ in 0..5 {
        session.exchange(&server.get("/")).await.outcome.unwrap();
    }
    assert!(start.elapsed() >= Duration::from_millis(200));
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn the_sessions_of_a_client_ask_a_host_in_turn() {
    let server = Server::answers(EMPTY);
    let limits = Limits { max_requests_per_second: NonZeroU32::new(20), ..Limits::default() };
    let client = client_with(limits);
    let start = Instant::now();
    let (mut one, mut other) = (client.session(), client.session());
    for _ in 0..3 {
        let (first, second) = (server.get("/a"), server.get("/b"));
        let (first, second) = tokio::join!(one.exchange(&first), other.exchange(&second));
        assert!(first.outcome.is_ok() && second.outcome.is_ok());
    }
    assert!(start.elapsed() >= Duration::from_millis(250));
}

#[tokio::test]
async fn waiting_for_its_turn_is_not_part_of_a_targets_time() {
    let server = Server::answers(EMPTY);
    let limits = Limits {
        max_requests_per_second: NonZeroU32::new(5),
        target: Duration::from_millis(500),
        ..Limits::default()
    };
    let mut session = session_with(limits);
    for _ in 0..5 {
        session.exchange(&server.get("/")).await.outcome.unwrap();
    }
}

#[tokio::test]
async fn a_body_that_always_has_more_has_a_deadline() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        let chunks = "1\r\nx\r\n".repeat(50_000);
        loop {
            connection.say(&chunks)?;
        }
    });
    let limits = Limits { drain: Duration::from_millis(100), drained_bytes: 1 << 30, ..limits() };
    let start = Instant::now();
    let answer = session_with(limits.clone()).exchange(&server.get("/")).await.outcome.unwrap();
    assert!(answer.body.is_cut && start.elapsed() >= limits.drain);
    assert!(start.elapsed() < limits.exchange);
}
