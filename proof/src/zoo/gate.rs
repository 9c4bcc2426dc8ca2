//! A proxy in front of the zoo, for scanners that take their names from the machine.
//!
//! They ask `https://<name>.example.org/` of it, without a port, as they would ask a deployed site;
//! so it is also what saves them from the confusion that a port in an origin is to some of them.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The longest request head that is read, in bytes.
const HEAD_LIMIT: usize = 128 * 1024;
/// How long either side may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// A forward proxy that leads to animals and nowhere else; it stops when this is dropped.
pub(super) struct Gate {
    pub(super) address: SocketAddr,
    stopping: Arc<AtomicBool>,
    acceptor: Option<JoinHandle<()>>,
}

impl Gate {
    /// Opens it; `ways` are the addresses by host.
    pub(super) fn open(ways: HashMap<String, SocketAddr>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let stopping = Arc::<AtomicBool>::default();
        let (stop, ways) = (Arc::clone(&stopping), Arc::new(ways));
        let acceptor = thread::Builder::new().name("zoo-gate".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let ways = Arc::clone(&ways);
                // A connection that breaks is the client's to notice.
                let _ = thread::Builder::new().spawn(move || pass(stream, &ways));
            }
        })?;
        Ok(Self { address, stopping, acceptor: Some(acceptor) })
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

/// One connection: a tunnel, or one request that is passed on.
fn pass(mut client: TcpStream, ways: &HashMap<String, SocketAddr>) -> io::Result<()> {
    client.set_read_timeout(Some(SILENCE))?;
    client.set_write_timeout(Some(SILENCE))?;
    let (head, rest) = read_head(&mut client)?;
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_tunnel = method == "CONNECT";
    let place = target.strip_prefix("http://").unwrap_or(target);
    let (authority, path) = place.split_once('/').unwrap_or((place, ""));
    let host = authority.split(':').next().unwrap_or_default();
    let Some(way) = ways.get(host) else {
        return client.write_all(b"HTTP/1.1 404 No such animal\r\nContent-Length: 0\r\n\r\n");
    };
    let mut animal = TcpStream::connect(way)?;
    animal.set_read_timeout(Some(SILENCE))?;
    animal.set_write_timeout(Some(SILENCE))?;
    if is_tunnel {
        client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
    } else {
        // One request a connection: the next one may be for somebody else.
        let fields = head.split_once("\r\n").map_or("", |(_, fields)| fields);
        let fields = fields.split("\r\n").filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            !["connection", "proxy-connection"].contains(&name.to_ascii_lowercase().as_str())
        });
        let fields = fields.collect::<Vec<_>>().join("\r\n");
        let head = format!("{method} /{path} HTTP/1.1\r\n{fields}\r\nConnection: close\r\n\r\n");
        animal.write_all(head.as_bytes())?;
    }
    animal.write_all(&rest)?;
    let (mut from_client, mut to_animal) = (client.try_clone()?, animal.try_clone()?);
    let upwards = thread::Builder::new().spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_animal);
        let _ = to_animal.shutdown(Shutdown::Write);
    })?;
    let copied = io::copy(&mut animal, &mut client);
    let _ = client.shutdown(Shutdown::Both);
    let _ = animal.shutdown(Shutdown::Both);
    let _ = upwards.join();
    copied.map(drop)
}

/// A request head without the empty line that ends it, and what came after.
fn read_head(stream: &mut TcpStream) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let rest = bytes.split_off(end + 4);
            return Ok((String::from_utf8_lossy(&bytes[..end]).into_owned(), rest));
        }
        let count = stream.read(&mut piece)?;
        if count == 0 || bytes.len() > HEAD_LIMIT {
            return Err(io::ErrorKind::InvalidData.into());
        }
        bytes.extend_from_slice(&piece[..count]);
    }
}
