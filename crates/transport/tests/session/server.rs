//! A server that does with its connections what a test wants.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use corsmith_scan::{Exchange, Failure, Request, Response, Transport};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientOptions, Limits, Session};

/// A listener on loopback with a thread for each connection. It is closed when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    accepted: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
}

impl Server {
    /// `serve` gets each connection with its number, from 0.
    pub(crate) fn start(
        serve: impl Fn(&mut Connection) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let accepted = Arc::new(AtomicUsize::new(0));
        let is_over = Arc::new(AtomicBool::new(false));
        let (count, over, serve) = (Arc::clone(&accepted), Arc::clone(&is_over), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let number = count.fetch_add(1, Ordering::SeqCst);
                let serve = Arc::clone(&serve);
                thread::spawn(move || {
                    stream.set_nodelay(true).unwrap();
                    // Longer than any test, so that no thread stays.
                    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                    let _ = serve(&mut Connection { stream, number });
                });
            }
        });
        Self { address, accepted, is_over }
    }

    /// Answers every request with these bytes and keeps the connection.
    pub(crate) fn answers(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(move |connection| {
            while connection.ask()?.is_some() {
                connection.say(&answer)?;
            }
            Ok(())
        })
    }

    /// Answers one request of each connection with these bytes and closes.
    pub(crate) fn answers_once(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(move |connection| {
            connection.ask()?;
            connection.say(&answer)
        })
    }

    pub(crate) fn url(&self, path: &str) -> url::Url {
        format!("http://{}{path}", self.address).parse().unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Request {
        Request::new("GET", self.url(path))
    }

    /// How many connections there were.
    pub(crate) fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

/// One connection of a server.
pub(crate) struct Connection {
    pub(crate) stream: TcpStream,
    pub(crate) number: usize,
}

impl Connection {
    /// The next request up to its empty line; `None` once there is none.
    pub(crate) fn ask(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            if self.stream.read(&mut byte)? == 0 {
                return Ok(None);
            }
            head.push(byte[0]);
        }
        Ok(Some(head))
    }

    pub(crate) fn say(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.stream.write_all(bytes.as_ref())
    }

    /// Says it byte by byte.
    pub(crate) fn dribble(&mut self, text: &str, pause: Duration) -> io::Result<()> {
        for byte in text.bytes() {
            self.say([byte])?;
            thread::sleep(pause);
        }
        Ok(())
    }

    /// Says nothing until the other side has enough of it.
    pub(crate) fn sulk(&mut self) -> io::Result<()> {
        let mut rest = [0; 1024];
        while self.stream.read(&mut rest)? > 0 {}
        Ok(())
    }

    /// Reads the next request but for its last byte: closing then is a reset, as always while
    /// something is unread.
    pub(crate) fn ask_for_most(&mut self) -> io::Result<()> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r") {
            self.stream.read_exact(&mut byte)?;
            head.push(byte[0]);
        }
        // The rest of it is there by now.
        self.stream.peek(&mut byte).map(drop)
    }
}

/// Deadlines that a test can wait for.
pub(crate) fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(5),
        tls: Duration::from_millis(800),
        first_byte: Duration::from_millis(400),
        exchange: Duration::from_millis(1200),
        drain: Duration::from_millis(300),
        ..Limits::default()
    }
}

/// A session with the usual limits.
pub(crate) fn session() -> Session {
    session_with(Limits::default())
}

pub(crate) fn client_with(limits: Limits) -> Client {
    let options = ClientOptions { limits, ..ClientOptions::new(AddressPolicy::AllowPrivate) };
    Client::new(options).unwrap()
}

pub(crate) fn session_with(limits: Limits) -> Session {
    client_with(limits).session()
}

/// The answer to one request of a session of its own.
pub(crate) async fn answer(request: &Request) -> Response {
    session().exchange(request).await.outcome.unwrap()
}

/// The failure of one request of a session of its own, with short deadlines.
pub(crate) async fn failure(request: &Request) -> Failure {
    failed(session_with(limits()).exchange(request).await)
}

pub(crate) fn failed(exchange: Exchange) -> Failure {
    match exchange.outcome {
        Ok(answer) => panic!("an answer: {}", String::from_utf8_lossy(&answer.head)),
        Err(failure) => failure,
    }
}
