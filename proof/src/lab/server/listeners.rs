//! Listening sockets on both loopback addresses.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

/// The last of the [bad ports](https://fetch.spec.whatwg.org/#port-blocking), which no browser connects to.
const LAST_BAD_PORT: u16 = 10080;
/// How many free ports are tried for one that is free on both addresses.
const ATTEMPTS: usize = 50;
/// The most connections served at a time; one more is closed at once. A browser opens some dozens.
const CONNECTION_LIMIT: usize = 1024;

/// A port and its listeners: on 127.0.0.1, and on ::1 where there is one. Browsers try either first for `localhost`, and
/// a refused connection to one costs some of them a second.
pub(super) fn bind() -> io::Result<(u16, Vec<TcpListener>)> {
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for _ in 0..ATTEMPTS {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = v4.local_addr()?.port();
        if port <= LAST_BAD_PORT {
            continue;
        }
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(v6) => return Ok((port, vec![v4, v6])),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            // The machine has no IPv6.
            Err(_) => return Ok((port, vec![v4])),
        }
    }
    Err(last)
}

/// Serves each connection in a thread of its own until `stopping`.
pub(super) fn accept(
    listener: TcpListener,
    stopping: Arc<AtomicBool>,
    serve: impl Fn(&TcpStream) + Clone + Send + 'static,
) -> JoinHandle<()> {
    let open = Arc::new(AtomicUsize::new(0));
    thread::spawn(move || {
        for stream in listener.incoming() {
            if stopping.load(Ordering::SeqCst) {
                return;
            }
            let Ok(stream) = stream else { continue };
            if open.fetch_add(1, Ordering::SeqCst) >= CONNECTION_LIMIT {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let (serve, open) = (serve.clone(), Arc::clone(&open));
            thread::spawn(move || {
                serve(&stream);
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    })
}
