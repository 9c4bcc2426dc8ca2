//! `corsmith simulate --live`, against servers of this test on the loopback interface.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::Test;
use crate::test::Ran;

/// A server that gives one answer a connection, byte for byte, and keeps the requests it was sent.
struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answers` in order; each is written at once, and the connection is closed.
    fn start(answers: &[&'static [u8]]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/orders", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, answers) = (Arc::clone(&requests), answers.to_vec());
        thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                let request = read_head(&mut stream);
                kept.lock().unwrap().push(request);
                let _ = stream.write_all(answer);
            }
        });
        Self { url, requests }
    }

    fn run<const N: usize>(&self, options: [&str; N]) -> Ran {
        run(&self.url, &options)
    }

    /// The request lines that came.
    fn request_lines(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|head| head.lines().next().unwrap_or_default().to_owned()).collect()
    }

    fn header(&self, index: usize, name: &str) -> Option<String> {
        let requests = self.requests.lock().unwrap();
        let mut lines = requests[index].lines().skip(1);
        lines.find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }
}

fn read_head(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn run(url: &str, options: &[&str]) -> Ran {
    let mut arguments = vec![
        "simulate",
        "--live",
        "--origin",
        "https://app.example",
        "--url",
        url,
        "--format=json",
    ];
    arguments.extend(options);
    Test::new([]).arguments(&arguments).run()
}

const ALLOWED: &[u8] =
    b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nX-Total: 3\r\nContent-Length: 0\r\n\r\n";
const PREFLIGHT: &[u8] = b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\
    Access-Control-Allow-Methods: PUT, PURGE\r\n\r\n";

#[test]
fn a_get_that_all_browsers_send_alike_is_sent_once() {
    let server = Server::start(&[ALLOWED]);
    let ran = server.run([]).status(0);
    assert_eq!(server.request_lines(), ["GET /orders HTTP/1.1"]);
    assert_eq!(server.header(0, "Origin").as_deref(), Some("https://app.example"));
    assert_eq!(server.header(0, "Cookie"), None);
    assert_eq!(ran.json()["verdicts"]["webkit"]["result"], "success");
    assert_eq!(ran.stderr.matches("GET http://127.0.0.1").count(), 1, "{}", ran.stderr);
}

#[test]
fn what_may_change_something_waits_for_yes() {
    let server = Server::start(&[PREFLIGHT, ALLOWED]);
    let ran = server.run(["--method=PUT", "--browser=chromium"]);
    assert_eq!(server.request_lines(), ["OPTIONS /orders HTTP/1.1"]);
    assert_eq!(server.header(0, "Access-Control-Request-Method").as_deref(), Some("PUT"));
    let story = ran.json();
    assert!(story["verdicts"]["chromium"]["result"].is_null());
    assert_eq!(story["verdicts"]["chromium"]["failure"]["code"], "withheld");
    assert!(ran.stdout.contains("add `--yes` to send it"), "{}", ran.stdout);
}

#[test]
fn with_yes_it_is_sent_after_the_preflight() {
    for method in ["PUT", "PURGE"] {
        let server = Server::start(&[PREFLIGHT, ALLOWED]);
        let option = format!("--method={method}");
        let ran = server.run([&option, "--yes", "--browser=standard"]).status(0);
        let expected =
            ["OPTIONS /orders HTTP/1.1".to_owned(), format!("{method} /orders HTTP/1.1")];
        assert_eq!(server.request_lines(), expected);
        assert_eq!(ran.json()["verdicts"]["standard"]["status"], 200);
    }
}

#[test]
fn a_post_says_that_it_has_no_body() {
    let server = Server::start(&[ALLOWED]);
    server.run(["--method=POST", "--yes", "--browser=standard"]).status(0);
    assert_eq!(server.header(0, "Content-Length").as_deref(), Some("0"));
}

#[test]
fn a_preflight_that_forbids_is_the_last_request() {
    let server = Server::start(&[b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", ALLOWED]);
    let ran = server.run(["--method=DELETE", "--yes", "--browser=firefox"]).status(1);
    assert_eq!(server.request_lines(), ["OPTIONS /orders HTTP/1.1"]);
    assert_eq!(ran.json()["fix"]["cause"], "preflight-allow-origin-missing");
}

#[test]
fn redirects_are_followed_by_the_state_machine() {
    let target = Server::start(&[ALLOWED]);
    let head = format!(
        "HTTP/1.1 302 Found\r\nAccess-Control-Allow-Origin: *\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        target.url
    );
    let first = Server::start(&[Box::leak(head.into_bytes().into_boxed_slice())]);
    let ran = first.run(["--browser=standard"]).status(0);
    assert_eq!(target.request_lines(), ["GET /orders HTTP/1.1"]);
    assert_eq!(target.header(0, "Origin").as_deref(), Some("null"));
    assert_eq!(ran.json()["verdicts"]["standard"]["tainted_origin_after_redirect"], true);
    let manual = Server::start(&[b"HTTP/1.1 302 Found\r\nAccess-Control-Allow-Origin: *\r\n\
          Location: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"]);
    let ran = manual.run(["--redirect=manual", "--browser=standard"]);
    assert_eq!(ran.status(0).json()["verdicts"]["standard"]["response_type"], "opaqueredirect");
}

#[test]
fn header_lines_arrive_as_they_were_sent() {
    let server = Server::start(&[
        b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://app.example\r\n\
          access-control-allow-origin: *\r\nX-Name: caf\xe9\r\nContent-Length: 0\r\n\r\n",
    ]);
    let story = server.run(["--browser=standard"]).status(1).json();
    assert_eq!(story["verdicts"]["standard"]["failure"]["code"], "allow-origin-multiple");
    let headers = story["exchanges"][0]["response"]["headers"].to_string();
    assert!(headers.contains("caf\u{e9}"), "{headers}");
    assert_eq!(headers.matches("access-control-allow-origin").count(), 2, "{headers}");
}

#[test]
fn browsers_differ_about_authorization_and_the_wildcard() {
    let server = Server::start(&[
        b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\
          Access-Control-Allow-Headers: *\r\n\r\n",
        ALLOWED,
    ]);
    let arguments = [
        "simulate",
        "--live",
        "--origin=https://app.example",
        "--url",
        &server.url,
        "-HAuthorization: Bearer x",
    ];
    let ran = Test::new([]).arguments(&arguments).run();
    assert_eq!(server.request_lines(), ["OPTIONS /orders HTTP/1.1", "GET /orders HTTP/1.1"]);
    let authority = server.url.trim_start_matches("http://").trim_end_matches("/orders");
    insta::assert_snapshot!(ran.snapshot().replace(authority, "127.0.0.1:[port]"));
}

#[test]
fn a_status_that_is_no_success_is_an_answer() {
    for head in ["407 Proxy Authentication Required", "401 Unauthorized", "503 Busy", "200"] {
        let status = &head[..3];
        let answer = format!(
            "HTTP/1.1 {head}\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n"
        );
        let server = Server::start(&[Box::leak(answer.into_bytes().into_boxed_slice())]);
        let story = server.run(["--browser=firefox"]).json();
        assert_eq!(story["exchanges"][0]["response"]["status"].to_string(), status, "{story:#}");
    }
}

#[test]
fn interim_responses_are_passed_over() {
    let server = Server::start(&[b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n\
        HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n"]);
    let story = server.run(["--browser=standard"]).json();
    assert_eq!(story["exchanges"][0]["response"]["status"], 200, "{story:#}");
}

#[test]
fn a_body_is_not_waited_for() {
    let server = Server::start(&[
        b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 99999999\r\n\r\nx",
    ]);
    server.run(["--browser=standard"]).status(0);
}

#[test]
fn no_response_is_a_network_error() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let ran = run(&closed, &["--browser=chromium"]).status(3);
    assert_eq!(ran.json()["verdicts"]["chromium"]["failure"]["code"], "connection-failed");
    assert!(ran.stdout.contains("refused"), "{}", ran.stdout);
    assert!(ran.stdout.contains("net::ERR_CONNECTION_REFUSED"), "{}", ran.stdout);
    let long: &'static [u8] = Box::leak(
        [b"HTTP/1.1 200 OK\r\nX-Long: ".as_slice(), &vec![b'x'; 200_000], b"\r\n\r\n"]
            .concat()
            .into_boxed_slice(),
    );
    for answer in [
        b"SSH-2.0-OpenSSH_9.2\r\n".as_slice(),
        b"\x00\xff\x00\xff",
        b"",
        b"HTTP/1.1 200 OK\r\nX",
        long,
    ] {
        let server = Server::start(&[answer, answer]);
        let ran = server.run(["--browser=standard"]).status(3);
        let story = ran.json();
        assert_eq!(story["verdicts"]["standard"]["failure"]["code"], "connection-failed");
        assert!(story["exchanges"][0]["error"].is_string(), "{story:#}");
    }
}

#[test]
fn a_silent_server_is_not_waited_for_forever() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let ran = run(&url, &["--browser=standard", "--timeout=1"]).status(3);
    assert!(ran.json()["exchanges"][0]["error"].is_string(), "{}", ran.stdout);
    drop(listener);
}

#[test]
fn nothing_is_sent_where_a_browser_sends_nothing() {
    let server = Server::start(&[ALLOWED]);
    server.run(["--mode=same-origin"]).status(1);
    server.run(["--method=TRACE"]).status(1);
    assert_eq!(server.request_lines(), [""; 0]);
}

#[test]
fn the_story_says_what_was_not_sent() {
    let server = Server::start(&[ALLOWED]);
    let arguments = ["simulate", "--live", "--origin=https://app.example", "--url", &server.url];
    let ran = Test::new([]).arguments(&arguments).run().status(0);
    assert!(ran.stdout.contains("No cookies and no body were sent"), "{}", ran.stdout);
}
