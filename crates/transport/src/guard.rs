#![doc = include_str!("guard/guard.md")]

mod block;
mod non_global;
mod policy;
mod url;

pub use block::{Block, blocks};
pub use non_global::{NonGlobal, non_global};
pub use policy::{AddressPolicy, PUBLIC_PORTS, Refusal};
pub(crate) use url::{LOOPBACK, check_host};
pub use url::{check_url, is_localhost};
