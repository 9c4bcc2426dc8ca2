//! One file a server: how it is started around generated files.
//!
//! To add one: a file here with a `Server` implementation, its line in [`ALL`], and its requirement in
//! `xtask/src/install/requirement.rs`. Each file opens with the names of the generated files it expects and where they
//! go; those names are the target's and change with it.

pub mod apache;
pub mod axum;
pub mod caddy;
pub mod express;
pub mod fastapi;
pub mod haproxy;
pub mod nginx;

use crate::server::Server;

/// Every server that can be proven, proxies first.
pub static ALL: &[&dyn Server] = &[
    &nginx::Nginx,
    &apache::APACHE,
    &apache::APACHE_HTACCESS,
    &caddy::Caddy,
    &haproxy::HaProxy,
    &express::EXPRESS_5,
    &express::EXPRESS_4,
    &fastapi::FastApi,
    &axum::Axum,
];

/// The servers of one target, or all of them for none.
///
/// ```
/// use corsmith_proof::server::Server;
/// use corsmith_proof::servers::of_target;
///
/// let names: Vec<_> = of_target(Some("express")).map(|server| server.name()).collect();
/// assert_eq!(names, ["express", "express4"]);
/// assert_eq!(of_target(Some("abacus")).count(), 0);
/// ```
pub fn of_target(target: Option<&str>) -> impl Iterator<Item = &'static dyn Server> {
    ALL.iter().copied().filter(move |server| target.is_none_or(|target| server.target() == target))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_fit_for_a_directory() {
        let names: BTreeSet<_> = ALL.iter().map(|server| server.name()).collect();
        assert_eq!(names.len(), ALL.len());
        let plain = |name: &str| {
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        assert!(names.iter().all(|name| plain(name)));
    }
}
