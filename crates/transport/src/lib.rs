//! The sockets of a scan: one recorded connection to a checked address, within limits.
//!
//! This is the one crate that opens sockets on behalf of a scan. A [`Client`] has what all scans
//! share; a [`Session`] is the [`Transport`](corsmith_scan::Transport) of one target. The
//! [`guard`] says which addresses may be asked, [`resolve`] finds them, and [`Limits`] says how
//! long, how much and how fast. [`batch()`] scans many targets at a time.
//!
//! ```
//! use std::io::{Read, Write};
//!
//! use corsmith_scan::{Request, Transport};
//! use corsmith_transport::guard::AddressPolicy;
//! use corsmith_transport::{Client, ClientOptions};
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # runtime.block_on(async {
//! let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
//! let url = format!("http://{}/", listener.local_addr()?).parse()?;
//! std::thread::spawn(move || {
//!     let (mut stream, _) = listener.accept()?;
//!     stream.read(&mut [0; 1024])?;
//!     stream.write_all(b"HTTP/1.1 200 OK\r\nVary: Accept\r\nvary:Origin\r\nContent-Length: 0\r\n\r\n")
//! });
//!
//! let client = Client::new(ClientOptions::new(AddressPolicy::AllowPrivate))?;
//! let mut session = client.session();
//! let exchange = session.exchange(&Request::new("GET", url)).await;
//! let answer = exchange.outcome?;
//! assert_eq!(answer.status, 200);
//! assert_eq!(answer.headers.iter().nth(1), Some(("vary", &b"Origin"[..])));
//! assert!(answer.head.ends_with(b"\r\nvary:Origin\r\nContent-Length: 0\r\n\r\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is recorded
//!
//! hyper speaks the protocol: it frames messages, keeps connections and speaks HTTP/2. As evidence
//! it does not do, because it groups field lines by name and drops their case. The stream under it
//! therefore keeps the bytes of each head as they came, and the fields of an answer are read from
//! those. A head that hyper refuses is a [`Failure`](corsmith_scan::Failure) with what was received:
//! null bytes, lines without a colon, spaces before a colon, two lengths. A value that goes on in the
//! next line (`obs-fold`) is accepted, as browsers do.
//!
//! Heads of HTTP/2 are compressed. Their fields are recorded as hyper has them, and without bytes.
//!
//! An answer whose body ends early, or never, is an answer whose body is
//! [cut](corsmith_scan::Body::is_cut).
//!
//! # What is not done
//!
//! No redirect is followed, no cookie kept, no proxy used, nothing is read from the environment
//! but the name servers and the hosts file of the system. HTTP/3 is not spoken.

mod batch;
mod body;
mod client;
mod connect;
mod connection;
mod deadline;
mod failure;
pub mod guard;
mod head;
mod limits;
mod message;
mod owner;
mod pace;
pub mod resolve;
mod salvage;
mod session;
mod stream;
mod tape;
mod tls;

pub use batch::{DEFAULT_CONCURRENCY, batch};
pub use client::{Client, ClientError, ClientOptions, USER_AGENT};
pub use limits::{
    CONNECT_DEADLINE, DRAIN_DEADLINE, EXCHANGE_DEADLINE, FIRST_BYTE_DEADLINE, Limits, MAX_ATTEMPTS,
    MAX_CONNECTIONS, MAX_DRAINED_BYTES, MAX_FIELDS, MAX_HEAD_BYTES, TARGET_DEADLINE, TLS_DEADLINE,
};
pub use owner::{OWNER_LABEL, OWNER_PATH, publishes_token};
pub use session::Session;
pub use tls::InvalidCertificates;
