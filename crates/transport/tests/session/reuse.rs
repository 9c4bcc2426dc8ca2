//! How many connections it takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use corsmith_scan::{FailureKind, Request, Stage, Transport, Version};
use corsmith_transport::MAX_CONNECTIONS;

use crate::server::{Server, failed, session};

const EMPTY: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

async fn ask(server: &Server, times: usize) -> usize {
    let mut session = session();
    for _ in 0..times {
        let answer = session.exchange(&server.get("/")).await.outcome.unwrap();
        assert!(matches!(answer.status, 200 | 204 | 304 | 404), "{}", answer.status);
    }
    server.accepted()
}

#[tokio::test]
async fn one_connection_is_enough() {
    let answers = [
        EMPTY,
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: 1\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
    ];
    for text in answers {
        assert_eq!(ask(&Server::answers(text), 20).await, 1, "{text}");
    }
    let large = format!("HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n{}", "x".repeat(65_536));
    assert_eq!(ask(&Server::answers(large), 5).await, 1);
}

#[tokio::test]
async fn every_method_leaves_the_connection_as_it_was() {
    let server = Server::start(|connection| {
        while let Some(head) = connection.ask()? {
            let length = if head.starts_with(b"HEAD") { "100" } else { "0" };
            connection.say(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"))?;
        }
        Ok(())
    });
    let mut session = session();
    for method in ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "patch", "TRACE", "X-FOO"] {
        let exchange = session.exchange(&Request::new(method, server.url("/"))).await;
        assert_eq!(exchange.outcome.unwrap().status, 200, "{method}");
        assert_eq!(exchange.peer, Some(server.address));
        assert_eq!(exchange.tls, None);
    }
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_server_that_closes_is_connected_to_again() {
    let closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(ask(&Server::answers_once(closing), 3).await, 3);
    // It says nothing of it: it just closes.
    assert_eq!(ask(&Server::answers_once(EMPTY), 3).await, 3);
}

#[tokio::test]
async fn a_connection_that_closed_in_between_is_replaced() {
    let server = Server::answers_once(EMPTY);
    let mut session = session();
    for (method, number) in [("GET", 1), ("GET", 2), ("POST", 3)] {
        let request = Request::new(method, server.url("/"));
        assert_eq!(session.exchange(&request).await.outcome.unwrap().status, 200);
        assert_eq!(server.accepted(), number);
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

#[tokio::test]
async fn a_request_that_a_used_connection_loses_is_sent_again_once() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.say(EMPTY)?;
        // Read, and not answered.
        connection.ask().map(drop)
    });
    assert_eq!(ask(&server, 2).await, 2);

    let silent_then = Server::start(|connection| {
        connection.ask()?;
        if connection.number == 0 {
            connection.say(EMPTY)?;
            connection.ask()?;
        }
        Ok(())
    });
    let mut session = session();
    session.exchange(&silent_then.get("/")).await.outcome.unwrap();
    let failure = failed(session.exchange(&silent_then.get("/")).await);
    assert_eq!((failure.stage, failure.kind), (Stage::FirstByte, FailureKind::Connection));
    assert_eq!(silent_then.accepted(), 2);
}

#[tokio::test]
async fn only_what_may_be_carried_out_twice_is_sent_twice() {
    for (method, times) in [
        ("GET", 2),
        ("HEAD", 2),
        ("OPTIONS", 2),
        ("PUT", 2),
        ("DELETE", 2),
        ("TRACE", 2),
        ("POST", 1),
        ("PATCH", 1),
        ("put", 1),
        ("X-FOO", 1),
    ] {
        let arrived = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&arrived);
        let server = Server::start(move |connection| {
            connection.ask()?;
            connection.say(EMPTY)?;
            // Read in full, perhaps carried out, and not answered.
            if connection.ask()?.is_some() {
                count.fetch_add(1, Ordering::SeqCst);
            }
            Ok(())
        });
        let mut session = session();
        session.exchange(&server.get("/")).await.outcome.unwrap();
        let exchange = session.exchange(&Request::new(method, server.url("/lost"))).await;
        if times == 1 {
            let failure = failed(exchange);
            assert_eq!((failure.stage, failure.kind), (Stage::FirstByte, FailureKind::Connection));
        } else {
            assert_eq!(exchange.outcome.unwrap().status, 200, "{method}");
        }
        // If it came again, then over a connection of its own.
        assert_eq!((arrived.load(Ordering::SeqCst), server.accepted()), (1, times), "{method}");
    }
}

