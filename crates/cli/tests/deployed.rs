//! A site on the loopback interface that answers as a policy says, but for a mistake.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use corsmith_policy::{Format, Policy, PolicyDocument, Request, Selection};

/// Changes the lines of an answer's head, but for the first.
pub(crate) type Mistake = fn(&mut Vec<(String, String)>);

/// Starts a site that ends with the test; its URL.
pub(crate) fn deployed(text: &str, mistake: Mistake) -> String {
    let document = PolicyDocument::parse(text.as_bytes(), Format::Toml);
    let policy = Arc::new(document.resolve(&Selection::default()).into_policy().unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/orders", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let policy = Arc::clone(&policy);
            thread::spawn(move || serve(stream, &policy, mistake));
        }
    });
    url
}

fn serve(mut stream: TcpStream, policy: &Policy, mistake: Mistake) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
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
        if stream.write_all(&answer(&head, policy, mistake)).is_err() {
            return;
        }
    }
}

fn answer(head: &str, policy: &Policy, mistake: Mistake) -> Vec<u8> {
    let mut lines = head.split("\r\n");
    let mut request = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (request.next().unwrap_or_default(), request.next().unwrap_or_default());
    let fields: Vec<(&str, &[u8])> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name, value.trim().as_bytes()))
        .collect();
    let answer = policy.respond(&Request { method, target, headers: &fields });
    let status = answer.status.unwrap_or(200);
    let sent = answer.headers.iter();
    let mut sent: Vec<_> =
        sent.map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
    mistake(&mut sent);
    let mut text = format!("HTTP/1.1 {status} x\r\n");
    for (name, value) in sent {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if status != 204 {
        text.push_str("Content-Length: 0\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}
