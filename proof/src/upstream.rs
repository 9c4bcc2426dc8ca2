//! The real upstream behind the proxies: an HTTP/1.1 server on loopback that misbehaves as [`behaviour`] says.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::behaviour;

/// The most connections served at a time; one more is closed at once. A proxy keeps a handful open.
const CONNECTION_LIMIT: usize = 128;
/// The longest request head, and the longest request body that is read and thrown away, in bytes.
const REQUEST_LIMIT: u64 = 64 * 1024;
/// How long a write may block. Reads have no limit: a proxy may keep an idle connection as long as it likes, and one
/// that is closed under it would show as a 502 of the proxy.
const WRITE_TIMEOUT: Duration = Duration::from_secs(5);

/// A running upstream; it stops, and its connections are closed, when this is dropped.
///
/// ```
/// use corsmith_proof::raw_client::{RawClient, RawRequest};
/// use corsmith_proof::upstream::Upstream;
///
/// let upstream = Upstream::start()?;
/// let request = RawRequest::new("GET", "/orders/own-cors").header("Host", "localhost");
/// let response = RawClient::new(upstream.address()).send(&request)?;
/// assert_eq!(response.header_lines("access-control-allow-origin").collect::<Vec<_>>(), [b"*"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Upstream {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    stopping: AtomicBool,
    open: Mutex<Vec<Arc<TcpStream>>>,
}

impl Upstream {
    /// Starts one on a free loopback port. Fails only if the system gives no socket.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::<Shared>::default();
        let acceptor = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Self { address, shared, acceptor: Some(acceptor) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // Wakes the acceptor, which is the only one to add connections; those left are closed after it is gone.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
        for stream in self.shared.open().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    fn open(&self) -> std::sync::MutexGuard<'_, Vec<Arc<TcpStream>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream.map(Arc::new) else { continue };
        let mut open = shared.open();
        if open.len() >= CONNECTION_LIMIT {
            continue;
        }
        open.push(Arc::clone(&stream));
        drop(open);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A connection that breaks is the proxy's to notice.
            let _ = serve(&stream);
            let _ = stream.shutdown(Shutdown::Both);
            shared.open().retain(|other| !Arc::ptr_eq(other, &stream));
        });
    }
}

fn serve(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        if behaviour::breaks_off(&request.target) {
            return Ok(());
        }
        (&mut &*stream).write_all(&request.response())?;
        if request.closes {
            return Ok(());
        }
    }
    Ok(())
}

struct Request {
    method: String,
    target: String,
    closes: bool,
}

impl Request {
    /// The next request, or none at the connection's end and for what is no request.
    fn read(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<Self>> {
        let mut head = reader.take(REQUEST_LIMIT);
        let mut line = String::new();
        head.read_line(&mut line)?;
        let mut parts = line.split_whitespace().map(str::to_owned);
        let (Some(method), Some(target), Some(version)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Ok(None);
        };
        let (mut length, mut closes) = (0, version == "HTTP/1.0");
        loop {
            let mut line = Vec::new();
            if head.read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
            let Some((name, value)) = line.trim().split_once(':') else { break };
            match (name, value.trim()) {
                ("content-length", value) => length = value.parse().unwrap_or(u64::MAX),
                // Where the body ends is not worth a decoder: nothing in the proofs sends one.
                ("transfer-encoding", _) | ("connection", "close") => closes = true,
                ("connection", "keep-alive") => closes = false,
                _ => {}
            }
        }
        closes |= length > REQUEST_LIMIT;
        io::copy(&mut reader.take(length.min(REQUEST_LIMIT)), &mut io::sink())?;
        Ok(Some(Self { method, target, closes }))
    }

    fn response(&self) -> Vec<u8> {
        let behaviour::Answer { status, headers } = behaviour::answer(&self.method, &self.target);
        let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
        for (name, value) in headers {
            head.extend([name, ": ", &value, "\r\n"]);
        }
        let body = if status == 304 {
            String::new()
        } else {
            format!("{} {}\n", self.method, self.target)
        };
        if status != 304 {
            head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        head.push_str(if self.closes {
            "Connection: close\r\n\r\n"
        } else {
            "Connection: keep-alive\r\n\r\n"
        });
        if self.method != "HEAD" {
            head.push_str(&body);
        }
        head.into_bytes()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        304 => "Not Modified",
        404 => "Not Found",
        _ => "Internal Server Error",
    }
}
