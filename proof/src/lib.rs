//! The proofs: real servers on loopback, configured with generated files, asked over a raw socket, compared with the
//! policy they were generated from.
//!
//! This crate is test machinery. It is not published, opens no connection but to loopback, and needs the servers that
//! `cargo xtask test` installs under `target/proof`.
//!
//! - [`raw_client`] asks and keeps every header line;
//! - [`upstream`] is the application behind the proxies and misbehaves as [`behaviour`] says;
//! - [`server`] starts a real server around generated files; [`servers`] has one file for each;
//! - [`zoo`] is for scanners: servers with one flaw each, traps, and hostile ones;
//! - [`verify`] asks what was deployed as a stranger does, and learns its policy;
//! - [`prove`] puts them together: every policy of the corpus, every request of its matrix.

pub mod behaviour;
mod home;
pub mod installed;
pub mod lab;
mod process;
pub mod prove;
pub mod raw_client;
pub mod server;
/// One file a server: how it is started around generated files.
pub mod servers;
pub mod upstream;
pub mod verify;
pub mod zoo;
