//! Scans: saved answers and deployed sites, judged.

mod given;

pub use given::{Given, MAX_GIVEN_ANSWERS};
