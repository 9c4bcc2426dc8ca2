//! The application of the axum proof: `corsmith-proof-axum POLICY PORT`.
//!
//! Its handler answers as `proof/src/behaviour.rs` says; `policies` holds the generated files, one module a policy.

#![deny(warnings)]

mod policies;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use http::{Method, StatusCode};

const EVERYWHERE: &[(&str, &str)] = &[
    ("X-Reached-Application", "yes"),
    ("X-Request-Id", "1"),
    ("Content-Type", "text/plain"),
    ("Cache-Control", "no-cache"),
];

const OWN_CORS: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Credentials", "true"),
    ("Access-Control-Allow-Methods", "*"),
    ("Access-Control-Expose-Headers", "X-Upstream-Secret"),
];

/// An error that the handler passes on with `?`. A panic is not tried: it ends the connection, with no response to
/// judge.
struct Thrown;

impl IntoResponse for Thrown {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, [EVERYWHERE[0]]).into_response()
    }
}

async fn application(request: Request) -> Result<Response, Thrown> {
    let segment = request.uri().path().rsplit('/').next().unwrap_or_default();
    let (status, own): (u16, &[(&str, &str)]) = if request.method() == Method::OPTIONS {
        (200, &[("Allow", "GET"), ("Access-Control-Allow-Origin", "*")])
    } else {
        match segment {
            "missing" => (404, &[]),
            "broken" => (500, &[]),
            "thrown" => return Err(Thrown),
            "own-cors" => (200, OWN_CORS),
            "own-cors-broken" => (500, OWN_CORS),
            "vary" => (200, &[("Vary", "Accept-Encoding"), ("Vary", "Accept-Language")]),
            "vary-origin" => (200, &[("Vary", "Origin")]),
            "not-modified" => (304, &[]),
            "redirect" => (302, &[("Location", "/ok")]),
            _ => (200, &[]),
        }
    };
    let mut response =
        Response::builder().status(status).header("X-Method", request.method().as_str());
    for (name, value) in EVERYWHERE.iter().chain(own) {
        response = response.header(*name, *value);
    }
    let body = format!("{} {}\n", request.method(), request.uri().path());
    let body = if status == 304 { Body::empty() } else { Body::from(body) };
    response.body(body).map_err(|_| Thrown)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let policy = arguments.next().expect("usage: corsmith-proof-axum POLICY PORT");
    let port: u16 = arguments.next().and_then(|port| port.parse().ok()).expect("a port number");
    let router = Router::new().route("/", any(application)).route("/{*path}", any(application));
    let router = policies::apply(&policy, router).expect("a policy that was built in");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("the port");
    axum::serve(listener, router).await.expect("a server");
}