#[tokio::test]
async fn a_request_that_a_new_connection_loses_is_not_sent_again() {
    let server = Server::start(|connection| connection.ask().map(drop));
    let failure = failed(session().exchange(&server.get("/")).await);
    assert_eq!((failure.stage, failure.kind), (Stage::FirstByte, FailureKind::Connection));
    assert_eq!(failure.detail, "the server closed the connection without an answer");
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_request_whose_answer_has_begun_is_not_sent_again() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.say(EMPTY)?;
        connection.ask()?;
        connection.say("H")
    });
    let mut session = session();
    session.exchange(&server.get("/")).await.outcome.unwrap();
    let failure = failed(session.exchange(&server.get("/")).await);
    assert_eq!((failure.stage, failure.kind), (Stage::Head, FailureKind::Connection));
    assert_eq!(failure.received, b"H");
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn an_answer_to_no_request_is_no_answer() {
    let server = Server::start(|connection| {
        connection.ask()?;
        connection.say(EMPTY)?;
        std::thread::sleep(Duration::from_millis(20));
        connection.say("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
    });
    let mut session = session();
    for _ in 0..3 {
        assert_eq!(session.exchange(&server.get("/")).await.outcome.unwrap().status, 200);
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    assert_eq!(server.accepted(), 3);
}

#[tokio::test]
async fn a_connection_that_was_idle_for_too_long_is_replaced_once() {
    let timeout = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";
    let server = Server::start(move |connection| {
        connection.ask()?;
        if connection.number == 0 {
            connection.say(EMPTY)?;
            connection.ask()?;
        }
        connection.say(timeout)
    });
    let mut session = session();
    for (status, accepted) in [(200, 1), (408, 2)] {
        assert_eq!(session.exchange(&server.get("/")).await.outcome.unwrap().status, status);
        assert_eq!(server.accepted(), accepted);
    }
}

#[tokio::test]
async fn a_body_that_ends_with_the_connection_costs_it() {
    let server = Server::answers_once("HTTP/1.0 200 OK\r\n\r\nhello");
    let mut session = session();
    for _ in 0..2 {
        let answer = session.exchange(&server.get("/").keep_body()).await.outcome.unwrap();
        assert_eq!((answer.version, &answer.body.bytes[..]), (Version::Http10, &b"hello"[..]));
        assert!(!answer.body.is_cut);
    }
    assert_eq!(server.accepted(), 2);
}

#[tokio::test]
async fn a_long_body_that_nobody_wants_costs_its_connection() {
    let long = format!("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n{}", "x".repeat(1 << 20));
    assert_eq!(ask(&Server::answers(long), 3).await, 3);
}

#[tokio::test]
async fn each_host_and_port_has_its_connection() {
    let servers: Vec<_> = (0..3).map(|_| Server::answers(EMPTY)).collect();
    let mut session = session();
    for _ in 0..3 {
        for server in &servers {
            session.exchange(&server.get("/")).await.outcome.unwrap();
        }
    }
    assert!(servers.iter().all(|server| server.accepted() == 1));
    // Another name of the same address is another host.
    let named = format!("http://localhost:{}/", servers[0].address.port()).parse().unwrap();
    session.exchange(&Request::new("GET", named)).await.outcome.unwrap();
    assert_eq!(servers[0].accepted(), 2);
}

#[tokio::test]
async fn the_connection_that_was_used_longest_ago_makes_room() {
    let servers: Vec<_> = (0..=MAX_CONNECTIONS).map(|_| Server::answers(EMPTY)).collect();
    let mut session = session();
    for server in &servers {
        session.exchange(&server.get("/")).await.outcome.unwrap();
    }
    for (server, accepted) in [(&servers[1], 1), (&servers[0], 2)] {
        session.exchange(&server.get("/")).await.outcome.unwrap();
        assert_eq!(server.accepted(), accepted);
    }
}

#[tokio::test]
async fn a_connection_that_speaks_another_protocol_is_not_used_again() {
    let switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n";
    let server = Server::answers(switching);
    let mut session = session();
    for _ in 0..2 {
        assert_eq!(session.exchange(&server.get("/")).await.outcome.unwrap().status, 101);
    }
    assert_eq!(server.accepted(), 2);
}
