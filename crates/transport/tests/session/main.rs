//! Sessions with real servers on loopback, most of them rude.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod authority;
mod bodies;
mod concurrency;
mod deadlines;
mod heads;
mod http2;
mod http2_rude;
mod refused;
mod reuse;
mod sent;
mod server;
mod tls;
