//! TLS, and certificates that are not what they should be.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

use corsmith_scan::{Exchange, FailureKind, Request, Stage, Transport};
use corsmith_transport::{Client, InvalidCertificates};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::authority::{Authority, self_signed};
use crate::server::{Server, failed};

const NOW: [i32; 2] = [2020, 2100];

/// A server in TLS that tells which names it was asked for, and the first bytes of each request.
fn secured(config: ServerConfig) -> (Server, Arc<Mutex<Vec<String>>>) {
    let config = Arc::new(config);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let tell = Arc::clone(&heard);
    let server = Server::start(move |connection| {
        let session = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(session, connection.stream.try_clone()?);
        let mut request = [0; 1024];
        while stream.read(&mut request)? > 0 {
            let name = stream.conn.server_name().unwrap_or("no name").to_owned();
            tell.lock().unwrap().push(name);
            stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
        }
        Ok(())
    });
    (server, heard)
}

fn get(server: &Server, host: &str) -> Request {
    let url = format!("https://{host}:{}/", server.address.port());
    Request::new("GET", url.parse().unwrap())
}

async fn ask(
    authority: &Authority,
    invalid: InvalidCertificates,
    server: &Server,
    host: &str,
) -> Exchange {
    let client = Client::new(authority.trusted(invalid)).unwrap();
    client.session().exchange(&get(server, host)).await
}

#[tokio::test]
async fn a_valid_certificate_is_described() {
    let authority = Authority::new();
    for invalid in [InvalidCertificates::Refuse, InvalidCertificates::Record] {
        let (server, _) = secured(authority.config("localhost", NOW, &[]));
        let exchange = ask(&authority, invalid, &server, "localhost").await;
        assert_eq!(exchange.outcome.unwrap().head, b"HTTP/1.1 204 No Content\r\n\r\n");
        let tls = exchange.tls.unwrap();
        assert_eq!((tls.version.as_str(), tls.invalid), ("TLSv1.3", None));
        // Until 2100, that is, and from 2020: 80 years with 20 leap days.
        assert!(tls.valid_days.is_some_and(|days| (10_000..29_220).contains(&days)));
        assert_eq!(tls.lifetime_days, Some(80 * 365 + 20));
    }
}

#[tokio::test]
async fn one_handshake_is_enough() {
    let authority = Authority::new();
    let (server, heard) = secured(authority.config("localhost", NOW, &[b"http/1.1"]));
    let client = Client::new(authority.trusted(InvalidCertificates::Refuse)).unwrap();
    let mut session = client.session();
    for _ in 0..10 {
        let exchange = session.exchange(&get(&server, "localhost")).await;
        assert_eq!(exchange.outcome.unwrap().status, 204);
        assert!(exchange.tls.is_some() && exchange.peer == Some(server.address));
    }
    assert_eq!((server.accepted(), heard.lock().unwrap().len()), (1, 10));
}

#[tokio::test]
async fn a_connection_that_closed_in_between_is_replaced() {
    let authority = Authority::new();
    let config = Arc::new(authority.config("localhost", NOW, &[]));
    let server = Server::start(move |connection| {
        let session = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(session, connection.stream.try_clone()?);
        let _ = stream.read(&mut [0; 1024])?;
        // Closed without a word of TLS.
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
    });
    let client = Client::new(authority.trusted(InvalidCertificates::Refuse)).unwrap();
    let mut session = client.session();
    for number in 1..=3 {
        let exchange = session.exchange(&get(&server, "localhost")).await;
        assert_eq!(exchange.outcome.unwrap().status, 204);
        assert_eq!(server.accepted(), number);
    }
}

#[tokio::test]
async fn the_server_is_asked_for_its_name() {
    let authority = Authority::new();
    let cases = [
        ("localhost", "localhost", "localhost"),
        ("localhost", "localhost.", "localhost"),
        ("a.localhost", "A.Localhost", "a.localhost"),
        // RFC 6066, section 3: addresses are not names.
        ("127.0.0.1", "127.0.0.1", "no name"),
    ];
    for (certificate, host, name) in cases {
        let (server, heard) = secured(authority.config(certificate, NOW, &[]));
        let exchange = ask(&authority, InvalidCertificates::Refuse, &server, host).await;
        assert_eq!(exchange.outcome.unwrap().status, 204, "{host}");
        assert_eq!(*heard.lock().unwrap(), [name]);
    }
}

#[tokio::test]
async fn an_invalid_certificate_is_refused_or_recorded() {
    let authority = Authority::new();
    let cases = [
        (authority.config("localhost", [2020, 2021], &[]), "the certificate expired "),
        (authority.config("localhost", [2090, 2100], &[]), "the certificate is not valid yet"),
        (
            authority.config("other.test", NOW, &[]),
            "the certificate is for `other.test`, not for `localhost`",
        ),
        (
            Authority::new().config("localhost", NOW, &[]),
            "the certificate is not signed by an authority that browsers trust",
        ),
        (
            self_signed("localhost", NOW),
            "the certificate is not signed by an authority that browsers trust",
        ),
    ];
    for (config, expected) in cases {
        let (server, heard) = secured(config);
        let exchange = ask(&authority, InvalidCertificates::Refuse, &server, "localhost").await;
        assert_eq!(exchange.peer, Some(server.address));
        let failure = failed(exchange);
        assert_eq!((failure.stage, failure.kind), (Stage::Tls, FailureKind::Certificate));
        assert!(failure.detail.starts_with(expected), "{failure}");
        assert_eq!(heard.lock().unwrap().len(), 0, "nothing is sent to it");

        let exchange = ask(&authority, InvalidCertificates::Record, &server, "localhost").await;
        assert_eq!(exchange.outcome.unwrap().status, 204);
        let tls = exchange.tls.unwrap();
        assert!(tls.invalid.unwrap().starts_with(expected));
        let is_over = expected.contains("expired");
        assert_eq!(tls.valid_days.unwrap() < 0, is_over);
    }
}

#[tokio::test]
async fn what_is_no_handshake_fails_at_that_stage() {
    let authority = Authority::new();
    let fail = async |server: Server| {
        let failure =
            failed(ask(&authority, InvalidCertificates::Record, &server, "localhost").await);
        assert_eq!(failure.stage, Stage::Tls);
        (failure.kind, failure.detail)
    };
    let plain = Server::start(|connection| {
        connection.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")?;
        connection.sulk()
    });
    let expected = "the server does not speak TLS at this port".to_owned();
    assert_eq!(fail(plain).await, (FailureKind::Handshake, expected));
    let closing = Server::start(|_| Ok(()));
    assert_eq!(fail(closing).await.0, FailureKind::Connection);
    let silent = Server::start(crate::server::Connection::sulk);
    let expected = "not done within 0.8 s".to_owned();
    assert_eq!(fail(silent).await, (FailureKind::Timeout, expected));
    let alert = Server::start(|connection| {
        connection.say([21, 3, 3, 0, 2, 2, 40])?;
        connection.sulk()
    });
    let expected = "the server refused the handshake: handshake failure".to_owned();
    assert_eq!(fail(alert).await, (FailureKind::Handshake, expected));
}
