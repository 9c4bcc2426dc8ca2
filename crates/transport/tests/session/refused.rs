//! Connections that do not come about, or end at once.

use std::time::Duration;

use corsmith_scan::{FailureKind, Request, Stage, Transport};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientError, ClientOptions};

use crate::server::{Server, failed, failure, limits, session_with};

#[tokio::test]
async fn a_port_where_nobody_listens_refuses() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let url = format!("http://{address}/").parse().unwrap();
    let exchange = session_with(limits()).exchange(&Request::new("GET", url)).await;
    assert_eq!(exchange.peer, None);
    let failure = failed(exchange);
    assert_eq!((failure.stage, failure.kind), (Stage::Connect, FailureKind::Connection));
    assert_eq!(failure.detail, format!("`{address}`: the connection was refused"));
}

#[tokio::test]
async fn every_address_of_a_name_is_tried() {
    // `localhost` is IPv4 first, and nobody listens there.
    let Ok(listener) = std::net::TcpListener::bind("[::1]:0") else {
        // A machine without IPv6 cannot show it.
        return;
    };
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]).unwrap();
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
    });
    let url = format!("http://localhost:{port}/").parse().unwrap();
    let exchange = session_with(limits()).exchange(&Request::new("GET", url)).await;
    assert_eq!(exchange.peer, Some(format!("[::1]:{port}").parse().unwrap()));
    assert_eq!(exchange.outcome.unwrap().status, 204);
    thread.join().unwrap();
}

#[tokio::test]
async fn a_reset_is_a_lost_connection_at_every_stage() {
    let at_once = Server::start(|connection| connection.stream.peek(&mut [0]).map(drop));
    let after_request = Server::start(crate::server::Connection::ask_for_most);
    for server in [at_once, after_request] {
        let failure = failure(&server.get("/")).await;
        assert_eq!((failure.stage, failure.kind), (Stage::FirstByte, FailureKind::Connection));
        assert_eq!(failure.detail, "the server reset the connection without an answer");
    }

    let in_head = Server::start(|connection| {
        connection.ask_for_most()?;
        connection.say("HTTP/1.1 200 OK\r\nContent-Ty")?;
        std::thread::sleep(Duration::from_millis(50));
        Ok(())
    });
    let failure = failure(&in_head.get("/")).await;
    assert_eq!((failure.stage, failure.kind), (Stage::Head, FailureKind::Connection));
    assert_eq!(failure.received, b"HTTP/1.1 200 OK\r\nContent-Ty");
    assert_eq!(failure.detail, "the server reset the connection in the middle of it");
}

#[tokio::test]
async fn only_an_interim_answer_is_none() {
    let server = Server::answers_once("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    let failure = failure(&server.get("/")).await;
    assert_eq!((failure.stage, failure.kind), (Stage::Head, FailureKind::Connection));
}

#[tokio::test]
async fn the_guard_comes_first() {
    let server = Server::answers("HTTP/1.1 204 No Content\r\n\r\n");
    let client = Client::new(ClientOptions::new(AddressPolicy::Public)).unwrap();
    let port = server.address.port();
    for url in [
        server.url("/"),
        format!("http://localhost:{port}/").parse().unwrap(),
        "http://[::ffff:127.0.0.1]/".parse().unwrap(),
        "http://169.254.169.254/".parse().unwrap(),
        "https://93.184.216.34:22/".parse().unwrap(),
        "ftp://93.184.216.34/".parse().unwrap(),
    ] {
        let exchange = client.session().exchange(&Request::new("GET", url)).await;
        assert_eq!(exchange.peer, None);
        let failure = failed(exchange);
        assert_eq!((failure.stage, failure.kind), (Stage::Address, FailureKind::Forbidden));
    }
    assert_eq!(server.accepted(), 0);
    // What the policy allows by name is allowed here, too.
    let listed = vec![server.address].leak();
    let client = Client::new(ClientOptions::new(AddressPolicy::PublicAnd(listed))).unwrap();
    assert_eq!(client.session().exchange(&server.get("/")).await.outcome.unwrap().status, 204);
}

#[test]
fn options_that_nobody_can_use_are_refused() {
    let options = || ClientOptions::new(AddressPolicy::Public);
    let user_agent = ClientOptions { user_agent: "a\r\nb".to_owned(), ..options() };
    let error = Client::new(user_agent).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`a\\r\\nb` cannot be sent as a User-Agent: use printable characters"
    );
    for file in ["", "nothing"] {
        let no_roots = ClientOptions { extra_roots: Some(file.into()), ..options() };
        assert_eq!(Client::new(no_roots).unwrap_err(), ClientError::NoRoots, "`{file}`");
    }
    let pem = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_vec();
    let broken = ClientOptions { extra_roots: Some(pem), ..options() };
    assert!(matches!(Client::new(broken), Err(ClientError::Root { number: 1, .. })));
}
