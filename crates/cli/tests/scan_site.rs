//! A raw server on the loopback interface that remembers what it was asked.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// Long enough for the slowest machine; nothing waits for it but a test that fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a request is answered, by its head. Nothing is silence: the connection stays open.
type Answer = dyn Fn(&str) -> String + Send + Sync;

/// A server that ends with the tests.
pub(crate) struct Site {
    port: u16,
    asked: Arc<Asked>,
}

#[derive(Default)]
struct Asked {
    log: Mutex<Log>,
    changed: Condvar,
}

#[derive(Default)]
struct Log {
    heads: Vec<String>,
    connections: usize,
}

impl Site {
    pub(crate) fn new(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Asked::default());
        let (log, answer): (_, Arc<Answer>) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                log.note(|log| log.connections += 1);
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { port, asked }
    }

    /// A page like any other, with these lines in its head.
    pub(crate) fn page(lines: &[&str]) -> Self {
        let answer = page(lines);
        Self::new(move |_| answer.clone())
    }

    /// A site whose `/silent` is never answered.
    pub(crate) fn with_silence() -> Self {
        Self::new(|head| if path(head) == "/silent" { String::new() } else { page(&[]) })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The heads of all requests by now, in their order.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.asked.log.lock().unwrap().heads.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.asked.log.lock().unwrap().connections
    }

    /// Waits until this path has been asked for.
    #[track_caller]
    pub(crate) fn wait_for(&self, place: &str) {
        let log = self.asked.log.lock().unwrap();
        let is_missing = |log: &mut Log| !log.heads.iter().any(|head| path(head) == place);
        let (_log, waited) =
            self.asked.changed.wait_timeout_while(log, PATIENCE, is_missing).unwrap();
        assert!(!waited.timed_out(), "nobody asked for {place}");
    }
}

impl Asked {
    fn note(&self, change: impl FnOnce(&mut Log)) {
        change(&mut self.log.lock().unwrap());
        self.changed.notify_all();
    }
}

/// A URL of this machine where nothing listens.
pub(crate) fn nobody() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    format!("http://{}/", listener.local_addr().unwrap())
}

/// The path that a request asks for.
pub(crate) fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

/// A field of a request.
pub(crate) fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut fields = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    fields.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// An answer with a page and these lines in its head.
pub(crate) fn page(lines: &[&str]) -> String {
    answer("200 OK", &[&["Content-Type: text/html"], lines].concat(), "<!doctype html><p>hello")
}

pub(crate) fn redirect(location: &str) -> String {
    answer("302 Found", &[&format!("Location: {location}")], "")
}

pub(crate) fn answer(status: &str, lines: &[&str], body: &str) -> String {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for line in lines {
        text.push_str(&format!("{line}\r\n"));
    }
    text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    text
}

fn serve(mut stream: TcpStream, asked: &Asked, answer: &Answer) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_nodelay(true);
    let mut received = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let end = received.windows(4).position(|bytes| bytes == b"\r\n\r\n");
        let Some(end) = end else {
            match stream.read(&mut piece) {
                Ok(read) if read > 0 => received.extend_from_slice(&piece[..read]),
                _ => return,
            }
            continue;
        };
        let head: Vec<u8> = received.drain(..end + 4).collect();
        let head = String::from_utf8_lossy(&head[..end]).into_owned();
        asked.note(|log| log.heads.push(head.clone()));
        if stream.write_all(answer(&head).as_bytes()).is_err() {
            return;
        }
    }
}
