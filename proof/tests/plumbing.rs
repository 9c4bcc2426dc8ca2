//! The raw client against the real upstream: what a proof is built from.

use std::io::{Read, Write};
use std::net::TcpStream;

use corsmith_proof::behaviour::answer;
use corsmith_proof::raw_client::{RawClient, RawRequest};
use corsmith_proof::upstream::Upstream;

#[test]
fn the_upstream_answers_every_behaviour_line_for_line_over_one_connection() {
    let upstream = Upstream::start().unwrap();
    let mut client = RawClient::new(upstream.address());
    let segments = [
        "ok",
        "missing",
        "broken",
        "thrown",
        "own-cors",
        "own-cors-broken",
        "vary",
        "vary-origin",
        "not-modified",
        "redirect",
        "",
    ];
    for segment in segments {
        for method in ["GET", "HEAD", "POST", "OPTIONS", "PATCH"] {
            let target = format!("/deep/er/{segment}?q=/ok");
            let request = RawRequest::new(method, &target)
                .header("Host", "x")
                .header("Origin", "https://a.example");
            let response =
                client.send(&request).unwrap_or_else(|error| panic!("{method} {target}: {error}"));
            let expected = answer(method, &target);
            assert_eq!(response.status, expected.status, "{method} {target}");
            let lines: Vec<_> = response
                .headers
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "Content-Length" | "Connection"))
                .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value).into_owned()))
                .collect();
            assert_eq!(lines, expected.headers, "{method} {target}");
            assert_eq!(
                response.body.is_empty(),
                method == "HEAD" || response.status == 304,
                "{method} {target}"
            );
        }
    }
}

#[test]
fn a_request_body_is_not_taken_for_the_next_request() {
    let upstream = Upstream::start().unwrap();
    let mut stream = TcpStream::connect(upstream.address()).unwrap();
    let requests = "POST /ok HTTP/1.1\r\nContent-Length: 8\r\n\r\nGET / HT\
                    DELETE /missing HTTP/1.1\r\nConnection: close\r\n\r\n";
    stream.write_all(requests.as_bytes()).unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();
    let methods: Vec<_> = answers.lines().filter(|line| line.starts_with("X-Method")).collect();
    assert_eq!(methods, ["X-Method: POST", "X-Method: DELETE"]);
}

#[test]
fn a_request_that_asks_for_the_close_gets_it_and_the_next_one_a_new_connection() {
    let upstream = Upstream::start().unwrap();
    let mut client = RawClient::new(upstream.address());
    let request = RawRequest::new("GET", "/ok").header("Host", "x").header("Connection", "close");
    for _ in 0..3 {
        let response = client.send(&request).unwrap();
        assert_eq!(response.header_lines("connection").collect::<Vec<_>>(), [b"close"]);
    }
}

#[test]
fn a_dropped_upstream_is_gone_with_its_connections() {
    let upstream = Upstream::start().unwrap();
    let mut client = RawClient::new(upstream.address());
    let request = RawRequest::new("GET", "/ok").header("Host", "x");
    client.send(&request).unwrap();
    drop(upstream);
    let error = client.send(&request).unwrap_err().to_string();
    assert!(error.starts_with("no connection to 127.0.0.1:"), "{error}");
}
