//! A server of this test, and a client that sends bytes as they are.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use corsmith_web::limits::Limits;
use corsmith_web::server::{ServeOptions, Transport, serve};
use tokio::sync::oneshot;

/// Longer than anything that a test waits for; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// The site in this process, on a port of its own.
pub(crate) struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::with(Limits::default(), Transport::Plain)
    }

    pub(crate) fn with(limits: Limits, transport: Transport) -> Self {
        Self::serving(ServeOptions { transport, limits, scanning: None })
    }

    pub(crate) fn serving(options: ServeOptions) -> Self {
        let (stop, stopped) = oneshot::channel();
        let (told, address) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                told.send(listener.local_addr().unwrap()).unwrap();
                serve(listener, options, async { drop(stopped.await) }).await.unwrap();
            });
        });
        Self { address: address.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn connect(&self) -> Client {
        self.try_connect().unwrap()
    }

    pub(crate) fn try_connect(&self) -> std::io::Result<Client> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Client { stream, kept: Vec::new() })
    }

    /// One request on a connection of its own; `lines` are header lines with their line ends.
    pub(crate) fn ask(&self, method: &str, target: &str, lines: &str) -> Answer {
        let mut client = self.connect();
        client.send(format!("{method} {target} HTTP/1.1\r\nHost: a\r\n{lines}\r\n"));
        client.answer(method)
    }

    /// Raw bytes on a connection of their own, and the first answer.
    pub(crate) fn tell(&self, bytes: impl AsRef<[u8]>) -> Answer {
        let mut client = self.connect();
        client.send(bytes);
        client.answer("GET")
    }

    pub(crate) fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits until it has ended.
    pub(crate) fn join(&mut self) {
        self.thread.take().unwrap().join().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

pub(crate) struct Client {
    stream: TcpStream,
    kept: Vec<u8>,
}

impl Client {
    /// A server that has closed does not take everything: what it answered is what counts.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).is_ok()
    }

    pub(crate) fn end_of_sending(&self) {
        self.stream.shutdown(Shutdown::Write).unwrap();
    }

    /// The next answer, whole, for a request with this method.
    #[track_caller]
    pub(crate) fn answer(&mut self, method: &str) -> Answer {
        let head = self.until_blank_line();
        let mut lines = head.lines();
        let status = lines.next().unwrap_or_default().get(9..12).unwrap_or_default();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let mut answer = Answer {
            status: status.parse().unwrap_or_else(|_| panic!("no answer: `{head}`")),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: Vec::new(),
        };
        let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
        assert_eq!(answer.header("transfer-encoding"), None, "answers are whole");
        if method != "HEAD" && answer.status != 304 {
            while self.kept.len() < length {
                assert_ne!(self.more(), 0, "the body ends early: {head}");
            }
            answer.body = self.kept.drain(..length).collect();
        }
        answer
    }

    /// Whether the server closes the connection without another byte. A reset is an end, too.
    pub(crate) fn is_closed(&mut self) -> bool {
        self.kept.is_empty() && self.more() == 0
    }

    fn until_blank_line(&mut self) -> String {
        loop {
            let end = self.kept.windows(4).position(|window| window == b"\r\n\r\n");
            if let Some(end) = end {
                let head: Vec<u8> = self.kept.drain(..end + 4).collect();
                return String::from_utf8(head).unwrap();
            }
            if self.more() == 0 {
                return String::from_utf8_lossy(&self.kept).into_owned();
            }
        }
    }

    fn more(&mut self) -> usize {
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(read) => {
                self.kept.extend_from_slice(&buffer[..read]);
                read
            }
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => 0,
            Err(error) => panic!("the server neither answers nor closes: {error}"),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none() || name == "vary", "`{name}` is there twice");
        value
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// All but the date.
    pub(crate) fn head(&self) -> String {
        let lines = self.headers.iter().filter(|(name, _)| name != "date");
        lines.map(|(name, value)| format!("{name}: {value}\n")).collect()
    }
}
