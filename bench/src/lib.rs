//! What the benchmarks and their tests share: lists of origins, policies, requests, and the peers.
//!
//! What is compared with what, and how to read it, is in this crate's `README.md`.

pub mod cases;
pub mod origins;
#[cfg(feature = "peers")]
pub mod peers;
pub mod policies;
pub mod requests;
