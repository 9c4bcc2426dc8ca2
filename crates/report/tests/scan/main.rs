//! Every format of scans.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is a failed test")]

mod compare;
mod csv;
mod har;
mod hostile;
mod html;
mod json;
mod junit;
mod sample;
mod sarif;
mod text;
mod whole;
