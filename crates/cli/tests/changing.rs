//! A site on the loopback interface whose answers the test changes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A site that ends with the test.
pub(crate) struct Site {
    /// Its URL.
    pub(crate) url: String,
    head: Arc<Mutex<String>>,
}

impl Site {
    /// A site that answers everything with status 200 and these lines, in which `{origin}` is the
    /// `Origin` of the request.
    pub(crate) fn new(lines: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self {
            url: format!("http://{}/", listener.local_addr().unwrap()),
            head: Arc::default(),
        };
        site.answers(lines);
        let head = Arc::clone(&site.head);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let head = Arc::clone(&head);
                thread::spawn(move || serve(stream, &head));
            }
        });
        site
    }

    /// From now on it answers so.
    pub(crate) fn answers(&self, lines: &[&str]) {
        let lines: Vec<_> = lines.iter().map(|line| format!("{line}\r\n")).collect();
        *self.head.lock().unwrap() =
            format!("HTTP/1.1 200 OK\r\n{}Content-Length: 0\r\n\r\n", lines.concat());
    }
}

fn serve(mut stream: TcpStream, head: &Mutex<String>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
    let mut received = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(end) = received.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let request: Vec<u8> = received.drain(..end + 4).collect();
            let request = String::from_utf8_lossy(&request).into_owned();
            let origin = request.lines().find_map(|line| line.strip_prefix("Origin: "));
            let answer = head.lock().unwrap().replace("{origin}", origin.unwrap_or("null"));
            if stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
            continue;
        }
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => received.extend_from_slice(&piece[..read]),
            _ => return,
        }
    }
}
