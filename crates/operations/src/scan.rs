//! Scans: saved answers and deployed sites, judged.

mod given;
mod policy_fix;

pub use given::{Given, MAX_GIVEN_ANSWERS};
pub use policy_fix::{NoPolicyFix, policy_fixes};
