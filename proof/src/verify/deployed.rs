//! A server that runs what was generated from a policy.

use std::time::Duration;

use corsmith_policy::Policy;
use corsmith_scan::{Target, TargetError};
use corsmith_targets::{GeneratedFile, Provenance};
use corsmith_transport::guard::AddressPolicy;
use corsmith_transport::{Client, ClientError, ClientOptions, Limits, Session};

use crate::prove::ProveError;
use crate::server::{Running, Server, Site};
use crate::upstream::Upstream;

/// A running server with a policy.
#[derive(Debug)]
pub struct Deployed {
    running: Running,
}

impl Deployed {
    /// What asks it: sockets as `corsmith verify` has them, but with time for every request.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up, which nothing here uses.
    pub fn session(&self) -> Result<Session, ClientError> {
        let mut options = ClientOptions::new(AddressPolicy::AllowPrivate);
        options.limits = Limits { target: Duration::from_mins(10), ..Limits::default() };
        Ok(Client::new(options)?.session())
    }

    /// Its URL, at a path that the application answers.
    ///
    /// # Errors
    ///
    /// Never: the address of a socket makes a URL.
    pub fn target(&self) -> Result<Target, TargetError> {
        Target::parse(&format!("http://{}/ok", self.running.address))
    }
}

/// Starts `server` with `policy`; nothing if the target refuses the policy. `edit` changes the generated files first, as
/// somebody might who edits them on the machine.
///
/// # Errors
///
/// If the server is not installed or does not start.
pub fn deploy(
    server: &dyn Server,
    policy: &Policy,
    name: &str,
    upstream: &Upstream,
    edit: impl Fn(&mut Vec<GeneratedFile>),
) -> Result<Option<Deployed>, ProveError> {
    let target = corsmith_targets::find(server.target())
        .ok_or(ProveError::NoTarget { name: server.target() })?;
    let version = target.about().default_version;
    let provenance = Provenance::from_source(format!("{name}.toml"));
    let Ok(output) = target.render(policy, version, &provenance) else { return Ok(None) };
    let mut files = output.files;
    edit(&mut files);
    let site = Site::new(server, name, files, upstream.address());
    Ok(Some(Deployed { running: server.start(&site)? }))
}
