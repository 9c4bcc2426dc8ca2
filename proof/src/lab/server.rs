//! The site of every experiment, over raw sockets: header lines go out and come in byte for byte.

mod control;
mod head;
mod listeners;

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

pub(super) use self::head::Head;
use self::head::Reader;
use super::BODY;
use super::error::LabError;
use super::experiment::{Answer, Host};
use super::notebook::Notebook;
use super::origins::Origins;

/// How long a connection may stay silent before its first request; browsers open some on speculation.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);
/// How long a write may block, and how long the browser may take to close after us.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest body of a request, in bytes: the page reports its results in pieces far below.
const BODY_LIMIT: u64 = 16 * 1024 * 1024;

/// The listening server; it stops when this is dropped.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) notebook: Arc<Notebook>,
    stopping: Arc<AtomicBool>,
    addresses: Vec<std::net::SocketAddr>,
    acceptors: Vec<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start() -> Result<Self, LabError> {
        let system = |source| LabError::System { purpose: "listening socket", source };
        let mut hosts = Vec::new();
        let mut ports = [0; 4];
        for host in Host::ALL {
            let (port, listeners) = listeners::bind().map_err(system)?;
            ports[host as usize] = port;
            hosts.extend(listeners.into_iter().map(|listener| (host, listener)));
        }
        let notebook = Arc::new(Notebook::new(Origins { ports }));
        let stopping = Arc::<AtomicBool>::default();
        let (mut addresses, mut acceptors) = (Vec::new(), Vec::new());
        for (host, listener) in hosts {
            addresses.push(listener.local_addr().map_err(system)?);
            let (notebook, stopping) = (Arc::clone(&notebook), Arc::clone(&stopping));
            acceptors.push(listeners::accept(listener, stopping, move |stream| {
                // A connection that breaks is the browser's to notice.
                let _ = serve(stream, host, &notebook);
            }));
        }
        Ok(Self { notebook, stopping, addresses, acceptors })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        for address in &self.addresses {
            // Wakes the acceptor.
            let _ = TcpStream::connect_timeout(address, Duration::from_secs(1));
        }
        for acceptor in self.acceptors.drain(..) {
            let _ = acceptor.join();
        }
    }
}

/// What follows a response on its connection.
enum After {
    NextRequest,
    Close,
}

fn serve(stream: &TcpStream, host: Host, notebook: &Notebook) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(CLOSE_TIMEOUT))?;
    stream.set_read_timeout(Some(IDLE_TIMEOUT))?;
    let mut reader = Reader::new(stream);
    while let Some(head) = Head::read(&mut reader)? {
        let mut body = Vec::new();
        (&mut reader).take(head.content_length().min(BODY_LIMIT)).read_to_end(&mut body)?;
        let after = if host == Host::Own && head.target.starts_with("/-/") {
            (&mut &*stream).write_all(&control::answer(&head, &body, notebook))?;
            After::Close
        } else {
            experiment(stream, host, head, notebook)?
        };
        if matches!(after, After::Close) {
            break;
        }
    }
    // Closing with unread bytes would reset the connection and may cost the browser the response.
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(CLOSE_TIMEOUT))?;
    io::copy(&mut reader, &mut io::sink())?;
    Ok(())
}

fn experiment(
    stream: &TcpStream,
    host: Host,
    head: Head,
    notebook: &Notebook,
) -> io::Result<After> {
    let is_head = head.method == "HEAD";
    let Some((answer, open)) = notebook.receive(host, head) else {
        (&mut &*stream).write_all(b"HTTP/1.1 404 Not Found\r\n\r\n")?;
        return Ok(After::Close);
    };
    let Answer { status, headers } = &answer;
    let mut bytes = format!("HTTP/1.1 {status} {}\r\n", reason(*status)).into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(b':');
        bytes.extend_from_slice(value);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    // RFC 9112 section 6.3: such a response ends with its head, and a browser may use the connection again at once.
    let without_body = is_head || matches!(status, 204 | 304);
    if !without_body && !(100..200).contains(status) {
        bytes.extend_from_slice(BODY);
    }
    let written = (&mut &*stream).write_all(&bytes);
    drop(open);
    written?;
    Ok(if without_body { After::NextRequest } else { After::Close })
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        300..400 => "Redirection",
        400..500 => "Client Error",
        500..600 => "Server Error",
        _ => "Other",
    }
}
