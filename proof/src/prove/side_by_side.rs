//! Several policies in one server, each for a host.

use corsmith_policy::conformance::request_matrix;

use super::{CorpusPolicy, ENDPOINTS, ProveError, Seen, ask, render, start};
use crate::raw_client::RawClient;
use crate::server::{Server, Site};
use crate::upstream::Upstream;

/// What came of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct SideBySide {
    /// How many requests were asked.
    pub requests: usize,
    /// Every difference that the target does not declare, with the name of the policy.
    pub undeclared: Vec<(String, Seen)>,
}

/// Starts one `server` with all `policies`, each for the host `NAME.example`, and asks each host everything; nothing
/// where it takes one policy.
///
/// # Errors
///
/// If the server is not installed, does not start or does not answer, or two policies' files have one name.
pub fn side_by_side(
    server: &dyn Server,
    policies: &[CorpusPolicy],
) -> Result<Option<SideBySide>, ProveError> {
    let Some(for_hosts) = server.for_hosts() else { return Ok(None) };
    let target = corsmith_targets::find(server.target())
        .ok_or(ProveError::NoTarget { name: server.target() })?;
    let upstream = Upstream::start().map_err(ProveError::Upstream)?;
    let mut files = Vec::new();
    for entry in policies {
        let of_policy = render(target, &entry.policy, &entry.name, target.about().default_version);
        files.extend(of_policy.map_err(|why| ProveError::Refused { why })?);
    }
    let site = Site::new(server, "side-by-side", files, upstream.address());
    let hosts: Vec<String> =
        policies.iter().map(|entry| format!("{}.example", entry.name)).collect();
    let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let running = start(|| for_hosts.start_for_hosts(&site, &hosts))?;
    let mut client = RawClient::new(running.address);
    let mut all = SideBySide { requests: 0, undeclared: Vec::new() };
    for (entry, host) in policies.iter().zip(&hosts) {
        let mut seen = Vec::new();
        for request in request_matrix(&entry.policy, ENDPOINTS) {
            ask(&mut client, host, &entry.policy, &request, &mut seen)?;
            all.requests += 1;
        }
        let deviations = target.about().deviations;
        seen.retain(|seen| !super::outcome::is_declared(seen, deviations));
        all.undeclared.extend(seen.into_iter().map(|seen| (entry.name.clone(), seen)));
    }
    Ok(Some(all))
}
