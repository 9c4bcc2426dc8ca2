//! The site over real sockets on the loopback interface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here is a failed test"
)]

mod client;
mod headers;
mod robustness;
mod robustness_end;
mod robustness_slow;
mod scan;
mod scan_api;
mod scan_limits;
mod scan_names;
mod scan_private;
mod scan_report;
mod scan_target;

pub(crate) use client::{Answer, Client, Server};
