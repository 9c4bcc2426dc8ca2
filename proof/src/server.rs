//! Starting a real server around generated files.

mod error;
mod running;
mod site;

use std::fmt::Debug;

pub use error::StartError;
pub(crate) use running::last_lines;
pub use running::{LOG_TAIL, READY_WITHIN, Running, free_address};
pub use site::Site;

/// A server that a proof can run. One file in `src/servers/` a server; see there for how to add one.
///
/// ```no_run
/// use corsmith_proof::raw_client::{RawClient, RawRequest};
/// use corsmith_proof::server::{Server, Site};
/// use corsmith_proof::servers::haproxy::HaProxy;
/// use corsmith_proof::upstream::Upstream;
/// use corsmith_targets::GeneratedFile;
///
/// let upstream = Upstream::start()?;
/// let file = GeneratedFile {
///     name: "cors-frontend.cfg".into(),
///     place: String::new(),
///     contents: String::new(),
/// };
/// let site = Site::new(&HaProxy, "no-cors", vec![file], upstream.address());
/// HaProxy.prepare(std::slice::from_ref(&site))?;
/// let running = HaProxy.start(&site)?;
/// let response = RawClient::new(running.address).send(&RawRequest::new("GET", "/ok").header("Host", "x"))?;
/// assert_eq!(response.header_lines("x-reached-application").count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Server: Debug + Sync {
    /// The name in the table and of the directory under `target/proof`.
    fn name(&self) -> &'static str;

    /// The target whose generated files it runs; two versions of one framework have the same.
    fn target(&self) -> &'static str {
        self.name()
    }

    /// What runs, for the table: the version that the installed server itself reports.
    fn version(&self) -> Result<String, StartError>;

    /// Work that all sites share, done once before the first of them is started; only a server that must be compiled
    /// has any.
    fn prepare(&self, sites: &[Site]) -> Result<(), StartError> {
        let _ = sites;
        Ok(())
    }

    /// Starts the server with the site's files, and returns when it answers on its port.
    fn start(&self, site: &Site) -> Result<Running, StartError>;

    /// The same server with several policies; nothing where a program has one.
    fn for_hosts(&self) -> Option<&dyn HostServer> {
        None
    }
}

/// A server that takes several policies, each for a host.
pub trait HostServer {
    /// Starts one server with a policy for each of `hosts`; the site has the files of all of them, in the hosts' order.
    fn start_for_hosts(&self, site: &Site, hosts: &[&str]) -> Result<Running, StartError>;
}

/// Every server that can be proven.
pub fn all() -> impl Iterator<Item = &'static dyn Server> {
    crate::servers::ALL.iter().flat_map(|servers| servers.iter().copied())
}

/// The servers of one target.
///
/// ```
/// use corsmith_proof::server::{Server, of_target};
///
/// let names: Vec<_> = of_target("express").map(|server| server.name()).collect();
/// assert_eq!(names, ["express", "express4"]);
/// assert_eq!(of_target("abacus").count(), 0);
/// ```
pub fn of_target(target: &str) -> impl Iterator<Item = &'static dyn Server> {
    all().filter(move |server| server.target() == target)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_fit_for_a_directory() {
        let names: Vec<_> = super::all().map(super::Server::name).collect();
        let plain = |name: &str| {
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        assert!(names.iter().all(|name| plain(name)));
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }
}
