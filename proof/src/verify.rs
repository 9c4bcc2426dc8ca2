//! `corsmith verify` and `corsmith infer` against real servers: what was deployed from a policy passes against it, and
//! the policy is recovered from it.
//!
//! [`prove`](crate::prove) asks with knowledge of the application; here nothing is known of it, as of a deployed site.

mod deployed;
mod learned;

pub use deployed::{Deployed, deploy};
pub use learned::{candidates, differences, path_patterns};
