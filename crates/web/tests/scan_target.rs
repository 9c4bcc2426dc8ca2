//! A server to be scanned, and a site that scans it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::resolve::Resolver;
use corsmith_web::scanning::{Rates, ScanningOptions};
use corsmith_web::server::ServeOptions;
use serde_json::Value;

use crate::{Answer, Server};

/// So many scans that no test comes to the end of it.
pub(crate) const ANY_RATE: Rates = Rates {
    client_scans: 10_000,
    client_time: Duration::from_mins(10),
    host_pause: Duration::ZERO,
    token_pause: Duration::ZERO,
};

/// A server that allows whatever origin asks, with credentials.
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// The first lines of what was asked, and the `Origin` if there was one.
    asked: Mutex<Vec<String>>,
    /// What some paths have: the lines of the head after the status, and the body.
    pages: Mutex<HashMap<String, String>>,
    /// Answers wait while it is shut.
    is_shut: Mutex<bool>,
    opened: Condvar,
}

impl Target {
    pub(crate) fn start() -> Self {
        Self::start_at("127.0.0.1:0")
    }

    pub(crate) fn start_at(address: &str) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let (address, state) = (listener.local_addr().unwrap(), Arc::<State>::default());
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // Whoever goes away in the middle has had enough.
                std::thread::spawn(move || state.answer(stream).unwrap_or_default());
            }
        });
        Self { address, state }
    }

    /// One that does not answer until it is opened.
    pub(crate) fn start_shut() -> Self {
        let target = Self::start();
        *target.state.is_shut.lock().unwrap() = true;
        target
    }

    pub(crate) fn open(&self) {
        *self.state.is_shut.lock().unwrap() = false;
        self.state.opened.notify_all();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on a path has this: the rest of the status line, further head lines, a blank line
    /// and the body.
    pub(crate) fn publish(&self, path: &str, answer: &str) {
        self.state.pages.lock().unwrap().insert(path.to_owned(), answer.to_owned());
    }

    /// `GET /a` or `GET /a from https://b.example`, one for each request.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state.asked.lock().unwrap().clone()
    }
}

impl State {
    fn answer(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut stream = stream;
        loop {
            let mut lines = Vec::new();
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line)? == 0 {
                    return Ok(());
                }
                if line.trim().is_empty() {
                    break;
                }
                lines.push(line.trim().to_owned());
            }
            let first = lines[0].trim_end_matches(" HTTP/1.1").to_owned();
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let origin = lines.iter().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case("origin").then(|| value.to_owned())
            });
            let said = match &origin {
                Some(origin) => format!("{first} from {origin}"),
                None => first,
            };
            self.asked.lock().unwrap().push(said);
            let shut = self.is_shut.lock().unwrap();
            drop(self.opened.wait_while(shut, |is_shut| *is_shut).unwrap());
            let known = self.pages.lock().unwrap().get(&path).cloned();
            let page = "200 OK\nContent-Type: text/html\n\n<!doctype html><title>A</title>";
            let answer = known.unwrap_or_else(|| page.to_owned());
            let (head, body) = answer.split_once("\n\n").unwrap();
            let allowed = origin.map_or_else(String::new, |origin| {
                format!(
                    "Access-Control-Allow-Origin: {origin}\r\nAccess-Control-Allow-Credentials: true\r\n"
                )
            });
            let (head, length) = (head.replace('\n', "\r\n"), body.len());
            let text =
                format!("HTTP/1.1 {head}\r\n{allowed}Content-Length: {length}\r\n\r\n{body}");
            stream.write_all(text.as_bytes())?;
        }
    }
}

/// A site that scans.
pub(crate) struct Site(pub(crate) Server);

impl Site {
    /// One that scans this machine, as often as it is asked.
    pub(crate) fn start() -> Self {
        Self::with(Resolver::new(AddressPolicy::AllowPrivate), ANY_RATE)
    }

    pub(crate) fn with(resolver: Resolver, rates: Rates) -> Self {
        let scanning = Some(ScanningOptions { resolver, rates });
        Self(Server::serving(ServeOptions { scanning, ..ServeOptions::default() }))
    }

    pub(crate) fn get(&self, path: &str, lines: &str) -> Answer {
        self.send("GET", path, lines, "")
    }

    /// Sends the form of `/scan`.
    pub(crate) fn submit(&self, fields: &[(&str, &str)], lines: &str) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send("POST", "/scan", &format!("{kind}{lines}"), &body)
    }

    /// Asks the API for a scan.
    pub(crate) fn order(&self, request: &Value, lines: &str) -> Answer {
        let kind = "Content-Type: application/json\r\n";
        self.send("POST", "/api/v1/scan", &format!("{kind}{lines}"), &request.to_string())
    }

    fn send(&self, method: &str, path: &str, lines: &str, body: &str) -> Answer {
        let mut client = self.0.connect();
        let host = if lines.contains("Host: ") { "" } else { "Host: 127.0.0.1\r\n" };
        let length = body.len();
        client.send(format!(
            "{method} {path} HTTP/1.1\r\n{host}{lines}Content-Length: {length}\r\n\r\n{body}"
        ));
        client.answer(method)
    }

    /// Starts a scan with the form; the address of its page.
    #[track_caller]
    pub(crate) fn scan(&self, fields: &[(&str, &str)]) -> String {
        let answer = self.submit(fields, "");
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("location").unwrap().to_owned()
    }

    /// The report's page, once there is one.
    #[track_caller]
    pub(crate) fn report(&self, page: &str) -> String {
        until("the report", || {
            let answer = self.get(page, "");
            assert_eq!(answer.status, 200, "{}", answer.text());
            let text = answer.text();
            (!text.contains("data-events")).then_some(text)
        })
    }
}

/// Asks until there is an answer.
#[track_caller]
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(30);
    while Instant::now() < end {
        if let Some(answer) = ask() {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("there is no {what} after 30 s");
}
