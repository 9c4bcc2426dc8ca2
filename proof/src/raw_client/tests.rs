use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use super::*;

/// A server that takes one connection a script and answers each request on it with the next of its answers, then closes.
fn scripted(connections: &'static [&'static [&'static [u8]]]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for answers in connections {
            let (mut stream, _) = listener.accept().unwrap();
            for answer in *answers {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).unwrap();
                    request.extend(byte);
                }
                stream.write_all(answer).unwrap();
            }
        }
    });
    address
}

fn send(client: &mut RawClient, method: &str) -> Result<RawResponse, RawError> {
    client.send(&RawRequest::new(method, "/").header("Host", "localhost"))
}

fn body_of(answer: &'static [u8], method: &str) -> String {
    let script: &'static [&'static [u8]] = Box::leak(Box::new([answer]));
    let mut client = RawClient::new(scripted(Box::leak(Box::new([script]))));
    match send(&mut client, method) {
        Ok(response) => String::from_utf8(response.body).unwrap(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn header_lines_keep_order_case_and_duplicates() {
    let address = scripted(&[&[
        b"HTTP/1.1 204 No Content\r\nVary: Origin\r\nx-A:  1 \r\nvary:Accept\r\nEmpty:\r\n\r\n",
    ]]);
    let response = send(&mut RawClient::new(address), "GET").unwrap();
    let lines = [("Vary", "Origin"), ("x-A", "1"), ("vary", "Accept"), ("Empty", "")];
    let expected: Vec<_> =
        lines.map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec())).into();
    assert_eq!(response.headers, expected);
    assert_eq!(response.header_lines("VARY").count(), 2);
}

#[test]
fn request_lines_are_written_as_given() {
    let request =
        RawRequest::new("gEt", "*").header("origin", "null").header("Origin", b"\xff".to_vec());
    assert_eq!(request.to_bytes(), b"gEt * HTTP/1.1\r\norigin: null\r\nOrigin: \xff\r\n\r\n");
}

#[test]
fn a_body_ends_where_its_framing_says() {
    let cases: [(&[u8], &str, &str); 8] = [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay", "GET", "ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", "GET", "ok"),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil close", "GET", "until close"),
        (b"HTTP/1.0 200\r\n\r\nold", "GET", "old"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: 1\r\n\r\n", "GET", "abc"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "HEAD", ""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", "GET", ""),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "GET", "ok"),
    ];
    for (answer, method, expected) in cases {
        assert_eq!(body_of(answer, method), expected);
    }
}

#[test]
fn what_is_not_a_response_is_said() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "the server closed the connection without any response"),
        (
            b"HTTP/1.1 20",
            "the server closed the connection after 11 bytes of an incomplete response",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
            "the server closed the connection after 40 bytes of an incomplete response",
        ),
        (
            b"SSH-2.0\r\n\r\n",
            "not an HTTP/1.x response: expected a status line `HTTP/1.1 200 \u{2026}`, found `SSH-2.0`",
        ),
        (
            b"HTTP/1.1 2000\r\n\r\n",
            "not an HTTP/1.x response: expected a status line `HTTP/1.1 200 \u{2026}`, found `HTTP/1.1 2000`",
        ),
        (
            b"HTTP/1.1 200 OK\r\nVary : x\r\n\r\n",
            "not an HTTP/1.x response: expected a header line `Name: value`, found `Vary : x`",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n",
            "not an HTTP/1.x response: expected one `Content-Length`, found `1, 2`",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n",
            "not an HTTP/1.x response: expected a length in bytes, found `+1`",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "not an HTTP/1.x response: expected a chunk size in hexadecimal, found `zz`",
        ),
    ];
    for (answer, expected) in cases {
        assert_eq!(body_of(answer, "GET"), expected);
    }
}

#[test]
fn an_open_connection_is_reused_and_a_closed_one_replaced() {
    const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    const LAST: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    // Two answers on the first connection, which then closes unannounced; one on the second, announced; one on the third.
    let mut client = RawClient::new(scripted(&[&[OK, OK], &[LAST], &[OK]]));
    for _ in 0..4 {
        assert_eq!(send(&mut client, "GET").unwrap().status, 200);
    }
}

#[test]
fn a_connection_with_bytes_left_over_is_given_up() {
    const EXTRA: &[u8] = b"HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 500 Smuggled\r\n\r\n";
    let mut client = RawClient::new(scripted(&[&[EXTRA], &[b"HTTP/1.1 204 No Content\r\n\r\n"]]));
    assert_eq!(send(&mut client, "GET").unwrap().status, 204);
    assert_eq!(send(&mut client, "GET").unwrap().status, 204);
}

#[test]
fn a_body_beyond_the_limit_is_cut() {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n{}", "x".repeat(70000));
    assert_eq!(body_of(Box::leak(answer.into_bytes().into_boxed_slice()), "GET").len(), BODY_LIMIT);
}

#[test]
fn a_head_beyond_the_limit_is_refused() {
    let answer = format!("HTTP/1.1 200 OK\r\nX: {}", "x".repeat(80000));
    let expected = "the response's head is longer than 65536 bytes";
    assert_eq!(body_of(Box::leak(answer.into_bytes().into_boxed_slice()), "GET"), expected);
}

#[test]
fn a_silent_server_is_given_up_at_the_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut client =
        RawClient::new(listener.local_addr().unwrap()).with_deadline(Duration::from_millis(50));
    assert_eq!(
        send(&mut client, "GET").unwrap_err().to_string(),
        "no complete response within 50 ms; 0 bytes came"
    );
}
