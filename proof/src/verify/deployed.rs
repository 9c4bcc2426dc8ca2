//! A server that runs what was generated from a policy.

use corsmith_policy::Policy;
use corsmith_scan::Target;
use corsmith_targets::{GeneratedFile, Provenance};

use super::RawTransport;
use crate::prove::ProveError;
use crate::server::{Running, Server, Site};
use crate::upstream::Upstream;

/// A running server with a policy.
#[derive(Debug)]
pub struct Deployed {
    running: Running,
}

impl Deployed {
    /// What asks it.
    #[must_use]
    pub fn transport(&self) -> RawTransport {
        RawTransport::new(self.running.address)
    }

    /// Its URL, as if it stood on the Internet.
    ///
    /// # Panics
    ///
    /// Never: the URL is valid.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a constant that the tests parse")]
    pub fn target() -> Target {
        Target::parse("https://api.example.com/ok").expect("a valid URL")
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
