//! HTTP/2, where the server offers it, and keeps to it.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use corsmith_scan::{FailureKind, Request, Transport, Version};
use corsmith_transport::{Client, InvalidCertificates, Session};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio_rustls::TlsAcceptor;

use crate::authority::Authority;
use crate::server::failed;

type Answer = hyper::Response<Full<Bytes>>;

/// A server that speaks HTTP/2, as long as the runtime of the test lives.
async fn serve(
    authority: &Authority,
    answer: fn(&hyper::Request<Incoming>) -> Answer,
) -> (SocketAddr, Arc<AtomicUsize>) {
    let config = authority.config("localhost", [2020, 2100], &[b"h2", b"http/1.1"]);
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let stream = TokioIo::new(acceptor.accept(stream).await.unwrap());
                let service = service_fn(move |request| {
                    let answer = answer(&request);
                    async move { Ok::<_, Infallible>(answer) }
                });
                let _ = hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                    .serve_connection(stream, service)
                    .await;
            });
        }
    });
    (address, accepted)
}

fn session(authority: &Authority) -> Session {
    Client::new(authority.trusted(InvalidCertificates::Refuse)).unwrap().session()
}

fn get(address: SocketAddr, path: &str) -> Request {
    let url = format!("https://localhost:{}{path}", address.port());
    Request::new("GET", url.parse().unwrap())
}

#[tokio::test]
async fn requests_share_a_connection() {
    let authority = Authority::new();
    let (address, accepted) = serve(&authority, |request| {
        let origin = request.headers().get("origin").cloned();
        let text = format!("{} {}", request.method(), request.uri());
        let mut answer = Answer::new(Full::from(text));
        answer.headers_mut().append("vary", "Accept".parse().unwrap());
        answer.headers_mut().append("vary", "Origin".parse().unwrap());
        if let Some(origin) = origin {
            answer.headers_mut().insert("access-control-allow-origin", origin);
        }
        answer
    })
    .await;
    let mut session = session(&authority);
    for _ in 0..5 {
        let request = get(address, "/a?b").header("Origin", b"https://\xff.test").keep_body();
        let exchange = session.exchange(&request).await;
        let answer = exchange.outcome.unwrap();
        assert_eq!((answer.version, answer.status), (Version::Http2, 200));
        assert_eq!(
            answer.body.bytes,
            format!("GET https://localhost:{}/a?b", address.port()).as_bytes()
        );
        assert_eq!(answer.texts("Vary").collect::<Vec<_>>(), ["Accept", "Origin"]);
        let allowed = answer.headers.get("access-control-allow-origin");
        assert_eq!(allowed.as_deref(), Some(&b"https://\xff.test"[..]));
        assert!(answer.head.is_empty());
        assert_eq!(exchange.tls.unwrap().version, "TLSv1.3");
    }
    assert_eq!(accepted.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_long_body_costs_no_connection() {
    let authority = Authority::new();
    let (address, accepted) =
        serve(&authority, |_| Answer::new(Full::from("x".repeat(1 << 20)))).await;
    let mut session = session(&authority);
    for _ in 0..3 {
        let body = session.exchange(&get(address, "/")).await.outcome.unwrap().body;
        assert_eq!((body.read, body.is_cut), (65_536, true));
        let kept = session.exchange(&get(address, "/").keep_body()).await.outcome.unwrap().body;
        assert_eq!((kept.bytes.len(), kept.is_cut), (corsmith_scan::MAX_BODY_BYTES, true));
    }
    assert_eq!(accepted.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn fields_have_a_limit() {
    let authority = Authority::new();
    let (address, _) = serve(&authority, |request| {
        let count = request.uri().path()[1..].parse().unwrap();
        let mut answer = Answer::default();
        for _ in 0..count {
            answer.headers_mut().append("a", "1".parse().unwrap());
        }
        answer
    })
    .await;
    let mut session = session(&authority);
    // hyper adds `date`.
    let most = session.exchange(&get(address, "/199")).await.outcome.unwrap();
    assert_eq!(most.headers.len(), 200);
    let failure = failed(session.exchange(&get(address, "/200")).await);
    assert_eq!(failure.kind, FailureKind::TooLarge, "{failure}");
    assert_eq!(session.exchange(&get(address, "/1")).await.outcome.unwrap().status, 200);
}
