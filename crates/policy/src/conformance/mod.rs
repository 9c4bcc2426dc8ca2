//! Asking a real server what a policy promises, and judging its answers.
//!
//! [`request_matrix`] derives requests from the policy itself: everything it allows, and for each
//! pattern the attacks on it. [`judge`] compares a server's answer with [`Policy::respond`] by its
//! effect: it puts both through the browser's own algorithms and reports where they part.
//!
//! Nothing here sends anything: the proofs, and later the scanner, do.
//!
//! [`Policy::respond`]: crate::Policy::respond

mod difference;
mod judge;
mod matrix;
mod origins;

pub use difference::{Difference, DifferenceKind};
pub use judge::{Observed, Reached, judge};
pub use matrix::{MatrixRequest, Spelling, request_matrix};
