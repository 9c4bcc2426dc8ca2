//! What goes over the wire.

use std::sync::mpsc;

use corsmith_scan::{FailureKind, Request, Stage, Transport};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions, USER_AGENT};

use crate::server::{Server, failure, session};

fn listening() -> (Server, mpsc::Receiver<Vec<u8>>) {
    let (sender, requests) = mpsc::channel();
    let server = Server::start(move |connection| {
        while let Some(head) = connection.ask()? {
            sender.send(head).unwrap();
            connection.say("HTTP/1.1 204 No Content\r\n\r\n")?;
        }
        Ok(())
    });
    (server, requests)
}

async fn sent(request: impl FnOnce(&Server) -> Request) -> String {
    let (server, requests) = listening();
    session().exchange(&request(&server)).await.outcome.unwrap();
    let head = requests.recv().unwrap().escape_ascii().to_string();
    head.replace(&server.address.to_string(), "HOST").replace(USER_AGENT, "AGENT")
}

#[tokio::test]
async fn a_request_is_what_was_asked_for() {
    let head = sent(|server| {
        server
            .get("/a%20b?c=[d]&e#f")
            .header("Origin", b"https://\xff.evil`\"{}.test")
            .header("Access-Control-Request-Headers", "X-B,x-a")
    })
    .await;
    assert_eq!(
        head,
        "GET /a%20b?c=[d]&e HTTP/1.1\\r\\nHost: HOST\\r\\nUser-Agent: AGENT\\r\\n\
         Origin: https://\\xff.evil`\\\"{}.test\\r\\n\
         Access-Control-Request-Headers: X-B,x-a\\r\\n\\r\\n"
    );
}

#[tokio::test]
async fn compression_is_asked_for_where_the_body_is_kept() {
    let head = sent(|server| server.get("/").keep_body()).await;
    assert_eq!(
        head,
        "GET / HTTP/1.1\\r\\nHost: HOST\\r\\nUser-Agent: AGENT\\r\\n\
         Accept-Encoding: gzip, br\\r\\n\\r\\n"
    );
}

#[tokio::test]
async fn a_method_is_sent_in_its_case() {
    let head = sent(|server| Request::new("pAtCh", server.url("/"))).await;
    assert!(head.starts_with("pAtCh / HTTP/1.1\\r\\n"), "{head}");
    let head = sent(|server| Request::new("POST", server.url("/"))).await;
    assert!(head.ends_with("\\r\\nContent-Length: 0\\r\\n\\r\\n"), "{head}");
}

#[tokio::test]
async fn who_asks_can_be_said() {
    let (server, requests) = listening();
    let options = ClientOptions {
        user_agent: "Zoo keeper".to_owned(),
        ..ClientOptions::new(AddressPolicy::AllowPrivate)
    };
    let mut session = Client::new(options).unwrap().session();
    session.exchange(&server.get("/")).await.outcome.unwrap();
    let head = String::from_utf8(requests.recv().unwrap()).unwrap();
    assert!(head.contains("\r\nUser-Agent: Zoo keeper\r\n"), "{head}");
    assert!(USER_AGENT.starts_with("Corsmith/"));
}

#[tokio::test]
async fn what_cannot_be_sent_opens_no_connection() {
    let (server, _requests) = listening();
    for value in ["a\0", "a\r\nB: 1", "a\nb", "\u{7f}"] {
        let failure = failure(&server.get("/").header("Origin", value)).await;
        assert_eq!((failure.stage, failure.kind), (Stage::Address, FailureKind::Malformed));
        assert!(failure.detail.ends_with("of the field `Origin` cannot be sent"), "{failure}");
    }
    assert_eq!(server.accepted(), 0);
}
