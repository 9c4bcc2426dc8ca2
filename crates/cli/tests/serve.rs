//! `corsmith serve`, as a process.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

use crate::Test;

/// The server, and the address that it printed.
struct Serving {
    child: Child,
    stdout: BufReader<std::process::ChildStdout>,
    address: String,
    _test: Test,
}

impl Serving {
    fn start() -> Self {
        let test = Test::new(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = test.command().spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.strip_prefix("Corsmith is at http://").unwrap();
        let address = address.strip_suffix("/\n").unwrap().to_owned();
        Self { child, stdout, address, _test: test }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Everything that is answered to these bytes, until the server closes.
    fn tell(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes.as_ref()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// What else it printed, and how it ended.
    fn end(mut self) -> Output {
        let mut rest = Vec::new();
        self.stdout.read_to_end(&mut rest).unwrap();
        let output = self.child.wait_with_output().unwrap();
        Output { stdout: rest, ..output }
    }
}

#[test]
fn it_says_where_it_is_and_answers_until_a_signal() {
    for signal in ["INT", "TERM"] {
        let serving = Serving::start();
        let answer = serving.tell("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("</html>"), "{answer}");
        serving.signal(signal);
        let output = serving.end();
        assert_eq!(output.status.code(), Some(0), "{signal}");
        assert_eq!(output.stdout, b"");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "Ctrl-C stops it.\n");
    }
}

#[test]
fn nothing_that_is_sent_is_printed() {
    const SECRET: &str = "hunter2-4f9c";
    let serving = Serving::start();
    let close = "Host: a\r\nConnection: close\r\n";
    let json = format!("{{\"text\": \"{SECRET}\"}}");
    let form = format!("text={SECRET}&origins={SECRET}");
    let mut asked = vec![
        format!("GET /{SECRET} HTTP/1.1\r\n{close}\r\n"),
        format!("GET /?{SECRET}={SECRET}&origins={SECRET} HTTP/1.1\r\n{close}\r\n"),
        format!("GET / HTTP/1.1\r\n{close}Authorization: Bearer {SECRET}\r\n\r\n"),
        format!("{SECRET}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{close}{SECRET}\r\n\r\n"),
    ];
    let paths = [
        "/",
        "/diagnose",
        "/import",
        "/simulate",
        "/api/v1/diagnose",
        "/api/v1/import",
        "/api/v1/build",
        "/api/v1/lint",
        "/api/v1/simulate",
        "/api/v1/respond",
    ];
    for path in paths {
        for (kind, body) in [
            ("application/json", json.as_str()),
            ("application/x-www-form-urlencoded", form.as_str()),
            ("text/plain", SECRET),
            ("application/json", SECRET),
        ] {
            let length = body.len();
            asked.push(format!(
                "POST {path} HTTP/1.1\r\n{close}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
            ));
            asked.push(format!("GET {path}?{form} HTTP/1.1\r\n{close}\r\n"));
        }
    }
    for request in asked {
        let answer = serving.tell(&request);
        assert!(answer.starts_with("HTTP/1.1 "), "{request}\n{answer}");
        assert!(!answer.starts_with("HTTP/1.1 5"), "{request}\n{answer}");
    }
    serving.signal("TERM");
    let output = serving.end();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "Ctrl-C stops it.\n");
}

#[test]
fn a_request_in_flight_is_waited_for_but_not_after_a_second_signal() {
    let serving = Serving::start();
    let mut stream = serving.connect();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx").unwrap();
    std::thread::sleep(Duration::from_millis(200));
    serving.signal("INT");
    std::thread::sleep(Duration::from_millis(200));
    let begun = Instant::now();
    serving.signal("INT");
    let output = serving.end();
    assert_eq!(output.status.code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_port_that_is_in_use_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = Test::new(["serve", "--listen", &address]).run().status(3);
    assert_eq!(ran.stdout, "");
    assert_eq!(
        ran.stderr,
        format!(
            "error: cannot listen on {address}: another program has this port\n\
             help: choose another with `--listen`; port 0 takes any that is free\n"
        )
    );
}

#[test]
fn an_address_of_another_machine_is_said() {
    // TEST-NET-1 (RFC 5737) is nobody's.
    let ran = Test::new(["serve", "--listen", "192.0.2.1:8787"]).run().status(3);
    assert!(ran.stderr.contains("it is not an address of this machine"), "{}", ran.stderr);
}

#[test]
fn what_is_no_address_is_a_wrong_command_line() {
    for address in ["", "8787", "nowhere", "example.com:80", "127.0.0.1:99999", "http://127.0.0.1"]
    {
        let ran = Test::new(["serve", "--listen", address]).run().status(2);
        assert_eq!(ran.stdout, "");
        let right = "an address and a port are right, such as 127.0.0.1:8787 or [::1]:8787";
        assert!(ran.stderr.contains(right) || address.is_empty(), "{}", ran.stderr);
    }
}

#[test]
fn private_addresses_are_scanned_for_nobody_else() {
    const HERE: &str = "--listen=127.0.0.1:0";
    for (name, test, said) in [
        ("it scans nothing", Test::new(["serve", HERE, "--allow-private"]), "--enable-scan"),
        (
            "others come through a proxy",
            Test::new(["serve", HERE, "--enable-scan", "--allow-private", "--behind-tls"]),
            "cannot be used with",
        ),
        (
            "others come",
            Test::new(["serve", "--listen=0.0.0.0:0", "--enable-scan", "--allow-private"]),
            "whoever reaches this server could ask this machine and its network",
        ),
    ] {
        let ran = test.run().status(2);
        assert_eq!(ran.stdout, "", "{name}");
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
}
