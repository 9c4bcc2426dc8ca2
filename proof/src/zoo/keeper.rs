//! Listening: one thread for each animal, and one for each of its connections.

use std::collections::HashMap;
use std::io::{self, Read};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::wire::{Ending, Stream, Wire};

/// How long a connection may take altogether.
const CONNECTION_TIME: Duration = Duration::from_mins(1);
/// How long one read or write may block.
const BLOCKED_TIME: Duration = Duration::from_secs(20);
/// How long the other side may take to close after us.
const CLOSE_TIME: Duration = Duration::from_secs(2);
/// How many connections one listener has at a time; further ones are closed at once.
const MAX_CONNECTIONS: usize = 128;

/// What is done with each connection of a listener.
pub(super) type Handler = dyn Fn(&mut Wire<'_>) -> io::Result<()> + Send + Sync;

/// A listener and its connections; all end when this is dropped.
pub(super) struct Keeper {
    pub(super) address: SocketAddr,
    accepted: Arc<AtomicU64>,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stopping: AtomicBool,
    open: AtomicUsize,
    /// To be shut down when the zoo closes, so that nobody waits for a silent client.
    streams: Mutex<HashMap<u64, TcpStream>>,
}

impl Keeper {
    pub(super) fn listen(
        tls: Option<Arc<ServerConfig>>,
        handler: impl Fn(&mut Wire<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let accepted = Arc::<AtomicU64>::default();
        let shared = Arc::<Shared>::default();
        let (counter, common) = (Arc::clone(&accepted), Arc::clone(&shared));
        let handler: Arc<Handler> = Arc::new(handler);
        let acceptor = thread::Builder::new().name(format!("zoo-{}", address.port()));
        let acceptor = acceptor.spawn(move || {
            for stream in listener.incoming() {
                if common.stopping.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let number = counter.fetch_add(1, Ordering::SeqCst);
                welcome(number, stream, &common, tls.clone(), Arc::clone(&handler));
            }
        })?;
        Ok(Self { address, accepted, shared, acceptor: Some(acceptor) })
    }

    /// How many connections were accepted so far.
    pub(super) fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::SeqCst)
    }
}

fn welcome(
    number: u64,
    stream: TcpStream,
    shared: &Arc<Shared>,
    tls: Option<Arc<ServerConfig>>,
    handler: Arc<Handler>,
) {
    if shared.open.fetch_add(1, Ordering::SeqCst) >= MAX_CONNECTIONS {
        shared.open.fetch_sub(1, Ordering::SeqCst);
        return;
    }
    if let Ok(clone) = stream.try_clone() {
        shared.lock().insert(number, clone);
    }
    let common = Arc::clone(shared);
    let spawned = thread::Builder::new().spawn(move || {
        // A connection that breaks is the client's to notice.
        let _ = serve(stream, &common, tls, &*handler);
        common.lock().remove(&number);
        common.open.fetch_sub(1, Ordering::SeqCst);
    });
    if spawned.is_err() {
        shared.lock().remove(&number);
        shared.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn serve(
    mut stream: TcpStream,
    shared: &Shared,
    tls: Option<Arc<ServerConfig>>,
    handler: &Handler,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(BLOCKED_TIME))?;
    stream.set_write_timeout(Some(BLOCKED_TIME))?;
    let until = Instant::now() + CONNECTION_TIME;
    let Some(tls) = tls else {
        let ending = attend(&mut stream, shared, until, handler)?;
        return close(&mut stream, ending);
    };
    let connection = ServerConnection::new(tls).map_err(io::Error::other)?;
    let mut secure = StreamOwned::new(connection, stream);
    let ending = attend(&mut secure, shared, until, handler)?;
    secure.conn.send_close_notify();
    secure.conn.complete_io(&mut secure.sock)?;
    close(&mut secure.sock, ending)
}

fn attend(
    stream: &mut dyn Stream,
    shared: &Shared,
    until: Instant,
    handler: &Handler,
) -> io::Result<Ending> {
    let mut wire = Wire::new(stream, &shared.stopping, until);
    handler(&mut wire)?;
    Ok(wire.ending)
}

fn close(stream: &mut TcpStream, ending: Ending) -> io::Result<()> {
    if ending == Ending::Reset {
        // Without a time to linger, closing is a reset.
        #[cfg(unix)]
        rustix::net::sockopt::set_socket_linger(&*stream, Some(Duration::ZERO))?;
        return Ok(());
    }
    // Closing with unread bytes would be a reset, too, and may cost the client the answer.
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(CLOSE_TIME))?;
    let mut piece = [0; 4096];
    let until = Instant::now() + CLOSE_TIME;
    while stream.read(&mut piece)? > 0 && Instant::now() < until {}
    Ok(())
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, TcpStream>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        for stream in self.shared.lock().values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the acceptor.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
        // Long enough for whoever was shut down to notice, and no longer.
        let until = Instant::now() + Duration::from_secs(1);
        while self.shared.open.load(Ordering::SeqCst) > 0 && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
